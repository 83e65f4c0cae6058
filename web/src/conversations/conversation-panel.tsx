import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { accepted } from '../api/refusal.ts';
import { useFollowEnd } from '../chat/use-follow-end.ts';
import { useApp } from '../hooks/context.ts';
import { useAction } from '../hooks/use-action.ts';
import { useStore } from '../hooks/use-store.ts';
import { addressOf } from '../store/router.ts';
import { Button } from '../ui/button.tsx';
import { Failure, Notice } from '../ui/notice.tsx';
import { Segmented } from '../ui/segmented.tsx';
import type { TextForm } from '../watch/answer-view.tsx';
import { Composer } from './composer.tsx';
import { ConversationActions } from './conversation-actions.tsx';
import { EarlierItems } from './earlier-items.tsx';
import { ConversationForkDocument } from './generated/graphql.ts';
import { conversationsPath, pathOf } from './links.ts';
import { OutputComposer } from './output-composer.tsx';
import { callNames, isRunning, openCalls, type Timeline } from './timeline.ts';
import { TurnView } from './turn-view.tsx';
import { useTimeline } from './use-timeline.ts';
import style from './conversations.module.css';

/** One conversation, to read and to continue. */
export function ConversationPanel({
  id,
  onChanged,
}: {
  id: string;
  /** The list may show something else now. */
  onChanged: () => void;
}): VNode {
  const { router } = useApp();
  const { query } = useStore(router);
  const followed = useTimeline(id);
  const { timeline, error } = followed;
  const { head, end } = timeline;
  const usedAt = head?.usedAt;
  const title = head?.title;
  const count = timeline.turns.length;
  useEffect(() => {
    if (usedAt !== undefined) onChanged();
  }, [usedAt, title, count, onChanged]);
  const back = <a href={addressOf(listPath(query))}>All conversations</a>;
  if (end !== 'none' || error) {
    return (
      <div class={style['panel']}>
        <div class={style['panelHead']}>{back}</div>
        <div class={style['scroll']}>
          {end === 'deleted' && <Notice title="This conversation was deleted." />}
          {end === 'unavailable' && (
            <Notice kind="error" title={timeline.error?.message ?? 'It cannot be read.'} />
          )}
          {error && <Failure error={error} />}
        </div>
      </div>
    );
  }
  if (head === undefined) return <div class={style['panel']} aria-busy="true" />;
  return (
    <section class={style['panel']} aria-label={head.title || 'Untitled'}>
      <header class={style['panelHead']}>
        <span class={style['back']}>{back}</span>
        <h2 title={head.title}>{head.title || 'Untitled'}</h2>
        <ConversationActions id={id} title={head.title} onChanged={onChanged} />
      </header>
      <Turns id={id} followed={followed} />
      <Foot id={id} timeline={timeline} onChanged={onChanged} />
    </section>
  );
}

function listPath(query: URLSearchParams): string {
  return pathOf('', query).replace(`${conversationsPath}/`, conversationsPath);
}

const forms: readonly (readonly [TextForm, string])[] = [
  ['text', 'Text'],
  ['formatted', 'Formatted'],
];

function Turns({
  id,
  followed: { timeline, readEarlier, reading },
}: {
  id: string;
  followed: ReturnType<typeof useTimeline>;
}): VNode {
  const { api, router } = useApp();
  const { query } = useStore(router);
  const [form, setForm] = useState<TextForm>('formatted');
  const fork = useAction();
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  useFollowEnd(scroller, content);
  const { turns, earlierBefore, head } = timeline;
  const items = turns.flatMap(({ input, output }) => [...input, ...output]);
  const look = { form, names: callNames(items) };
  const forkAt = (turnId: string): void =>
    void fork.run(async () => {
      const { forkConversation } = await api.send(ConversationForkDocument, { turnId });
      router.go(pathOf(accepted(forkConversation).id, query));
    });
  return (
    <section ref={scroller} class={style['scroll']} tabIndex={0} aria-label="Turns">
      <div ref={content} class={style['turns']}>
        <div class={style['tools']}>
          {head?.forkedFrom && <ForkedFrom fork={head.forkedFrom} query={query} />}
          <Segmented label="Form of the text" value={form} options={forms} onSelect={setForm} />
        </div>
        {earlierBefore !== null && (
          <Button kind="quiet" icon="up" disabled={reading.isBusy} onClick={readEarlier}>
            Show earlier turns
          </Button>
        )}
        {reading.error && <Failure error={reading.error} retry={readEarlier} />}
        {earlierBefore === null && (
          <EarlierItems
            id={id}
            before={null}
            ofTurns={new Set(items.map(({ itemId }) => itemId))}
            form={form}
          />
        )}
        {turns.map((turn) => (
          <TurnView
            key={turn.id}
            turn={turn}
            look={look}
            onFork={fork.isBusy ? undefined : () => forkAt(turn.id)}
          />
        ))}
        {fork.error && <Failure error={fork.error} />}
      </div>
    </section>
  );
}

function ForkedFrom({
  fork: { conversationId, conversation },
  query,
}: {
  fork: NonNullable<NonNullable<Timeline['head']>['forkedFrom']>;
  query: URLSearchParams;
}): VNode {
  return (
    <span class={style['soft']}>
      Forked from{' '}
      {conversation === null ? (
        'a conversation that is gone'
      ) : (
        <a href={addressOf(pathOf(conversationId, query))}>{conversation.title || 'Untitled'}</a>
      )}
    </span>
  );
}

function Foot({
  id,
  timeline: { turns },
  onChanged,
}: {
  id: string;
  timeline: Timeline;
  onChanged: () => void;
}): VNode {
  const model = turns.at(-1)?.model ?? '';
  const isBusy = turns.some((turn) => isRunning(turn));
  const calls = isBusy ? [] : openCalls(turns);
  return (
    <div class={style['foot']}>
      {calls.length > 0 ? (
        <OutputComposer conversationId={id} model={model} calls={calls} onSent={onChanged} />
      ) : (
        <Composer conversationId={id} model={model} onSent={onChanged} />
      )}
    </div>
  );
}
