import type { Caller } from '../codex/completion/caller.ts';
import type { EventStream } from '../codex/streams/event-stream.ts';
import type {
  Conversation,
  ConversationChange,
  ConversationNotice,
  ConversationQuery,
  ItemQuery,
  NewConversation,
  Page,
} from './conversation.ts';
import type { RawItem } from './raw-item.ts';
import type { RecordStore } from './record-store.ts';
import type { NewTurn, StoredTurn, TurnEnd, TurnStatus } from './turn.ts';

/** Who asks. Each sees its own; one that sees all sees everyone's. */
export type Reader = Pick<Caller, 'id' | 'seesAll'>;

/** Where conversations are kept: in a file, in memory until the gateway ends, or not at all. */
export type StoreMode = 'disk' | 'memory' | 'off';

/**
 * Keeps turns and conversations. What a reader may not see does not exist for it. With the mode `off`
 * reading finds nothing, and writing rejects with `store_off`.
 */
export interface ConversationStore {
  readonly mode: StoreMode;
  /** What is kept for APIs without conversations. */
  readonly records: RecordStore;

  /**
   * Adds a turn, and its conversation where that is new. Resolves once it is written; rejects if it
   * cannot be.
   */
  beginTurn(turn: NewTurn): Promise<void>;
  /** Ends a turn: its items become part of its conversation. Resolves once it is written. */
  endTurn(id: string, end: TurnEnd): Promise<void>;
  turn(reader: Reader, id: string): Promise<StoredTurn | undefined>;
  /** What a turn is that another one continues from. Undefined for an unknown turn. */
  continuation(reader: Reader, turnId: string): Promise<Continuation | undefined>;
  /** What a turn was given: the history before it, and its input. Undefined for an unknown turn. */
  inputItems(reader: Reader, turnId: string, query: ItemQuery): Promise<Page<RawItem> | undefined>;
  /** The items with these ids, as far as they are known, by their ids. */
  itemsById(reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, RawItem>>;
  /** Whether there was such a turn. Turns that continue from it keep its items. */
  deleteTurn(reader: Reader, id: string): Promise<boolean>;

  createConversation(conversation: NewConversation): Promise<Conversation>;
  conversation(reader: Reader, id: string): Promise<Conversation | undefined>;
  /** The last used first. */
  conversations(reader: Reader, query: ConversationQuery): Promise<Page<Conversation>>;
  /** The turns of a conversation, oldest first, without those before a fork. */
  turnsOf(reader: Reader, conversationId: string, query: ItemQuery): Promise<Page<StoredTurn>>;
  changeConversation(
    reader: Reader,
    id: string,
    change: ConversationChange,
  ): Promise<Conversation | undefined>;
  /** Its turns and items too. */
  deleteConversation(reader: Reader, id: string): Promise<boolean>;
  /** A new conversation with everything up to that turn. Undefined for an unknown one. */
  fork(reader: Reader, turnId: string, title?: string): Promise<Conversation | undefined>;
  /** All items of a conversation, oldest first. Undefined for an unknown one. */
  allItems(reader: Reader, conversationId: string): Promise<readonly RawItem[] | undefined>;
  items(
    reader: Reader,
    conversationId: string,
    query: ItemQuery,
  ): Promise<Page<RawItem> | undefined>;
  item(reader: Reader, conversationId: string, itemId: string): Promise<RawItem | undefined>;
  /**
   * The items as they are kept: one whose id the conversation has already gets a new one. Undefined
   * for an unknown conversation.
   */
  addItems(
    reader: Reader,
    conversationId: string,
    items: readonly RawItem[],
  ): Promise<readonly RawItem[] | undefined>;
  deleteItem(reader: Reader, conversationId: string, itemId: string): Promise<boolean>;
  /** What happens to one conversation from now on. Ends when it is deleted or the store is closed. */
  notices(conversationId: string): EventStream<ConversationNotice>;

  /** Ends all streams of notices: the gateway closes. */
  endNotices(): void;

  /** For health. Never rejects; a store that does not answer within a second gives what was last known. */
  facts(): Promise<StoreFacts>;
  /** Finishes what is being written. */
  close(): Promise<void>;
}

/** What a turn is that another one continues from. */
export interface Continuation {
  /** Everything said up to its end, oldest first. */
  readonly history: readonly RawItem[];
  readonly status: TurnStatus;
  readonly conversationId: string;
  /** Whether nothing follows it in its conversation. */
  readonly isLast: boolean;
  /** Whether a turn made the conversation. A client knows any other one by its id. */
  readonly isImplicit: boolean;
}

/** How much is kept. */
export interface StoreFacts {
  readonly mode: StoreMode;
  readonly conversations: number;
  readonly bytes: number;
  /** The last use of the conversation that was unused for the longest time; null without any. */
  readonly oldestAt: Date | null;
}
