import type { AttemptBudget } from '../../../completion/attempt-budget.ts';
import type {
  ContentPart,
  Message,
  ReasoningSummary,
  WebSearch,
} from '../../../completion/request.ts';
import type { JsonObject, Tool } from '../../../completion/tools.ts';
import type { AnswerOutcome, TurnListener } from '../../turn.ts';

/** One turn: an answer to a conversation. */
export interface TurnRequest {
  /** The id of the caller. No two callers share a thread. */
  readonly caller: string;
  /** A model's id, without an effort. */
  readonly model: string;
  readonly messages: readonly Message[];
  /** One that the model offers; null leaves it to the model. */
  readonly effort: string | null;
  /** What the model may call. Default: nothing. */
  readonly tools?: readonly Tool[];
  /** Default: `auto`. */
  readonly reasoningSummary?: ReasoningSummary;
  /** The service strictly enforces this schema. Default: any text. */
  readonly outputSchema?: JsonObject;
  /** Absent: the model cannot search the web. */
  readonly webSearch?: WebSearch;
  /** Default: the service's own. */
  readonly verbosity?: string;
  /** Default: the account's own. */
  readonly serviceTier?: string;
  /**
   * Whether a later request can continue it. False if the gateway has added a message, because the
   * client cannot send that back. Default: true.
   */
  readonly isReusable?: boolean;
}

/** How a turn's answer ended well. */
export interface TurnOutcome extends AnswerOutcome {
  /** The turn that waits for the results of its calls. Null if it is over or cannot be resumed. */
  readonly parked: ParkedTurn | null;
}

/** What a request brings for a parked turn. */
export interface TurnResume {
  /** A result for each call, by its id. */
  readonly results: ReadonlyMap<string, readonly ContentPart[]>;
  /** What follows the results. */
  readonly added: readonly Message[];
  /**
   * The whole conversation as the client has it; null where the thread will hold it in another order.
   */
  readonly conversation: readonly Message[] | null;
}

/** A turn that waits for the results of its tool calls. It holds a thread until it is released. */
export interface ParkedTurn {
  /** Characters of the tools and the conversation in its thread. */
  readonly bytes: number;
  /** The items of its answer, in order, reasoning aside; null if it holds anything else. */
  readonly items: readonly JsonObject[] | null;
  /** Whether the model gets all of this as a replay of the conversation would show it. */
  canTake(resume: TurnResume): boolean;
  /**
   * Continues with a result for each call. Call it once. If it rejects, as the turn itself does,
   * the turn is over.
   */
  resume(
    resume: TurnResume,
    listener: TurnListener,
    signal: AbortSignal,
    attempts: AttemptBudget,
  ): Promise<TurnOutcome>;
  /** Ends the turn. Has no effect once it was resumed. */
  release(): void;
  /** Whether the turn cannot be resumed any more. */
  readonly isGone: boolean;
  /** Resolves when the turn is released or lost before it is resumed. */
  readonly gone: Promise<void>;
}
