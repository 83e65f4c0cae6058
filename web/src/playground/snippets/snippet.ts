import type { ChatBody } from '../chat-body.ts';

/** Where a snippet sends its request. */
export interface Target {
  /** `http://127.0.0.1:8000`. */
  readonly origin: string;
  /** Whether the gateway refuses clients without an API key. */
  readonly isKeyRequired: boolean;
}

/** A request as the lines of a program. */
export type Snippet = (body: ChatBody, target: Target) => string;

/** The variable of the environment that the snippets read the key from; it is never written out. */
export const keyVariable = 'CODEX_SERVE_API_KEY';

/** What the SDKs send where the gateway needs no key; they refuse to send none. */
export const noKey = 'not-needed';
