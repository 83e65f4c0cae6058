import type { JsonObject } from './wire/json.ts';

/** Reasoning, with the parts of its summary (none where no summary was asked for). */
export interface PlannedReasoning {
  readonly kind: 'reasoning';
  readonly summary: readonly string[];
  /** Tokens spent, for the usage. */
  readonly tokens: number;
  /** Opaque to clients; undefined where it was not asked for. */
  readonly encrypted: string | undefined;
}

/** A message of the assistant. */
export interface PlannedMessage {
  readonly kind: 'message';
  readonly text: string;
  /** Said in a part of its own after the text. Absent: the model does not refuse. */
  readonly refusal?: string;
}

/** A call of one of the request's tools. */
export interface PlannedCall {
  readonly kind: 'function_call' | 'custom_tool_call';
  readonly name: string;
  /** The name space the tool was offered in, if any. */
  readonly namespace?: string;
  /** The arguments, JSON for a function and free text for a custom tool. */
  readonly input: string;
  /** Its `call_id`; default: a new one. */
  readonly callId?: string;
}

/** One output item of an answer. */
export type PlannedItem = PlannedReasoning | PlannedMessage | PlannedCall;

/** A plan's item with its ids, ready to be streamed. */
export interface OutputItem {
  readonly plan: PlannedItem;
  readonly id: string;
  /** The finished item as the service shows it. */
  readonly done: JsonObject;
}
