import type { EventStream } from '../../codex/streams/event-stream.ts';
import { StreamGapError } from '../../codex/streams/stream-gap-error.ts';
import type { Conversation, ConversationNotice } from '../../conversations/conversation.ts';
import type { StoredTurn } from '../../conversations/turn.ts';
import { type CodexServeError, UpstreamError } from '../../errors/errors.ts';
import { lazyStream } from '../chat/lazy-stream.ts';
import type { GraphqlContext } from '../kit/context.ts';
import { ConversationNotFoundError, StoreOffError } from '../kit/conversation-errors.ts';

/** What a subscriber of a conversation gets. */
export type ConversationEvent = { readonly conversationId: string } & (
  | { readonly type: 'state'; readonly conversation: Conversation }
  | { readonly type: 'changed'; readonly conversation: Conversation }
  | { readonly type: 'turn-started'; readonly turn: StoredTurn }
  | { readonly type: 'turn-ended'; readonly turn: StoredTurn }
  | { readonly type: 'deleted' }
  | { readonly type: 'unavailable'; readonly error: CodexServeError }
);

type Context = Pick<GraphqlContext, 'conversations' | 'caller'>;

/**
 * The state of a conversation, and then what happens to it. What happens while the state is read comes
 * after it, though the state may show it already. A reader that falls too far behind gets the state
 * again. Closing the stream takes effect at once.
 */
export function conversationEvents(context: Context, id: string): EventStream<ConversationEvent> {
  return lazyStream(async () => await open(context, id));
}

async function open(context: Context, id: string): Promise<EventStream<ConversationEvent>> {
  const { conversations, caller } = context;
  // Before the state is read: what happens from now on is in one of the two, or in both.
  let notices = conversations.notices(id);
  const first = await stateOf(context, id);
  let pending: ConversationEvent | null = first;
  let isOver = false;
  if (first.type === 'unavailable') await notices.return?.();

  async function close(): Promise<IteratorResult<ConversationEvent, void>> {
    isOver = true;
    await notices.return?.();
    return { done: true, value: undefined };
  }

  /** Undefined for a notice of something that is gone by now. */
  async function toEvent(notice: ConversationNotice): Promise<ConversationEvent | undefined> {
    if (notice.type === 'deleted') return { type: 'deleted', conversationId: id };
    if (notice.type === 'changed') {
      const conversation = await conversations.conversation(caller, id);
      return conversation && { type: 'changed', conversationId: id, conversation };
    }
    const turn = await conversations.turn(caller, notice.turnId);
    return turn && { type: notice.type, conversationId: id, turn };
  }

  async function afterGap(): Promise<ConversationEvent> {
    await notices.return?.();
    notices = conversations.notices(id);
    if (isOver) await notices.return?.();
    return await stateOf(context, id);
  }

  async function nextEvent(): Promise<ConversationEvent | undefined> {
    for (;;) {
      try {
        const { done, value } = await notices.next();
        if (done === true) return undefined;
        const event = await toEvent(value);
        if (event !== undefined) return event;
      } catch (error) {
        if (!(error instanceof StreamGapError)) throw error;
        return await afterGap();
      }
    }
  }

  const events: EventStream<ConversationEvent> = {
    async next() {
      if (isOver) return { done: true, value: undefined };
      const event = pending ?? (await nextEvent());
      pending = null;
      if (isOver) return { done: true, value: undefined };
      if (event === undefined) {
        throw new UpstreamError('shutting_down', 'The server is shutting down.');
      }
      if (event.type === 'deleted' || event.type === 'unavailable') await close();
      return { done: false, value: event };
    },
    return: close,
    [Symbol.asyncIterator]() {
      return this;
    },
  };
  return events;
}

async function stateOf({ conversations, caller }: Context, id: string): Promise<ConversationEvent> {
  const conversation = await conversations.conversation(caller, id);
  if (conversation !== undefined) return { type: 'state', conversationId: id, conversation };
  const isOff = conversations.mode === 'off';
  const error = isOff ? new StoreOffError() : new ConversationNotFoundError(id, caller);
  return { type: 'unavailable', conversationId: id, error };
}
