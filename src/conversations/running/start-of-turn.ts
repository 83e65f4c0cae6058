import { ConversationError, InvalidRequestError } from '../../errors/errors.ts';
import type { Continuation, ConversationStore, Reader } from '../conversation-store.ts';
import type { RawItem } from '../raw-item.ts';
import type { StartingPoint, TurnStart } from './turns.ts';
import { newId } from '../../util/new-id.ts';

/** Finds where turns begin, and keeps two of them from beginning at one place. */
export interface TurnStarts {
  /** See `Turns.begin`. */
  begin(reader: Reader, from: StartingPoint): Promise<TurnStart>;
  /** See `Turns.history`. */
  history(reader: Reader, from: StartingPoint): Promise<readonly RawItem[]>;
}

/** Where turns begin in that store. */
export function createTurnStarts(store: ConversationStore): TurnStarts {
  /** Conversations in which a turn runs at the moment, or is about to. */
  const taken = new Map<string, Holder>();

  function take(id: string): Pick<TurnStart, 'release' | 'leave'> {
    let resolve = (): void => {};
    const released = new Promise<void>((settle) => (resolve = settle));
    const holder: Holder = { released, isLeaving: false };
    taken.set(id, holder);
    return {
      release() {
        // Another one may have taken it since.
        if (taken.get(id) === holder) taken.delete(id);
        resolve();
      },
      leave() {
        holder.isLeaving = true;
      },
    };
  }

  /** Waits for a turn whose client has left: that client may ask again before its end is written. */
  async function left(id: string): Promise<void> {
    const holder = taken.get(id);
    if (holder?.isLeaving === true) await holder.released;
  }

  async function inConversation(reader: Reader, id: string): Promise<TurnStart> {
    if ((await store.conversation(reader, id)) === undefined) throw noConversation(id);
    await left(id);
    if (taken.has(id)) throw locked();
    const place = take(id);
    try {
      const history = await store.allItems(reader, id);
      if (history === undefined) throw noConversation(id);
      return { history, conversationId: id, previousId: null, ...place };
    } catch (error) {
      place.release();
      throw error;
    }
  }

  async function afterTurn(reader: Reader, id: string): Promise<TurnStart> {
    const begun = await store.continuation(reader, id);
    if (begun === undefined) throw noTurn(id);
    if (!hasEnded(begun)) await left(begun.conversationId);
    const found = hasEnded(begun) ? begun : await store.continuation(reader, id);
    if (found === undefined) throw noTurn(id);
    const { history, conversationId, isLast, isImplicit } = found;
    if (!hasEnded(found)) throw stillRuns(id);
    // What a client keeps in a conversation of its own is for it to say.
    if (!isLast || !isImplicit || taken.has(conversationId)) {
      return { ...newStart(), history, previousId: id };
    }
    return { history, conversationId, previousId: id, ...take(conversationId) };
  }

  /** Of a turn that continues from nothing, or branches off. Its conversation may be known before its end. */
  function newStart(): TurnStart {
    const conversationId = newId('conv_');
    return { history: [], conversationId, previousId: null, ...take(conversationId) };
  }

  function assertKept(previousId: string | null): void {
    if (store.mode !== 'off') return;
    throw storeOff(previousId === null ? 'conversation' : 'previous_response_id');
  }

  return {
    async begin(reader, { previousId = null, conversationId = null }) {
      if (previousId === null && conversationId === null) return newStart();
      assertKept(previousId);
      if (conversationId !== null) return await inConversation(reader, conversationId);
      return await afterTurn(reader, previousId ?? '');
    },
    async history(reader, { previousId = null, conversationId = null }) {
      if (previousId === null && conversationId === null) return [];
      assertKept(previousId);
      if (conversationId !== null) {
        const items = await store.allItems(reader, conversationId);
        if (items === undefined) throw noConversation(conversationId);
        return items;
      }
      const found = await store.continuation(reader, previousId ?? '');
      if (found === undefined) throw noTurn(previousId ?? '');
      return found.history;
    },
  };
}

/** A turn that holds a conversation. */
interface Holder {
  readonly released: Promise<void>;
  isLeaving: boolean;
}

function hasEnded({ status }: Continuation): boolean {
  return status !== 'queued' && status !== 'in_progress';
}

function noConversation(id: string): ConversationError {
  const message = `Conversation with id '${id}' not found.`;
  return new ConversationError('conversation_not_found', message, { param: 'conversation' });
}

function noTurn(id: string): ConversationError {
  const message = `Previous response with id '${id}' not found.`;
  const param = 'previous_response_id';
  return new ConversationError('previous_response_not_found', message, { param });
}

/** The words and the code are OpenAI's. */
function locked(): ConversationError {
  const message =
    'Another process is currently operating on this conversation. Please retry in a few seconds.';
  return new ConversationError('conversation_locked', message, { param: 'conversation' });
}

function stillRuns(id: string): InvalidRequestError {
  const message = `The response '${id}' has not ended yet. Continue from it once it has.`;
  return new InvalidRequestError('invalid_value', message, { param: 'previous_response_id' });
}

function storeOff(param: string): ConversationError {
  const message = `'${param}' needs kept responses, and this gateway keeps none: it runs with --store off. Send the whole conversation as 'input'.`;
  return new ConversationError('store_off', message, { param });
}
