import { CodexServeError, ConversationError } from '../../errors/errors.ts';
import { createNotices } from './notices.ts';
import type { ConversationStore } from '../conversation-store.ts';

/** Keeps nothing: reading finds nothing, and writing rejects with `store_off`. */
export function noConversations(): ConversationStore {
  return emptyStore('off', async () => {
    throw new ConversationError(
      'store_off',
      'This gateway keeps no conversations, because it runs with --store off.',
    );
  });
}

/** The database could not be opened: everything but health rejects with `internal_error`. */
export function brokenConversations(): ConversationStore {
  const refuse = async (): Promise<never> => {
    throw new CodexServeError(
      'internal_error',
      "The conversation store could not be opened; the gateway's log says why.",
    );
  };
  return {
    ...emptyStore('disk', refuse),
    turn: refuse,
    continuation: refuse,
    inputItems: refuse,
    itemsById: refuse,
    deleteTurn: refuse,
    conversation: refuse,
    conversations: refuse,
    turnsOf: refuse,
    changeConversation: refuse,
    deleteConversation: refuse,
    fork: refuse,
    allItems: refuse,
    items: refuse,
    item: refuse,
    addItems: refuse,
    deleteItem: refuse,
  };
}

function emptyStore(
  mode: ConversationStore['mode'],
  refuse: () => Promise<never>,
): ConversationStore {
  const notices = createNotices();
  notices.close();
  const nothing = async (): Promise<undefined> => undefined;
  const no = async (): Promise<boolean> => false;
  const noPage = async (): Promise<{ data: []; hasMore: false }> => ({ data: [], hasMore: false });
  return {
    mode,
    records: { ids: refuse, read: refuse, write: refuse, remove: refuse, sync: refuse },
    beginTurn: refuse,
    endTurn: refuse,
    turn: nothing,
    continuation: nothing,
    inputItems: nothing,
    itemsById: async () => new Map(),
    deleteTurn: no,
    createConversation: refuse,
    conversation: nothing,
    conversations: noPage,
    turnsOf: noPage,
    changeConversation: nothing,
    deleteConversation: no,
    fork: nothing,
    allItems: nothing,
    items: nothing,
    item: nothing,
    addItems: nothing,
    deleteItem: no,
    notices: (id) => notices.follow(id),
    endNotices: () => {},
    facts: async () => ({ mode, conversations: 0, bytes: 0, oldestAt: null }),
    close: async () => {},
  };
}
