import type { VNode } from 'preact';
import { addressOf } from '../store/router.ts';
import { compact, count, duration } from '../ui/format.ts';
import { StatusMark } from '../ui/status.tsx';
import type { PlaygroundRunQuery } from './generated/graphql.ts';
import style from './playground.module.css';

type Completion = NonNullable<PlaygroundRunQuery['chatCompletion']>;

/** What an ended completion was and used, in one line. */
export function RunFacts({ completion }: { completion: Completion }): VNode {
  const { id, status, model, effort, finishReason, usage, unmet } = completion;
  return (
    <footer class={style['facts']}>
      <StatusMark status={status} />
      <span>
        {model}
        {effort !== null && ` · ${effort}`}
      </span>
      {finishReason !== null && finishReason !== 'STOP' && <span>{endings[finishReason]}</span>}
      <span title={`First token after ${duration(completion.timeToFirstTokenMs)}`}>
        {duration(completion.durationMs)}
      </span>
      {usage && (
        <span title={titleOf(usage)}>
          {usage.isEstimated && '≈ '}
          {compact(usage.inputTokens)} in · {compact(usage.outputTokens)} out
        </span>
      )}
      {unmet.length > 0 && <span>Not honored: {unmet.join(', ')}</span>}
      <a href={addressOf(`?id=${encodeURIComponent(id)}`)}>Show on the board</a>
    </footer>
  );
}

const endings = {
  LENGTH: 'cut at the limit of tokens',
  CONTENT_FILTER: 'refused',
  TOOL_CALLS: 'called tools',
} as const;

function titleOf(usage: NonNullable<Completion['usage']>): string {
  return [
    `${count(usage.inputTokens)} input tokens, ${count(usage.cachedInputTokens)} of them cached`,
    `${count(usage.outputTokens)} output tokens, ${count(usage.reasoningOutputTokens)} of them reasoning`,
  ].join('; ');
}
