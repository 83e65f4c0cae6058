import type { VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../ui/button.tsx';
import { control, Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import style from './key-form.module.css';

/** Asks for an API key. The page holds no data before it has one. */
export function KeyForm({
  isRefused,
  onKey,
  onCancel,
  onForget,
}: {
  /** A key was sent and is wrong. */
  isRefused: boolean;
  onKey: (key: string, isRemembered: boolean) => void;
  /** Absent where the page is of no use without a key. */
  onCancel?: (() => void) | undefined;
  /** Absent where there is no key to forget. */
  onForget?: (() => void) | undefined;
}): VNode {
  const [key, setKey] = useState('');
  const field = useRef<HTMLInputElement>(null);
  // `autofocus` works only once in a document, and the form comes back.
  useLayoutEffect(() => field.current?.focus(), []);
  const [isRemembered, setRemembered] = useState(false);
  return (
    <main class={style['place']}>
      <form
        class={style['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (key.trim() !== '') onKey(key.trim(), isRemembered);
        }}
      >
        <h1>API key</h1>
        <p>
          This gateway asks for a key. The page shows what the key may see. The operator finds the
          keys in the settings of the gateway, and the admin token in the file that its start names.
        </p>
        {isRefused && <Notice kind="error" title="The gateway refused this key." />}
        <Field label="Key or admin token">
          <input
            class={control}
            type="password"
            name="key"
            autocomplete="current-password"
            value={key}
            onInput={(event) => setKey(event.currentTarget.value)}
            ref={field}
          />
        </Field>
        <label class={style['remember']}>
          <input
            type="checkbox"
            checked={isRemembered}
            onChange={(event) => setRemembered(event.currentTarget.checked)}
          />
          Remember it on this device. Without this it is gone with the tab.
        </label>
        <div class={style['buttons']}>
          <Button kind="main" submits icon="key">
            Use this key
          </Button>
          {onCancel && <Button onClick={onCancel}>Cancel</Button>}
          {onForget && <Button onClick={onForget}>Forget the key</Button>}
        </div>
      </form>
    </main>
  );
}
