import type { VNode } from 'preact';
import { CancelButton } from '../chat/cancel-button.tsx';
import { Elapsed } from '../chat/elapsed.tsx';
import { useStore } from '../hooks/use-store.ts';
import { addressOf } from '../store/router.ts';
import { Button } from '../ui/button.tsx';
import { compact, count, duration, exactTime, time } from '../ui/format.ts';
import { Failure, Notice } from '../ui/notice.tsx';
import { StatusMark, type Status } from '../ui/status.tsx';
import { AnswerView, type TextForm } from '../watch/answer-view.tsx';
import { useAnswer } from '../watch/use-answer.ts';
import { StoredItem, type ItemLook } from './stored-item.tsx';
import { isAnswered, isRunning, type Turn } from './timeline.ts';
import style from './conversations.module.css';

/** What was said in one turn, and the answer: live while it comes. */
export function TurnView({
  turn,
  look,
  onFork,
}: {
  turn: Turn;
  look: ItemLook;
  /** Undefined while a fork is made. */
  onFork: (() => void) | undefined;
}): VNode {
  const { completionId, input, output, status, error } = turn;
  return (
    <article class={style['turn']} aria-label={`Turn of ${time(turn.createdAt)}`}>
      <h3 class="visually-hidden">Turn of {time(turn.createdAt)}</h3>
      {input.map((item) => (
        <StoredItem key={item.itemId} item={item} look={look} />
      ))}
      {isRunning(turn) ? (
        <LiveAnswer turn={turn} form={look.form} />
      ) : (
        output.map((item) => <StoredItem key={item.itemId} item={item} look={look} />)
      )}
      {error && status !== 'CANCELLED' && (
        <Notice kind="error" title={error.message}>
          <p>
            Code <code>{error.code}</code>.
          </p>
        </Notice>
      )}
      <footer class={style['facts']}>
        {!isRunning(turn) && <TurnFacts turn={turn} />}
        <a href={addressOf(`?id=${encodeURIComponent(completionId)}`)}>Show on the board</a>
        {isAnswered(turn) && (
          <Button
            kind="quiet"
            icon="fork"
            title="A new conversation with everything up to here"
            disabled={onFork === undefined}
            onClick={onFork}
          >
            Fork here
          </Button>
        )}
      </footer>
    </article>
  );
}

function LiveAnswer({ turn, form }: { turn: Turn; form: TextForm }): VNode {
  const { answer, error } = useAnswer(turn.completionId);
  const { parts } = useStore(answer.state);
  return (
    <>
      <AnswerView answer={answer} form={form} />
      {error && <Failure error={error} />}
      <output class={style['row']}>
        <span class={style['soft']}>
          {parts.length === 0 ? 'Waiting for the answer' : 'Answering'} ·{' '}
          <Elapsed since={turn.createdAt} />
        </span>
        <CancelButton id={turn.completionId} />
      </output>
    </>
  );
}

const statuses: Readonly<Record<Turn['status'], Status>> = {
  QUEUED: 'QUEUED',
  IN_PROGRESS: 'RUNNING',
  COMPLETED: 'COMPLETED',
  INCOMPLETE: 'COMPLETED',
  FAILED: 'FAILED',
  CANCELLED: 'CANCELLED',
};

const reasons: Readonly<Record<string, string>> = {
  max_output_tokens: 'cut at the limit of tokens',
  content_filter: 'ended by a content filter',
};

function TurnFacts({ turn }: { turn: Turn }): VNode {
  const { status, model, createdAt, endedAt, usage, incompleteReason, unmet } = turn;
  const ms = endedAt === null ? null : Date.parse(endedAt) - Date.parse(createdAt);
  return (
    <>
      <StatusMark status={statuses[status]} />
      {incompleteReason !== null && <span>{reasons[incompleteReason] ?? incompleteReason}</span>}
      <span>{model}</span>
      <time dateTime={createdAt} title={exactTime(createdAt)}>
        {time(createdAt)}
      </time>
      <span>{duration(ms)}</span>
      {usage && (
        <span
          title={`${count(usage.inputTokens)} input tokens, ${count(usage.cachedInputTokens)} of them cached; ${count(usage.outputTokens)} output tokens, ${count(usage.reasoningOutputTokens)} of them reasoning`}
        >
          {usage.isEstimated && '≈ '}
          {compact(usage.inputTokens)} in · {compact(usage.outputTokens)} out
        </span>
      )}
      {unmet.length > 0 && <span>Not honored: {unmet.join(', ')}</span>}
    </>
  );
}
