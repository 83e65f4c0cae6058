import type { Caller } from '../../../codex/completion/caller.ts';

/** JSON as a client sent it or as it was answered; kept and returned untouched. */
export type Body = Readonly<Record<string, unknown>>;

/** What OpenAI calls metadata: up to 16 short strings by name. */
export type Metadata = Readonly<Record<string, string>>;

/** A chat completion's answer, as it went to the client. */
export interface AnswerBody extends Body {
  /** `chatcmpl-…` */
  readonly id: string;
  /** The model that answered. */
  readonly model: string;
}

/** An answer to a request with `store: true`, with what its endpoints give back. */
export interface NewStoredCompletion {
  /** The id of the caller that owns it. No other caller sees it. */
  readonly client: string;
  /** The whole `chat.completion`, also where the client was sent chunks of it. */
  readonly completion: AnswerBody;
  /** The request's `messages`, checked, as the client sent them. */
  readonly messages: readonly Body[];
  /** The request's `metadata`; empty without. */
  readonly metadata: Metadata;
}

/** A stored answer as the endpoints show it: with its metadata. */
export interface StoredAnswer extends AnswerBody {
  readonly metadata: Metadata;
}

/** Which part of a list is asked for. */
export interface PageQuery {
  /** The id of the last item of the page before. */
  readonly after?: string | undefined;
  /** The largest number of items, 1 to 100. */
  readonly limit: number;
  /** By age, oldest first for `asc`. */
  readonly order: 'asc' | 'desc';
}

/** Which stored completions are asked for. */
export interface StoredQuery extends PageQuery {
  /** Only those that this model answered. */
  readonly model?: string | undefined;
  /** Only those with all of these. */
  readonly metadata: Metadata;
}

/** A part of a list. */
export interface Page<T> {
  readonly data: readonly T[];
  /** Whether there are more after it. */
  readonly hasMore: boolean;
}

/**
 * Who asks for stored completions: each sees its own. One that sees all also sees those of version 0.1
 * whose key is no longer known.
 */
export type Reader = Pick<Caller, 'id' | 'seesAll'>;

/**
 * Keeps the answers that clients asked to have stored. An id that is unknown, or another caller's,
 * rejects with `completion_not_found`.
 */
export interface StoredCompletions {
  /** Resolves once it is stored; rejects if it cannot be written. */
  save(entry: NewStoredCompletion): Promise<void>;
  get(reader: Reader, id: string): Promise<StoredAnswer>;
  /** Rejects with an `InvalidRequestError` for an `after` that no answer of this reader had. */
  list(reader: Reader, query: StoredQuery): Promise<Page<StoredAnswer>>;
  /** The messages of the request that it answers. */
  messages(reader: Reader, id: string): Promise<readonly Body[]>;
  /** Replaces all of its metadata. */
  update(reader: Reader, id: string, metadata: Metadata): Promise<StoredAnswer>;
  delete(reader: Reader, id: string): Promise<void>;
  /** Finishes the running operations. */
  close(): Promise<void>;
}
