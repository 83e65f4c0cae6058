import type { JsonObject } from './wire/json.ts';

interface Planned {
  /** The item's id. Default: a new one. */
  readonly id?: string;
}

/** Reasoning, with the parts of its summary (none where no summary was asked for). */
export interface PlannedReasoning extends Planned {
  readonly kind: 'reasoning';
  readonly summary: readonly string[];
  /** Tokens spent, for the usage. */
  readonly tokens: number;
  /** Opaque to clients; undefined where it was not asked for. */
  readonly encrypted: string | undefined;
}

/** A message of the assistant. */
export interface PlannedMessage extends Planned {
  readonly kind: 'message';
  readonly text: string;
  /** The texts of further parts, each a part of its own. Default: none. */
  readonly furtherTexts?: readonly string[];
  /** `commentary` or `final_answer`. Absent: the service names none. */
  readonly phase?: string;
  /** Of the first text, such as `url_citation`. Default: none. */
  readonly annotations?: readonly JsonObject[];
  /** How many alternatives the probability of each token comes with. Absent: no probabilities. */
  readonly topLogprobs?: number;
  /** Said in a part of its own after the text. Absent: the model does not refuse. */
  readonly refusal?: string;
}

/** A call of one of the request's tools. */
export interface PlannedCall extends Planned {
  readonly kind: 'function_call' | 'custom_tool_call';
  readonly name: string;
  /** The name space the tool was offered in, if any. */
  readonly namespace?: string;
  /** The arguments, JSON for a function and free text for a custom tool. */
  readonly input: string;
  /** Its `call_id`; default: a new one. */
  readonly callId?: string;
}

/** A call of a tool that the service itself runs, or of the search for more tools. */
export interface PlannedHostedCall extends Planned {
  readonly kind: 'web_search_call' | 'image_generation_call' | 'tool_search_call';
  /** The members of the finished item beside its id, type and status, such as `action`. */
  readonly members: JsonObject;
}

/** One output item of an answer. */
export type PlannedItem = PlannedReasoning | PlannedMessage | PlannedCall | PlannedHostedCall;

/** Whether an item is a call that the client has to answer. */
export function isClientCall(item: PlannedItem): item is PlannedCall {
  return item.kind === 'function_call' || item.kind === 'custom_tool_call';
}

/** All that a message says but for a refusal. */
export function textOf({ text, furtherTexts = [] }: PlannedMessage): string {
  return [text, ...furtherTexts].join('');
}

/** A plan's item with its ids, ready to be streamed. */
export interface OutputItem {
  readonly plan: PlannedItem;
  readonly id: string;
  /** The finished item as the service shows it. */
  readonly done: JsonObject;
}
