import { GraphQLInt } from 'graphql';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { keyCaller } from '../support/callers.ts';
import type { Completion } from '../../src/codex/completion/completion.ts';
import { TypedDocumentString } from '../generated/graphql.ts';
import { endAll, hearsText } from '../support/completions.ts';
import { ask, never } from '../support/core.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { whenAsked } from '../support/when-asked.ts';
import { post, transports, type Subscribe } from './clients.ts';
import { openSocket } from './raw-socket.ts';

const alice = { authorization: 'Bearer key-of-alice' };
const bob = { authorization: 'Bearer key-of-bob' };

type Event = Record<string, string | number>;

let gateway: TestGateway;

beforeAll(async () => {
  const keys = ['--api-key', 'alice:key-of-alice,bob:key-of-bob,boss:key-of-admin'];
  gateway = await startTestGateway({
    args: [...keys, '--admin-keys', 'boss', '--max-turns', '1'],
    tokensPerSecond: 100,
  });
});
afterEach(async () => {
  await endAll(gateway);
});
afterAll(async () => {
  await gateway.close();
});

/** A completion of alice's. */
async function askAsAlice(text: string): Promise<Completion> {
  return await gateway.core.run(ask(text, { caller: keyCaller('alice') }), never());
}

/** One that waits for its turn, so that all who watch it do so before its first token. */
async function queued(text: string): Promise<{ readonly id: string; readonly begin: () => void }> {
  gateway.standIn.behave(whenAsked('Hold the place', { kind: 'stall', afterTokens: 1 }));
  const holder = await askAsAlice('Hold the place');
  await hearsText(holder);
  const { id } = await askAsAlice(`Say exactly: ${text}`);
  return { id, begin: () => holder.cancel() };
}

/** Subscribes to one field, and gives the events, each with the name that the field was given. */
async function* watch(
  subscribe: Subscribe,
  query: string,
  variables: Record<string, unknown>,
  headers: Record<string, string> = alice,
): AsyncGenerator<Event & { readonly under: string }, void> {
  const document = new TypedDocumentString<Record<string, Event>, Record<string, unknown>>(query);
  for await (const { data, errors } of subscribe(gateway.url, document, variables, headers)) {
    if (errors !== undefined || !data) throw new Error(JSON.stringify(errors));
    for (const [under, event] of Object.entries(data)) yield { ...event, under };
  }
}

/** Everything from there on. */
async function rest<T>(events: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const event of events) all.push(event);
  return all;
}

const withText = `subscription Watch($id: ID!, $after: Int, $text: Boolean! = true) {
  chatCompletionEvents(id: $id, after: $after) {
    sequence
    ...Text @include(if: $text)
  }
}
fragment Text on ChatCompletionDelta { text }`;
const renamed = `subscription Watch($id: ID!) {
  mine: chatCompletionEvents(id: $id) { at: sequence ... on ChatCompletionDelta { piece: text } }
}`;

describe.each(transports)('those who watch one completion over %s', (_name, subscribe) => {
  it('get what each has selected', async () => {
    const { id, begin } = await queued('One two three.');
    const watchers = [
      watch(subscribe, withText, { id }),
      watch(subscribe, withText, { id, text: false }),
      watch(subscribe, withText, { id, text: true }),
      watch(subscribe, renamed, { id }),
    ];
    for (const watcher of watchers) await watcher.next();
    begin();
    const [byDefault, without, withIt, other] = await Promise.all(watchers.map(rest));

    const textOf = (events: Event[] = [], name = 'text'): string =>
      events.map((event) => event[name] ?? '').join('');
    const namesIn = (events: Event[] = []): string[] => [
      ...new Set(events.flatMap((event) => Object.keys(event))),
    ];
    expect(textOf(byDefault)).toBe('One two three.');
    expect(textOf(withIt)).toBe('One two three.');
    expect(textOf(other, 'piece')).toBe('One two three.');
    expect(namesIn(byDefault).toSorted()).toEqual(['sequence', 'text', 'under']);
    expect(namesIn(without).toSorted()).toEqual(['sequence', 'under']);
    expect(namesIn(other).toSorted()).toEqual(['at', 'piece', 'under']);
    expect(other?.at(-1)).toEqual({ under: 'mine', at: without?.at(-1)?.['sequence'] });
  });

  it('each continue from their own position', async () => {
    gateway.standIn.behave(() => ({ kind: 'text', text: 'One two three four.' }));
    const completion = await askAsAlice('Count');
    await completion.result();
    const texts = await Promise.all(
      [-1, 1, 2, 3].map(async (after) => {
        const events = await rest(watch(subscribe, withText, { id: completion.id, after }));
        return events.map(({ text = '' }) => text).join('');
      }),
    );
    expect(texts).toEqual(['One two three four.', ' two three four.', ' three four.', ' four.']);
  });

  it('are of its own key', async () => {
    const { id, begin } = await queued('A secret.');
    const query = `subscription Watch($id: ID!) {
      chatCompletionEvents(id: $id) { __typename ... on ChatCompletionDelta { text } }
    }`;
    const mine = watch(subscribe, query, { id });
    await mine.next();
    const others = rest(watch(subscribe, query, { id }, bob));
    begin();
    expect(await others).toEqual([
      { under: 'chatCompletionEvents', __typename: 'ChatCompletionUnavailable' },
    ]);
    expect((await rest(mine)).map(({ text = '' }) => text).join('')).toBe('A secret.');
  });
});

it('says what is wrong with variables as for any other operation', async () => {
  const message =
    'Variable "$after" got invalid value "x"; Int cannot represent non-integer value: "x"';
  const variables = { id: 'a', after: 'x' };
  const headers = { ...alice, accept: 'text/event-stream' };
  const response = await post(gateway.url, { query: withText, variables }, headers);
  expect(response.status).toBe(400);
  const body = await response.text();
  expect(body).toContain(JSON.stringify(message));
  expect(body).toContain('"extensions":{"code":"BAD_USER_INPUT"}');
  const { socket, send, next } = await openSocket(gateway.url, { headers: alice });
  send({ type: 'subscribe', id: '1', payload: { query: withText, variables } });
  expect(await next()).toMatchObject({
    payload: { errors: [{ message, extensions: { code: 'BAD_USER_INPUT' } }] },
  });
  socket.close();
});

it('executes an event once for all who get it by the same operation', async () => {
  gateway.standIn.behave(() => ({ kind: 'stall', afterTokens: 1, text: 'One two.' }));
  const completion = await askAsAlice('Stall');
  const { id } = completion;
  const watchers = transports.flatMap(([, subscribe]) => [
    watch(subscribe, withText, { id }),
    watch(subscribe, withText, { id, after: 0 }),
    watch(subscribe, withText, { id, after: 0, text: true }),
    watch(subscribe, withText, { id, after: 0, text: false }),
  ]);
  for (const watcher of watchers) {
    for (let seen = 0; seen < 1;) {
      const { value } = await watcher.next();
      seen = Number(value?.['sequence']);
    }
  }
  const serialize = vi.spyOn(GraphQLInt, 'serialize');
  completion.cancel();
  const ends = await Promise.all(watchers.map(rest));
  expect(ends).toEqual(watchers.map(() => [{ under: 'chatCompletionEvents', sequence: 2 }]));
  // For the text by default, wanted and not wanted.
  expect(serialize).toHaveBeenCalledTimes(3);
  serialize.mockRestore();
});
