import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import { accepted } from '../api/refusal.ts';
import { useFollowEnd } from '../chat/use-follow-end.ts';
import { useApp } from '../hooks/context.ts';
import { useAction } from '../hooks/use-action.ts';
import { useStore } from '../hooks/use-store.ts';
import { addressOf } from '../store/router.ts';
import { Button } from '../ui/button.tsx';
import { Failure } from '../ui/notice.tsx';
import type { TextForm } from '../watch/answer-view.tsx';
import { EarlierItems } from './earlier-items.tsx';
import { ConversationForkDocument } from './generated/graphql.ts';
import { pathOf } from './links.ts';
import { callNames, type Timeline } from './timeline.ts';
import { TurnView } from './turn-view.tsx';
import type { FollowedTimeline } from './use-timeline.ts';
import style from './conversations.module.css';

/** The turns of a conversation, from the last one upwards. */
export function Turns({
  id,
  followed: { timeline, readEarlier, reading },
  form,
}: {
  id: string;
  followed: FollowedTimeline;
  form: TextForm;
}): VNode {
  const { api, router } = useApp();
  const { query } = useStore(router);
  const fork = useAction();
  const scroller = useRef<HTMLElement>(null);
  const content = useRef<HTMLDivElement>(null);
  useFollowEnd(scroller, content);
  const { turns, earlierBefore, head } = timeline;
  const items = turns.flatMap(({ input, output }) => [...input, ...output]);
  const names = callNames(items);
  const forkAt = (turnId: string): void =>
    void fork.run(async () => {
      const { forkConversation } = await api.send(ConversationForkDocument, { turnId });
      router.go(pathOf(accepted(forkConversation).id, query));
    });
  return (
    <section ref={scroller} class={style['scroll']} tabIndex={0} aria-label="Turns">
      <div ref={content} class={style['turns']}>
        {head?.forkedFrom && <ForkedFrom fork={head.forkedFrom} query={query} />}
        {earlierBefore === null ? (
          <EarlierItems
            id={id}
            before={null}
            ofTurns={new Set(items.map(({ itemId }) => itemId))}
            form={form}
          />
        ) : (
          <Button kind="quiet" icon="up" disabled={reading.isBusy} onClick={readEarlier}>
            Show earlier turns
          </Button>
        )}
        {reading.error && <Failure error={reading.error} retry={readEarlier} />}
        {turns.map((turn) => (
          <TurnView
            key={turn.id}
            turn={turn}
            look={{ form, names, turnId: turn.id }}
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
    <p class={style['soft']}>
      Forked from{' '}
      {conversation === null ? (
        'a conversation that is gone'
      ) : (
        <a href={addressOf(pathOf(conversationId, query))}>{conversation.title || 'Untitled'}</a>
      )}
    </p>
  );
}
