import { expect } from 'vitest';
import { StreamChatDocument } from '../generated/graphql.ts';
import { ask, startOverRest } from '../schema/ask.ts';
import { eventsOf, textOf, transports } from '../schema/clients.ts';
import type { EventFragment } from '../generated/graphql.ts';
import type { TestGateway } from '../support/gateway.ts';

const text = Array.from({ length: 120 }, (_item, index) => `word${index}`).join(' ');

/**
 * Runs an attack while a completion streams over each way there is, and expects each client to get
 * every token, and the attack to have started nothing at the upstream.
 */
export async function meanwhile<T>(gateway: TestGateway, attack: () => Promise<T>): Promise<T> {
  const { standIn, url } = gateway;
  const { received } = standIn;
  standIn.behave(() => ({ kind: 'text', text }));
  const rest = await startOverRest(url, 'Hi');
  const streams = await Promise.all(
    transports.map(async ([, subscribe]) => {
      const events = eventsOf(subscribe(url, StreamChatDocument, { input: ask('Hi') }));
      const first = await events.next();
      return { events, first: first.done === true ? [] : [first.value] };
    }),
  );

  const result = await attack();

  const texts = await Promise.all(
    streams.map(async ({ events, first }) => {
      const all: EventFragment[] = [...first];
      for await (const event of events) all.push(event);
      return textOf(all);
    }),
  );
  expect([restText(await rest.rest()), ...texts]).toEqual([text, text, text]);
  expect(standIn.received).toBe(received + 1 + transports.length);
  return result;
}

/** The text that a REST client puts together from server-sent events. */
function restText(stream: string): string {
  return [...stream.matchAll(/"delta":\{[^{}]*"content":("(?:[^"\\]|\\.)*")/g)]
    .map(([, content]) => String(JSON.parse(content ?? '""')))
    .join('');
}
