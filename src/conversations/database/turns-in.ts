import type { ConversationStore } from '../conversation-store.ts';
import { beginTurn } from './begin-turn.ts';
import { deleteTurn } from './delete-turn.ts';
import { endTurn } from './end-turn.ts';
import { readItemsById } from './read-items.ts';
import { readContinuation, readInputItems, readTurn, readTurnsOf } from './read-turns.ts';
import type { StoreContext } from './store-context.ts';

type TurnOperations = Pick<
  ConversationStore,
  | 'beginTurn'
  | 'endTurn'
  | 'turn'
  | 'turnsOf'
  | 'continuation'
  | 'inputItems'
  | 'itemsById'
  | 'deleteTurn'
>;

/** What the store does with turns. */
export function turnsIn(context: StoreContext): TurnOperations {
  const { database, notices, read, write, erase, grown } = context;
  return {
    async beginTurn(turn) {
      await write(async () => await beginTurn(database, turn));
      notices.tell(turn.conversationId, { type: 'turn-started', turnId: turn.id });
    },
    async endTurn(id, end) {
      const conversationId = await write(async () => await endTurn(database, id, end));
      notices.tell(conversationId, { type: 'turn-ended', turnId: id });
      grown();
    },
    turn: async (reader, id) => await read(async () => await readTurn(database, reader, id)),
    turnsOf: async (reader, conversationId, query) =>
      await read(async () => await readTurnsOf(database, reader, conversationId, query)),
    continuation: async (reader, turnId) =>
      await read(async () => await readContinuation(database, reader, turnId)),
    inputItems: async (reader, turnId, query) =>
      await read(async () => await readInputItems(database, reader, turnId, query)),
    itemsById: async (reader, ids) =>
      await read(async () => await readItemsById(database, reader, ids)),
    async deleteTurn(reader, id) {
      const deletion = await write(async () => await deleteTurn(database, reader, id));
      if (deletion === undefined) return false;
      await erase();
      const { conversationId, isConversationDeleted } = deletion;
      notices.tell(conversationId, { type: isConversationDeleted ? 'deleted' : 'changed' });
      return true;
    },
  };
}
