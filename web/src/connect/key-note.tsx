import type { VNode } from 'preact';
import type { Viewer } from '../hooks/use-viewer.ts';
import { PrivateName } from '../ui/private-name.tsx';
import style from './connect.module.css';

/** What stands for the key in what is pasted. */
export const keyPlaceholder = 'YOUR_KEY';

/** Which key the lines need, and the switch that puts it in. */
export function KeyNote({
  viewer: { isKeyRequired, keyName },
  isShown,
  onShow,
}: {
  viewer: Viewer;
  isShown: boolean;
  onShow: (isShown: boolean) => void;
}): VNode {
  if (!isKeyRequired) {
    return (
      <p class={style['note']}>
        This gateway asks for no key. Clients that insist on one take any text.
      </p>
    );
  }
  if (keyName === null) {
    return (
      <p class={style['note']}>
        Replace <code>{keyPlaceholder}</code> with one of the gateway’s API keys. This page uses the
        admin token, which programs should not have.
      </p>
    );
  }
  return (
    <label class={style['note']}>
      <input
        type="checkbox"
        checked={isShown}
        onChange={(event) => onShow(event.currentTarget.checked)}
      />
      <span>
        Show this page’s key, <PrivateName kind="key" text={keyName} />, instead of{' '}
        <code>{keyPlaceholder}</code>
      </span>
    </label>
  );
}
