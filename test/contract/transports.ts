import { APIError } from 'openai';
import { StreamChatDocument, WatchChatDocument, type EventFragment } from '../generated/graphql.ts';
import { openai } from '../rest/client.ts';
import { ask } from '../schema/ask.ts';
import { eventsOf, transports as subscriptions, type Subscribe } from '../schema/clients.ts';

/** What a client sees happen, in the same words for each transport. */
export type Seen = (
  | { readonly type: 'started'; readonly id: string }
  | { readonly type: 'text'; readonly text: string }
  /** The finish reason, as REST writes it. */
  | { readonly type: 'done'; readonly reason: string }
  /** The error's code, as REST writes it. */
  | { readonly type: 'failed'; readonly code: string }
) & {
  /** Null where the transport numbers nothing. */
  readonly sequence: number | null;
};

/** A stream that a client reads, and may leave at any time. */
export interface Stream {
  readonly events: AsyncIterable<Seen>;
  readonly leave: () => unknown;
}

/** One way to stream a completion. */
export interface Transport {
  readonly name: string;
  /** Starts a completion; leaving the stream cancels it. */
  readonly start: (url: string, text: string, model?: string) => Stream;
}

/** One on which a completion can be watched by its id, from any place. */
export interface WatchTransport extends Transport {
  /** All events after the given sequence. Leaving the stream does not cancel the completion. */
  readonly watch: (url: string, id: string, after: number) => Stream;
}

/** REST's streams, by OpenAI's own client. */
export const rest: Transport = {
  name: 'REST SSE',
  start(url, text, model = 'gpt-5.5') {
    const leaving = new AbortController();
    return { events: restEvents(url, text, model, leaving.signal), leave: () => leaving.abort() };
  },
};

/** The two of GraphQL's subscriptions. */
export const watchTransports: readonly WatchTransport[] = subscriptions.map(
  ([name, subscribe]) => ({
    name: name === 'SSE' ? 'Yoga SSE' : name,
    start: (url, text, model = 'gpt-5.5') =>
      subscribed(subscribe(url, StreamChatDocument, { input: ask(text, { model }) })),
    watch: (url, id, after) => subscribed(subscribe(url, WatchChatDocument, { id, after })),
  }),
);

/** All three. */
export const transports: readonly Transport[] = [rest, ...watchTransports];

/** The whole of a stream. */
export async function all({ events }: Stream): Promise<Seen[]> {
  const seen: Seen[] = [];
  for await (const event of events) seen.push(event);
  return seen;
}

/** The text that a client puts together. */
export function textOf(seen: readonly Seen[]): string {
  return seen.map((event) => (event.type === 'text' ? event.text : '')).join('');
}

async function* restEvents(
  url: string,
  content: string,
  model: string,
  signal: AbortSignal,
): AsyncGenerator<Seen, void> {
  const body = { model, messages: [{ role: 'user' as const, content }], stream: true as const };
  try {
    for await (const { id, choices } of await openai(url).chat.completions.create(body, {
      signal,
    })) {
      const { delta, finish_reason: reason } = choices[0] ?? {};
      if (delta?.role !== undefined) yield { type: 'started', id, sequence: null };
      if (delta?.content) yield { type: 'text', text: delta.content, sequence: null };
      if (typeof reason === 'string') yield { type: 'done', reason, sequence: null };
    }
  } catch (error) {
    if (signal.aborted) return;
    if (!(error instanceof APIError)) throw error;
    yield { type: 'failed', code: String(error.code), sequence: null };
  }
}

function subscribed(answers: ReturnType<Subscribe> & Parameters<typeof eventsOf>[0]): Stream {
  return { events: graphqlEvents(answers), leave: () => answers.return?.() };
}

async function* graphqlEvents(answers: Parameters<typeof eventsOf>[0]): AsyncGenerator<Seen, void> {
  for await (const event of eventsOf(answers)) yield toSeen(event);
}

function toSeen(event: EventFragment): Seen {
  const { sequence } = event;
  switch (event.__typename) {
    case 'ChatCompletionStarted':
      return { type: 'started', id: event.completionId, sequence };
    case 'ChatCompletionDelta':
      return { type: 'text', text: event.text, sequence };
    case 'ChatCompletionDone':
      return { type: 'done', reason: event.finishReason.toLowerCase(), sequence };
    case 'ChatCompletionFailed':
    case 'ChatCompletionUnavailable':
      return { type: 'failed', code: event.error.code.toLowerCase(), sequence };
    case 'ChatCompletionReasoningDelta':
    case 'ChatCompletionRefusalDelta':
    case 'ChatCompletionToolCall':
    case 'ChatCompletionToolCallDelta':
    case 'ChatCompletionToolCallStarted':
    default:
      throw new Error(`There should be no ${event.__typename} in this answer.`);
  }
}
