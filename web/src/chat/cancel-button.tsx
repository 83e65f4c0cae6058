import type { VNode } from 'preact';
import { accepted } from '../api/refusal.ts';
import { useApp } from '../hooks/context.ts';
import { useAction } from '../hooks/use-action.ts';
import { Button } from '../ui/button.tsx';
import { WatchCancelDocument } from '../watch/generated/graphql.ts';
import style from './chat.module.css';

/** Stops a completion. What it said so far stays. */
export function CancelButton({ id }: { id: string }): VNode {
  const { api } = useApp();
  const cancel = useAction();
  return (
    <>
      <Button
        icon="stop"
        disabled={cancel.isBusy}
        onClick={() =>
          void cancel.run(async () => {
            const { cancelChatCompletion } = await api.send(WatchCancelDocument, { id });
            accepted(cancelChatCompletion);
          })
        }
      >
        Stop
      </Button>
      {cancel.error && (
        <span class={style['fault']} role="alert">
          {cancel.error.message}
        </span>
      )}
    </>
  );
}
