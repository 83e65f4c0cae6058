import OpenAI from 'openai';
import { z } from 'zod';

/** A small PNG, as clients inline it. */
export const pngUrl =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** The smallest chat request, with more or other fields. */
export function chatBody(more: object = {}): object {
  return { model: 'gpt-5.5', messages: [{ role: 'user', content: 'hi' }], ...more };
}

/** Posts JSON, or a body that is already text. */
export async function post(
  url: string,
  body: object | string,
  init: RequestInit = {},
): Promise<Response> {
  return await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...init,
  });
}

/** The `data:` values of an event stream's text, in order. */
export function dataOf(text: string): string[] {
  return text
    .split('\n\n')
    .flatMap((event) => (event.startsWith('data: ') ? [event.slice(6)] : []));
}

const chunk = z.object({
  choices: z.array(
    z.object({ delta: z.record(z.string(), z.unknown()), finish_reason: z.string().nullable() }),
  ),
});

/** The choices of all chunks in an event stream's text, in order. */
export function choicesOf(text: string): z.output<typeof chunk>['choices'] {
  return dataOf(text)
    .filter((data) => data !== '[DONE]')
    .flatMap((data) => chunk.parse(JSON.parse(data)).choices);
}

/** All that an iterable gives. */
export async function collect<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}

/** The OpenAI SDK on a gateway; it asks once and never again. */
export function openai(url: string): OpenAI {
  return new OpenAI({ baseURL: `${url}/v1`, apiKey: 'unused', maxRetries: 0 });
}
