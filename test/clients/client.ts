import type { z } from 'zod';

/** A question to a client library, and how to ask it. */
export interface Ask {
  readonly prompt: string;
  /** Default: `gpt-5.5`. */
  readonly model?: string;
  /** How hard the model thinks; default: not said. */
  readonly effort?: 'high';
  /** The tool that the first answer has to call, by name. Only some clients support it. */
  readonly forced?: string;
  /** Sends some field with a value out of its range, for an answer of 400. */
  readonly hasBadField?: boolean;
  /** Aborting it is how the caller leaves. */
  readonly signal?: AbortSignal;
  /** Called with each piece of a streamed answer. */
  readonly onText?: (delta: string) => void;
}

/** What a client library made of an answer; what it does not show is left out. */
export interface Answer {
  readonly text: string;
  readonly reasoning?: string;
  readonly finishReason?: string | undefined;
  readonly usage?: { readonly input: number | undefined; readonly output: number | undefined };
}

/** A tool with one text argument. */
export interface TestTool {
  readonly name: string;
  readonly description: string;
  /** The name of its argument. */
  readonly argument: string;
  /** Runs it. */
  readonly run: (argument: string) => string;
}

/** The failure of a call, as its caller sees it. */
export interface Failure {
  /** The HTTP status; undefined where a stream had already begun. */
  readonly status: number | undefined;
  readonly message: string;
}

/** One client library, in the terms that the scenarios are written in. */
export interface Client {
  /** Asks for a whole answer. */
  whole(ask: Ask): Promise<Answer>;
  /** Asks for a streamed one. */
  streamed(ask: Ask): Promise<Answer>;
  /** Lets the library run the tools, over as many rounds as it takes. */
  withTools(ask: Ask, tools: readonly TestTool[], isStreamed: boolean): Promise<Answer>;
  /** Asks for an answer of a schema, parsed. */
  object(ask: Ask, schema: z.ZodObject, isStreamed: boolean): Promise<unknown>;
  /** Reads an error that the library has thrown. */
  failureOf(error: unknown): Failure;
  /** Whether it shows `reasoning_content`. */
  readonly showsReasoning: boolean;
}

/** A conversation that a client library continues in its own way, running the tools it was opened with. */
export interface Dialogue {
  /** Asks for the next answer. */
  say(ask: Ask, isStreamed: boolean): Promise<Answer>;
}

/** Opens a conversation with a gateway, by an API key; its tools are there in each turn. */
export type OpenDialogue = (
  baseUrl: string,
  apiKey: string,
  tools: readonly TestTool[],
) => Dialogue;

/** The ways that a client library has to continue a conversation, by their names. */
export type Dialogues = Readonly<Record<string, OpenDialogue>>;

/** Makes the client for a gateway and an API key. It asks once and never again. */
export type CreateClient = (baseUrl: string, apiKey: string) => Client;
