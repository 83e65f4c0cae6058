import type { JsonObject, ToolCall } from './tools.ts';

/** Some text of a message. */
export interface TextOutput {
  readonly type: 'text';
  readonly text: string;
  /** Citations and the like, in OpenAI's form; their indexes count in this text. */
  readonly annotations: readonly JsonObject[];
}

/** What the model said when it refused. */
export interface RefusalOutput {
  readonly type: 'refusal';
  readonly refusal: string;
}

/** A part of a message of the model. */
export type OutputPart = TextOutput | RefusalOutput;

/** `incomplete`: the answer was cut or failed before the item was whole. */
export type ItemStatus = 'in_progress' | 'completed' | 'incomplete';

interface ItemBase {
  /** The service's own where it gave one; unique within the answer. */
  readonly id: string;
  readonly status: ItemStatus;
}

/** Something that the model said. */
export interface MessageItem extends ItemBase {
  readonly type: 'message';
  /** `commentary` or `final_answer`; null where the service named none. */
  readonly phase: string | null;
  /** None before the first text. */
  readonly parts: readonly OutputPart[];
}

/** Some of the model's reasoning. */
export interface ReasoningItem extends ItemBase {
  readonly type: 'reasoning';
  /** The paragraphs of the summary so far. */
  readonly summary: readonly string[];
  /** Known once it is done: lets the service read the reasoning when it is sent back. */
  readonly encryptedContent: string | null;
}

/** A call of a tool that the client runs. */
export interface CallItem extends ItemBase {
  readonly type: 'call';
  readonly call: ToolCall;
}

/** A call of a tool that the service ran itself, such as a web search, or any other item. */
export interface HostedItem extends ItemBase {
  readonly type: 'hosted';
  /** In OpenAI's form, with its own `type`, such as `web_search_call`. */
  readonly raw: JsonObject;
}

/** One item of an answer. */
export type OutputItem = MessageItem | ReasoningItem | CallItem | HostedItem;

/** An item of these kinds begins. Without an id, or with one that is taken, it gets a new one. */
export type ItemStart =
  | { readonly type: 'message'; readonly id?: string; readonly phase?: string | null }
  | { readonly type: 'reasoning'; readonly id?: string }
  | { readonly type: 'hosted'; readonly id?: string; readonly raw: JsonObject };

/** The open item of this kind is whole. */
export type ItemEnd =
  /** With the parts as the service sent them. Their texts count only where they are what was said. */
  | {
      readonly type: 'message';
      readonly parts?: readonly OutputPart[];
      /** Default: `completed`. */
      readonly status?: 'completed' | 'incomplete';
    }
  | { readonly type: 'reasoning'; readonly encryptedContent?: string | null }
  | { readonly type: 'hosted'; readonly raw: JsonObject };
