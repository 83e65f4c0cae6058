import type { JsonObject } from './wire/json.ts';
import type { PlannedItem } from './plan.ts';

export type { PlannedItem } from './plan.ts';

/** The service refuses before any event: an HTTP status, or over WebSocket an `error` event. */
export interface StatusBehaviour {
  readonly kind: 'status';
  /** 400 to 599. */
  readonly status: number;
  /** The `error` object's envelope; by default the one OpenAI sends for that status. */
  readonly body?: JsonObject | string;
  /** Such as `retry-after` in seconds or `x-codex-primary-used-percent`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The answer breaks off with a `response.failed` event. */
export interface FailedBehaviour extends AnswerText {
  readonly kind: 'failed';
  /** Such as `rate_limit_exceeded`, `context_length_exceeded`, `server_is_overloaded`. */
  readonly code: string;
  readonly message: string;
  /** Tokens of the answer sent before; 0 by default. */
  readonly afterTokens?: number;
}

/** The answer ends early with a `response.incomplete` event. */
export interface IncompleteBehaviour extends AnswerText {
  readonly kind: 'incomplete';
  readonly reason: 'max_output_tokens' | 'content_filter';
  /** Tokens of the answer sent before; 0 by default. */
  readonly afterTokens?: number;
}

/** The connection breaks. */
export interface CutBehaviour extends AnswerText {
  readonly kind: 'cut';
  /**
   * `nothing`: before the first byte of the reply; `headers`: after those of an event stream (over
   * WebSocket the same as `nothing`); a number: after so many tokens of the answer; `events`: after
   * so many events, `response.created` included; `text`: after all of the answer, before
   * `response.completed`.
   */
  readonly after: 'nothing' | 'headers' | 'text' | number | { readonly events: number };
}

/**
 * The stream ends in order without a last event: over SSE the reply ends, over WebSocket the service
 * closes the connection.
 */
export interface EndedBehaviour extends AnswerText {
  readonly kind: 'ended';
  /** Tokens of the answer sent before; 0 by default. */
  readonly afterTokens?: number;
  /** Of the WebSocket's closing; default: 1000. */
  readonly closeCode?: number;
}

/**
 * The WebSocket has been open for too long: the service says `websocket_connection_limit_reached`
 * and closes it. Over SSE the same as `cut`.
 */
export interface ExpiredBehaviour extends AnswerText {
  readonly kind: 'expired';
  /** Tokens of the answer sent before. Default: there is no event of the answer. */
  readonly afterTokens?: number;
}

/** The normal course, with this text. */
export interface TextBehaviour {
  readonly kind: 'text';
  readonly text: string;
}

/** The normal course, with these items. */
export interface ItemsBehaviour {
  readonly kind: 'items';
  readonly items: readonly PlannedItem[];
}

/** The model refuses to answer: a message with a `refusal` part. */
export interface RefusalBehaviour extends AnswerText {
  readonly kind: 'refusal';
  readonly refusal: string;
}

/** Items are whole only when they are done: their deltas bring less, or nothing, as some providers do. */
export interface SparseBehaviour extends AnswerText {
  readonly kind: 'sparse';
  /** Tokens of each text that come as deltas. 0, the default: an item comes in one event. */
  readonly deltaTokens?: number;
}

/** The normal course, with these calls and nothing else. */
export interface CallsBehaviour {
  readonly kind: 'calls';
  readonly calls: readonly {
    readonly name: string;
    /** The name space that the tool is in. Default: none. */
    readonly namespace?: string;
    /**
     * Sent as it is: a model can write arguments that are not JSON. The free text, if the request
     * offers the tool as a custom one.
     */
    readonly arguments: string;
    /** The `call_id`. Services choose it freely, so several answers may have the same; default: a new one. */
    readonly callId?: string;
  }[];
}

/**
 * Bytes that are no event get into the stream: over SSE a line without a field name and an event
 * whose data is not JSON, over WebSocket a text frame that is not JSON.
 */
export interface GarbageBehaviour extends AnswerText {
  readonly kind: 'garbage';
  /** Tokens of the answer sent before; 0 by default. */
  readonly afterTokens?: number;
  /** Continue with the normal answer afterwards (the default), or end the stream there. */
  readonly then?: 'continue' | 'end';
}

/** The service falls silent until it is released, the client goes away or the stand-in is closed. */
export interface StallBehaviour extends AnswerText {
  readonly kind: 'stall';
  /** Once it has aborted, the rest of the answer follows. Default: it never does. */
  readonly until?: AbortSignal;
  /** Before the first byte of the reply, or after the headers of one. Default: after its first events. */
  readonly after?: 'nothing' | 'headers';
  /** Tokens of the answer sent before; 0 by default. */
  readonly afterTokens?: number;
}

/** The service takes its time before the first byte, then answers normally. */
export interface DelayBehaviour extends AnswerText {
  readonly kind: 'delay';
  readonly ms: number;
}

/** What the service or the network can do to one request; plain data, alike on both transports. */
export type Behaviour =
  | StatusBehaviour
  | FailedBehaviour
  | IncompleteBehaviour
  | CutBehaviour
  | EndedBehaviour
  | ExpiredBehaviour
  | TextBehaviour
  | ItemsBehaviour
  | RefusalBehaviour
  | SparseBehaviour
  | CallsBehaviour
  | GarbageBehaviour
  | StallBehaviour
  | DelayBehaviour;

interface AnswerText {
  /** The answer's text instead of the normal one, so that a second attempt can repeat or differ. */
  readonly text?: string;
  /** The answer's items instead of the normal ones, likewise. */
  readonly items?: readonly PlannedItem[];
}
