import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWebSocketClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { EventFragment, TypedDocumentString } from '../generated/graphql.ts';

/** An operation's answer, as it came over the wire. */
export interface Answer<T> {
  readonly data?: T | null | undefined;
  readonly errors?:
    | readonly {
        readonly message: string;
        readonly extensions?: unknown;
      }[]
    | undefined;
}

/** Posts an operation to a gateway. Throws on errors that are not data. */
export async function execute<Result, Variables>(
  url: string,
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  headers: Record<string, string> = {},
): Promise<Result> {
  const response = await post(url, { query: document.toString(), variables }, headers);
  const { data, errors }: Answer<Result> = await response.json();
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  if (data === undefined || data === null) throw new Error('There is no data.');
  return data;
}

/** Posts anything to a gateway. */
export async function post(
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** Posts a document, and reads the answer. */
export async function answer(
  url: string,
  query: string,
  headers: Record<string, string> = {},
): Promise<Answer<unknown>> {
  const response = await post(url, { query }, headers);
  return await response.json();
}

/** A running subscription. Leaving the loop, or `return()`, unsubscribes. */
export type Answers<Result> = AsyncIterableIterator<Answer<Result>>;

/**
 * Subscribes; every subscription has a connection of its own. Over WebSocket the headers go as
 * `connectionParams`.
 */
export type Subscribe = <Result, Variables extends Record<string, unknown>>(
  url: string,
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  headers?: Record<string, string>,
) => Answers<Result>;

/** The ways to subscribe, each with its own client library. */
export const transports: readonly (readonly [name: string, subscribe: Subscribe])[] = [
  ['graphql-ws', subscribeOverWebSocket],
  ['SSE', subscribeOverSse],
];

/** Subscribes over graphql-ws. */
export function subscribeOverWebSocket<Result, Variables extends Record<string, unknown>>(
  url: string,
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  headers: Record<string, string> = {},
): Answers<Result> {
  const client = createWebSocketClient({
    url: webSocketUrl(url),
    connectionParams: headers,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
  });
  return client.iterate<Result>({ query: document.toString(), variables });
}

/** Over SSE only. */
export function subscribeOverSse<Result, Variables extends Record<string, unknown>>(
  url: string,
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  headers: Record<string, string> = {},
): Answers<Result> {
  const client = createSseClient({ url: `${url}/graphql`, headers, retryAttempts: 0 });
  return client.iterate<Result>({ query: document.toString(), variables });
}

/** The address of a gateway's WebSocket. */
export function webSocketUrl(url: string): string {
  return `${url.replace('http', 'ws')}/graphql`;
}

/** The events of a subscription to a completion. Throws on errors that are not data. */
export async function* eventsOf(
  answers: AsyncIterable<Answer<Record<string, EventFragment>>>,
): AsyncGenerator<EventFragment, void> {
  for await (const { data, errors } of answers) {
    if (errors !== undefined || !data) throw new Error(JSON.stringify(errors));
    yield* Object.values(data);
  }
}

/** All events of a subscription, to its end. */
export async function allEvents(answers: Parameters<typeof eventsOf>[0]): Promise<EventFragment[]> {
  const events: EventFragment[] = [];
  for await (const event of eventsOf(answers)) events.push(event);
  return events;
}

/** The text that a client puts together from deltas. */
export function textOf(events: readonly EventFragment[]): string {
  return events
    .map((event) => (event.__typename === 'ChatCompletionDelta' ? event.text : ''))
    .join('');
}
