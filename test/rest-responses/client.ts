import OpenAI from 'openai';
import type { Response as OpenAiResponse } from 'openai/resources/responses/responses';
import { z } from 'zod';

/** The smallest request for a response, with more or other fields. */
export function responseBody(more: object = {}): object {
  return { model: 'gpt-5.5', input: 'hi', ...more };
}

/** How a request is sent. */
export interface Sending {
  /** Default: `/v1/responses`. */
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Aborts it. */
  readonly signal?: AbortSignal | null;
}

/** Posts a request for a response. */
export async function respond(
  url: string,
  more: object = {},
  { path = '/v1/responses', headers = {}, signal = null }: Sending = {},
): Promise<Response> {
  return await fetch(`${url}${path}`, {
    method: 'POST',
    signal,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(responseBody(more)),
  });
}

/** A whole response. Throws where it is an error. */
export async function response(
  url: string,
  more: object = {},
  sending: Sending = {},
): Promise<OpenAiResponse> {
  const answer = await respond(url, more, sending);
  const body: unknown = await answer.json();
  if (!answer.ok) throw new Error(`${answer.status}: ${JSON.stringify(body)}`);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every answer is checked
  return body as OpenAiResponse;
}

const event = z.looseObject({ type: z.string(), sequence_number: z.number() });

/** An event of a response's stream. */
export type StreamedEvent = z.output<typeof event>;

/** The events in the text of a response's stream, in order. */
export function eventsOf(text: string): StreamedEvent[] {
  return text
    .split('\n\n')
    .flatMap((each) => /^event: [^\n]*\ndata: ([^\n]*)$/.exec(each)?.[1] ?? [])
    .map((data) => event.parse(JSON.parse(data)));
}

/** All events of a streamed response. */
export async function streamed(
  url: string,
  more: object = {},
  sending: Sending = {},
): Promise<StreamedEvent[]> {
  const answer = await respond(url, { stream: true, ...more }, sending);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${answer.status}: ${text}`);
  return eventsOf(text);
}

/** The id of the response that a stream is of; empty where the first event names none. */
export function idOf([first]: readonly StreamedEvent[]): string {
  return /"id":"(resp_[0-9a-f]+)"/.exec(JSON.stringify(first))?.[1] ?? '';
}

/** The text that the deltas of a stream make up. */
export function textOf(events: readonly StreamedEvent[]): string {
  return events
    .flatMap(({ type, delta }) => (type === 'response.output_text.delta' ? [String(delta)] : []))
    .join('');
}

/** The OpenAI SDK on a gateway; it asks once and never again. */
export function openai(url: string): OpenAI {
  return new OpenAI({ baseURL: `${url}/v1`, apiKey: 'unused', maxRetries: 0 });
}
