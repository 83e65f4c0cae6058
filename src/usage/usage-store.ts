import type { Completion } from '../codex/completion/completion.ts';
import type { CompletionObserver } from '../codex/observers/completion-observer.ts';
import type { CompletionRequest, Message } from '../codex/completion/request.ts';
import type { SurfaceFilter } from '../codex/completion/surface.ts';
import type { ToolCall } from '../codex/completion/tools.ts';
import type { ErrorCode } from '../errors/error-table.ts';
import type { CountRefusal } from '../codex/completion/refusal.ts';
import type { ErrorSummary, FaultQuery, RefusalSummary } from './faults.ts';
import type { BucketGroup, EndStatus } from './bucket-group.ts';
import type { Totals } from './totals/totals-adder.ts';

/**
 * Usage that survives restarts. It observes completions: what has ended is counted at once in
 * every answer.
 */
export interface UsageStore extends CompletionObserver {
  /** Keeps a completion that has ended. Returns at once and never throws. */
  ended(completion: Completion, request: CompletionRequest): void;
  /** How long anything is kept; 0 where nothing is. */
  readonly retentionDays: number;
  /** Rejects with an `InvalidRequestError` that names the argument at fault. */
  report(query: UsageQuery): Promise<UsageReport>;
  /** Undefined for an id that is not kept. */
  completionRecord(id: string): Promise<CompletionRecord | undefined>;
  completionRecords(query: RecordQuery): Promise<readonly CompletionRecord[]>;
  /** How many records match, on all pages. */
  countRecords(query: RecordSelection): Promise<number>;
  /** Counts a refused request. The caller passes each one only once, see `countOnce`. */
  readonly countRefusal: CountRefusal;
  /** Why completions failed, the most frequent error first. Rejects as `report` does. */
  errors(query: FaultQuery): Promise<readonly ErrorSummary[]>;
  /** Which requests were refused, the most frequent first. Rejects as `report` does. */
  refusals(query: FaultQuery): Promise<readonly RefusalSummary[]>;
  /** What was said in a completion; undefined where that is not kept. */
  content(id: string): Promise<RecordedContent | undefined>;
  /**
   * How much is kept; null where nothing is. Never rejects; a database that does not answer within a
   * second gives what was last known.
   */
  facts(): Promise<UsageFacts | null>;
  /** Writes what is waiting. Later completions are not kept. */
  close(): Promise<void>;
}

/** How much is kept. */
export interface UsageFacts {
  /** In use, in the database. */
  readonly bytes: number;
  /** When the oldest completion ended; null where there is none. */
  readonly oldestAt: Date | null;
}

/** How long a bucket is. */
export type Granularity = 'minute' | 'hour' | 'day';

/** What totals can be grouped by. */
export type Dimension = 'model' | 'key' | 'surface' | 'program' | 'status' | 'errorCode' | 'effort';

/** A filter of completions. An absent field matches any completion. */
export interface UsageFilter {
  readonly model?: string;
  readonly keyName?: string;
  readonly surfaces?: SurfaceFilter;
  /** See `programOf`. */
  readonly program?: string;
  readonly status?: Completion['status'];
  readonly errorCode?: ErrorCode;
  readonly effort?: string;
  /** The key that asks and may see only its own completions, regardless of `keyName`; '' for a client without a key. */
  readonly owner?: string;
}

/** Which totals are asked for. */
export interface UsageQuery {
  /** Default: an hour of minutes, a day of hours, or a week of days, before `to`. */
  readonly from?: Date | undefined;
  /** Default: now. */
  readonly to?: Date | undefined;
  readonly granularity: Granularity;
  /** The IANA name of the time zone that days are of. Default: UTC. */
  readonly timeZone?: string | undefined;
  readonly groupBy: readonly Dimension[];
  readonly filter: UsageFilter;
}

/** The totals of a group; of everything where they are not grouped. */
export interface UsageGroup extends BucketGroup {
  readonly totals: Totals;
}

/** The totals of a time, and of a group where they are grouped. */
export interface UsageBucket extends UsageGroup {
  readonly start: Date;
}

/** Totals over time. */
export interface UsageReport {
  /** The start of the first bucket there could be. */
  readonly from: Date;
  /** The end of the last one. */
  readonly to: Date;
  readonly totals: Totals;
  /** Of the whole range by group, without groups of which nothing ended. */
  readonly groups: readonly UsageGroup[];
  /** Oldest first, without buckets in which nothing ended. */
  readonly buckets: readonly UsageBucket[];
}

/** Which records are meant. */
export interface RecordSelection {
  readonly filter: UsageFilter;
  /** Those that ended then or later. */
  readonly from?: Date | undefined;
  /** Those that ended before. */
  readonly to?: Date | undefined;
  /** Those in which this text occurs, without regard to the case of ASCII letters. */
  readonly search?: string | undefined;
}

/** Where a record stands among others. */
export interface RecordKey {
  readonly place: number;
  /** See `durationMs`. */
  readonly ms: number;
}

/** Which page of the records. */
export interface RecordQuery extends RecordSelection {
  /** By the time at which they were kept, or by their duration. Default: `newest`. */
  readonly order?: 'newest' | 'longest';
  /** Older, or shorter, than this. */
  readonly before?: RecordKey;
  /** Newer, or longer, than this. */
  readonly after?: RecordKey;
  readonly limit: number;
  /** The oldest, or shortest, first; otherwise the newest, or longest. */
  readonly isOldestFirst: boolean;
}

/** A completion that has ended, without its text. */
export interface CompletionRecord extends Pick<
  Completion,
  | 'id'
  | 'model'
  | 'effort'
  | 'surface'
  | 'createdAt'
  | 'firstTokenAt'
  | 'finishReason'
  | 'usage'
  | 'conversationId'
  | 'request'
> {
  /** Its place among all records, ascending. */
  readonly place: number;
  readonly status: EndStatus;
  readonly endedAt: Date;
  readonly errorCode: ErrorCode | null;
  readonly keyName: string | null;
  readonly userAgent: string | null;
  /** Null where its request had no id, and in records of earlier versions. */
  readonly requestId: string | null;
  /** Null in records of earlier versions. */
  readonly queuedMs: number | null;
}

/** What was said in a completion. */
export interface RecordedContent {
  readonly messages: readonly RecordedMessage[];
  readonly text: string;
  readonly reasoning: string;
  readonly toolCalls: readonly ToolCall[];
}

/** A message of the request, its parts put together. */
export interface RecordedMessage {
  readonly role: Message['role'];
  readonly text: string;
  /** How many pictures it held; they are not kept. */
  readonly pictureCount: number;
  readonly toolCalls: readonly ToolCall[];
  /** The call that it is the result of. */
  readonly toolCallId: string | null;
}
