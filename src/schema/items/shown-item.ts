import type { ItemStatus } from '../../codex/completion/item.ts';
import type { JsonObject, ToolCall } from '../../codex/completion/tools.ts';

/** Some text, with its citations and the like in OpenAI's form. */
export interface ShownText {
  readonly type: 'text';
  readonly text: string;
  readonly annotations: readonly JsonObject[];
}

/** What the model said when it refused. */
export interface ShownRefusal {
  readonly type: 'refusal';
  readonly refusal: string;
}

/** A picture. */
export interface ShownImage {
  readonly type: 'image';
  /** A `data:` URL, or one of the web. */
  readonly url: string;
  /** How closely the model looks at it; null where the client did not say. */
  readonly detail: string | null;
}

/** Any other part, in OpenAI's form. */
export interface ShownRawPart {
  readonly type: 'raw';
  readonly raw: JsonObject;
}

/** A part of a message, or of what a tool returned. */
export type ShownPart = ShownText | ShownRefusal | ShownImage | ShownRawPart;

interface ShownBase {
  readonly id: string;
  /** Null where the item has none, or one that GraphQL has no value for. */
  readonly status: ItemStatus | null;
}

/** What somebody said. */
export interface ShownMessage extends ShownBase {
  readonly type: 'message';
  /** `user`, `assistant`, `system` or `developer`. */
  readonly role: string;
  readonly phase: string | null;
  readonly parts: readonly ShownPart[];
}

/** Some of the model's reasoning. */
export interface ShownReasoning extends ShownBase {
  readonly type: 'reasoning';
  readonly summary: readonly string[];
  readonly encryptedContent: string | null;
}

/** A call of a tool that the client runs. */
export interface ShownCall extends ShownBase {
  readonly type: 'call';
  readonly call: ToolCall;
}

/** What a tool returned. */
export interface ShownOutput extends ShownBase {
  readonly type: 'output';
  readonly callId: string;
  readonly parts: readonly ShownPart[];
}

/** A call of a hosted tool, or any other item. */
export interface ShownHosted extends ShownBase {
  readonly type: 'hosted';
  readonly raw: JsonObject;
}

/** An item as GraphQL shows it, whether it is still written or kept. */
export type ShownItem = ShownMessage | ShownReasoning | ShownCall | ShownOutput | ShownHosted;
