import type { RawItem } from './raw-item.ts';

/** A conversation that is kept: a list of items without branches, made by turns or added by hand. */
export interface Conversation {
  /** `conv_…` */
  readonly id: string;
  /** The id of the caller who owns it. */
  readonly owner: string;
  /** First the beginning of its first message; empty while there is none. */
  readonly title: string;
  /** Up to 16 short strings by name. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly createdAt: Date;
  /** When it was last added to, renamed or continued. */
  readonly usedAt: Date;
  /** Where it was forked from; null where it was not. */
  readonly forkedFrom: ForkPoint | null;
  /** The turn that a next message continues from; null where there is none. */
  readonly lastTurnId: string | null;
}

/** A turn of another conversation, which everything up to it was taken from. */
export interface ForkPoint {
  readonly conversationId: string;
  readonly turnId: string;
}

/** What a conversation begins with. */
export interface NewConversation {
  readonly owner: string;
  /** Default: the beginning of the first message. */
  readonly title?: string;
  /** Default: none. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Default: none. */
  readonly items?: readonly RawItem[];
}

/** What changes of a conversation. An absent member stays. */
export interface ConversationChange {
  readonly title?: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

/** Which conversations are asked for. */
export interface ConversationQuery {
  /** Words that must all occur in it. Default: any. */
  readonly search?: string;
  /** Only those that come after that place in the list. */
  readonly after?: ListPlace | undefined;
  /** Only those that come before that place in the list. */
  readonly before?: ListPlace | undefined;
  readonly limit: number;
  /** Whether the limit counts from the end of the list, and the last one comes first. Default: false. */
  readonly isReversed?: boolean;
}

/**
 * The place of a conversation in the list of the last used. It stays where it is when the conversation
 * is used again or deleted.
 */
export type ListPlace = Pick<Conversation, 'id' | 'usedAt'>;

/** Which items are asked for. */
export interface ItemQuery {
  /** The id of the last item of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
  /** By age, oldest first for `asc`. */
  readonly order: 'asc' | 'desc';
}

/** A part of a list. */
export interface Page<T> {
  readonly data: readonly T[];
  /** Whether there are more after it. */
  readonly hasMore: boolean;
}

/** What happened to a conversation. */
export type ConversationNotice =
  | { readonly type: 'changed' }
  | { readonly type: 'turn-started'; readonly turnId: string }
  | { readonly type: 'turn-ended'; readonly turnId: string }
  | { readonly type: 'deleted' };
