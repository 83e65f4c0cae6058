import type { ChatCompletionInput } from '../generated/graphql.ts';

/** The input of a chat with one user message. */
export function ask(text: string, more: Partial<ChatCompletionInput> = {}): ChatCompletionInput {
  return { messages: [{ role: 'USER', content: [{ text }] }], ...more };
}

/** Starts a completion over REST and gives its id, which the first chunk holds. */
export async function startOverRest(url: string, text: string): Promise<RestCompletion> {
  const leaving = new AbortController();
  const response = await fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      model: 'gpt-5.5',
      stream: true,
      messages: [{ role: 'user', content: text }],
    }),
    signal: leaving.signal,
  });
  if (response.body === null) throw new Error('The answer has no body.');
  const chunks = response.body.pipeThrough(new TextDecoderStream())[Symbol.asyncIterator]();
  let read = '';
  let id: string | undefined;
  while (id === undefined) {
    const { value, done } = await chunks.next();
    if (done === true) throw new Error(`The stream ended without an id: ${read}`);
    read += value;
    id = /"id":"(chatcmpl-\w+)"/.exec(read)?.[1];
  }
  return {
    id,
    leave: () => leaving.abort(),
    async rest() {
      for (;;) {
        const { value, done } = await chunks.next();
        if (done === true) return read;
        read += value;
      }
    },
  };
}

/** A completion that a REST client streams. */
export interface RestCompletion {
  readonly id: string;
  /** Goes away. */
  readonly leave: () => void;
  /** Everything that was sent, once it has ended. */
  readonly rest: () => Promise<string>;
}
