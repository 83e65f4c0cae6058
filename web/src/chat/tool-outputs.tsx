import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { ApiError } from '../api/api-error.ts';
import { Button } from '../ui/button.tsx';
import { Field, control } from '../ui/field.tsx';
import { Failure } from '../ui/notice.tsx';
import style from './chat.module.css';

/** A call that waits for its output. */
export interface WaitingCall {
  readonly callId: string;
  readonly name: string;
}

/** What a tool gave back for one call. */
export interface ToolOutput {
  readonly toolCallId: string;
  readonly content: { readonly text: string }[];
}

/** Takes the outputs of all calls of an answer, so that the model can continue. */
export function ToolOutputs({
  calls,
  isBusy,
  error,
  onSubmit,
}: {
  calls: readonly WaitingCall[];
  isBusy: boolean;
  error: ApiError | undefined;
  onSubmit: (outputs: readonly ToolOutput[]) => void;
}): VNode {
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const submit = (): void =>
    onSubmit(
      calls.map(({ callId }) => ({ toolCallId: callId, content: [{ text: texts[callId] ?? '' }] })),
    );
  return (
    <form
      class={style['outputs']}
      aria-label="Tool outputs"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <p>
        The model waits for{' '}
        {calls.length === 1 ? 'the output of this call' : 'the outputs of these calls'}. Enter what
        your program would return.
      </p>
      {calls.map(({ callId, name }) => (
        <Field key={callId} label={`Output of ${name}`}>
          <textarea
            class={control}
            rows={2}
            value={texts[callId] ?? ''}
            onInput={({ currentTarget: { value } }) =>
              setTexts((before) => ({ ...before, [callId]: value }))
            }
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
              event.preventDefault();
              submit();
            }}
          />
        </Field>
      ))}
      {error && <Failure error={error} />}
      <div class={style['row']}>
        <Button kind="main" icon="play" submits disabled={isBusy}>
          Continue
        </Button>
      </div>
    </form>
  );
}
