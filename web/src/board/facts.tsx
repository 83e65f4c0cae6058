import type { ComponentChildren, VNode } from 'preact';
import { useNow } from '../hooks/use-now.ts';
import { addressOf } from '../store/router.ts';
import { count, duration, exactTime, time, unknown } from '../ui/format.ts';
import { surfaceName } from '../ui/surface-name.ts';
import { PrivateName } from '../ui/private-name.tsx';
import type { BoardCompletionQuery } from './generated/graphql.ts';
import { durationOf, isLive, outputTokensOf, tokensPerSecond, type Row } from './row.ts';
import style from '../watch/watch.module.css';

/** What is known of a completion besides its text. */
export function Facts({
  row,
  completion,
}: {
  row: Row;
  completion: BoardCompletionQuery['chatCompletion'] | undefined;
}): VNode {
  const now = useNow(500, isLive(row));
  const { client, usage } = row;
  const rate = tokensPerSecond(row, now);
  return (
    <section class={style['section']}>
      <h3>Facts</h3>
      <dl class={style['facts']}>
        <Fact name="Effort">{row.effort ?? 'none'}</Fact>
        <Fact name="Program" exact={client.userAgent ?? ''}>
          {client.program ?? unknown}
        </Fact>
        <Fact name="Key">
          {client.keyName === null ? 'none' : <PrivateName kind="key" text={client.keyName} />}
        </Fact>
        <Fact name="API">{surfaceName(row.surfaceName)}</Fact>
        <Fact name="Started" exact={exactTime(row.createdAt)}>
          {time(row.createdAt)}
        </Fact>
        <Fact name="In the queue">{duration(row.queuedMs)}</Fact>
        <Fact name="First token">{duration(row.timeToFirstTokenMs)}</Fact>
        <Fact name="Duration">{duration(durationOf(row, now))}</Fact>
        {usage ? (
          <>
            <Fact name="Fresh input">
              {count(usage.inputTokens - usage.cachedInputTokens)} tokens
            </Fact>
            <Fact name="Cached input">{count(usage.cachedInputTokens)} tokens</Fact>
            <Fact name="Answer">
              {count(usage.outputTokens - usage.reasoningOutputTokens)} tokens
            </Fact>
            <Fact name="Reasoning">{count(usage.reasoningOutputTokens)} tokens</Fact>
          </>
        ) : (
          <Fact name="Answer so far">{tokensText(outputTokensOf(row))}</Fact>
        )}
        <Fact name="Speed">{rate === null ? unknown : `${count(Math.round(rate))} tokens/s`}</Fact>
        {row.finishReason && <Fact name="Ended by">{row.finishReason.toLowerCase()}</Fact>}
        {row.requestId && <Fact name="Request id">{row.requestId}</Fact>}
        {row.conversationId && (
          <Fact name="Conversation">
            <a href={addressOf(`conversations/${row.conversationId}`)}>Open it</a>
          </Fact>
        )}
        <Names name="Not honored" names={completion?.unmet} />
        <Names name="Ignored" names={completion?.ignored} />
      </dl>
    </section>
  );
}

function Fact({
  name,
  exact,
  children,
}: {
  name: string;
  exact?: string;
  children: ComponentChildren;
}): VNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd title={exact}>{children}</dd>
    </div>
  );
}

function Names({
  name,
  names,
}: {
  name: string;
  names: readonly string[] | undefined;
}): VNode | null {
  return names && names.length > 0 ? <Fact name={name}>{names.join(', ')}</Fact> : null;
}

function tokensText(tokens: number | null): string {
  return tokens === null ? unknown : `≈ ${count(tokens)} tokens`;
}
