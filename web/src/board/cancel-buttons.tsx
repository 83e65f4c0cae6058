import type { VNode } from 'preact';
import { accepted } from '../api/refusal.ts';
import { useApp } from '../hooks/context.ts';
import { useAction } from '../hooks/use-action.ts';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { count } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { WatchCancelDocument } from '../watch/generated/graphql.ts';
import { BoardCancelAllDocument } from './generated/graphql.ts';
import { variablesOf, type RowFilter } from './row-filter.ts';

/** Cancels one answer; its client gets an error that says so. `x` presses it. */
export function CancelButton({ id }: { id: string }): VNode {
  const { api } = useApp();
  const cancel = useAction();
  const send = async (): Promise<void> => {
    const { cancelChatCompletion } = await api.send(WatchCancelDocument, { id });
    accepted(cancelChatCompletion);
  };
  return (
    <>
      <ConfirmButton
        label="Cancel"
        question="Really cancel?"
        icon="stop"
        shortcut="x"
        isBusy={cancel.isBusy}
        onConfirm={() => void cancel.run(send)}
      />
      {cancel.error && <Notice kind="error" title={cancel.error.message} />}
    </>
  );
}

/** Cancels every answer that waits or runs and that the filter selects. */
export function CancelAllButton({
  filter,
  liveCount,
}: {
  filter: RowFilter;
  liveCount: number;
}): VNode {
  const { api } = useApp();
  const cancel = useAction();
  const send = async (): Promise<void> => {
    const selected = variablesOf(filter).completions.filter ?? {};
    await api.send(BoardCancelAllDocument, { filter: selected });
  };
  return (
    <>
      <ConfirmButton
        label={`Cancel ${count(liveCount)} running`}
        question="Really cancel all?"
        icon="stop"
        isBusy={cancel.isBusy}
        onConfirm={() => void cancel.run(send)}
      />
      {cancel.error && <Notice kind="error" title={cancel.error.message} />}
    </>
  );
}
