/** A piece of a message. */
export type ContentPart = TextPart | ImagePart;

/** Text, as the client sent it. */
export interface TextPart {
  readonly type: 'text';
  readonly text: string;
}

/** An inline picture. */
export interface ImagePart {
  readonly type: 'image';
  /** A `data:image/…;base64,…` URL. Codex refuses remote ones. */
  readonly dataUrl: string;
  /** How closely the model looks; absent leaves it to the model. */
  readonly detail?: ImageDetail;
}

/** How closely the model looks at a picture. Codex knows no `low`, and leaves that to the model. */
export type ImageDetail = 'auto' | 'low' | 'high' | 'original';

/** Instructions: `system` and `developer` mean the same to the model. */
export interface InstructionMessage {
  readonly role: 'system' | 'developer';
  readonly content: readonly TextPart[];
}

/** What the user said. */
export interface UserMessage {
  readonly role: 'user';
  readonly content: readonly ContentPart[];
}

/** What the model answered before. */
export interface AssistantMessage {
  readonly role: 'assistant';
  readonly content: readonly TextPart[];
}

/** One message of a conversation, oldest first. */
export type Message = InstructionMessage | UserMessage | AssistantMessage;

/** The door a completion came in by. */
export type Surface = 'rest' | 'graphql';

/** What a surface asks of the session core: one answer to one conversation. */
export interface CompletionRequest {
  /** A model's id, or that with an effort behind it (`gpt-5.5-high`). */
  readonly model: string;
  /** The whole conversation. The model sees these messages and nothing else. */
  readonly messages: readonly Message[];
  /** How hard the model thinks; clamped to what it offers. Absent: the model's default. */
  readonly effort?: string;
  readonly surface: Surface;
}
