import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import {
  ChatDocument,
  HealthDocument,
  ReadChatDocument,
  StartChatDocument,
  StreamChatDocument,
  WatchChatDocument,
  type EventFragment,
} from '../../generated/graphql.ts';
import { startTestGateway, type TestGateway } from '../../support/gateway.ts';
import type { CreateGraphqlClient, GraphqlClient } from './graphql-client.ts';

const apiKey = 'the-right-key';
const input = { messages: [{ role: 'USER' as const, content: [{ text: 'Hi' }] }] };

/** Runs every scenario with one GraphQL client library. */
export function describeGraphqlClient(create: CreateGraphqlClient): void {
  let gateway: TestGateway;
  let closed: TestGateway;
  const clients: GraphqlClient[] = [];
  const open = (key = apiKey, isPersisted = false): GraphqlClient => {
    const { url } = isPersisted ? closed : gateway;
    const client = create({ url: `${url}/graphql`, apiKey: key, isPersisted });
    clients.push(client);
    return client;
  };

  beforeAll(async () => {
    // With a login the models are those of the catalog, and any other name is refused.
    gateway = await startTestGateway({ login: 'present', args: ['--api-key', apiKey] });
    const file = path.resolve('test/generated/persisted-documents.json');
    const args = ['--api-key', apiKey, '--persisted-documents', file, '--only-persisted-documents'];
    closed = await startTestGateway({ upstream: gateway, beside: 'closed', args });
  });
  afterEach(async () => {
    gateway.standIn.behave(undefined);
    await Promise.all(clients.splice(0).map(async (client) => await client.close()));
  });
  afterAll(async () => {
    await closed.close();
    await gateway.close();
  });

  it.each([false, true])('queries, persisted: %s', async (isPersisted) => {
    const data = await open(apiKey, isPersisted).query(HealthDocument, {});
    expect(data).toMatchObject({ version: '0.0.0', health: { isReady: true } });
  });

  it.each([false, true])('gets a whole answer, persisted: %s', async (isPersisted) => {
    gateway.standIn.behave(() => ({ kind: 'text', text: 'One two.' }));
    const { chatCompletion } = await open(apiKey, isPersisted).mutate(ChatDocument, { input });
    expect(chatCompletion).toMatchObject({ __typename: 'ChatCompletion', text: 'One two.' });
  });

  it('gets an error that it can act on as data', async () => {
    const unknown = { input: { ...input, model: 'gpt-0' } };
    const { chatCompletion } = await open().mutate(ChatDocument, unknown);
    expect(chatCompletion).toMatchObject({
      __typename: 'ModelNotFoundError',
      code: 'MODEL_NOT_FOUND',
      message: expect.any(String),
      model: 'gpt-0',
    });
  });

  it.each([false, true])('starts an answer and streams it, persisted: %s', async (isPersisted) => {
    gateway.standIn.behave(() => ({ kind: 'text', text: 'One two three.' }));
    const { received } = gateway.standIn;
    const events: EventFragment[] = [];
    const client = open(apiKey, isPersisted);
    await new Promise<void>((complete, error) => {
      const next = (data: { chatCompletion: EventFragment }): void =>
        void events.push(data.chatCompletion);
      client.subscribe(StreamChatDocument, { input }, { next, error, complete });
    });
    expect(textOf(events)).toBe('One two three.');
    expect(events.at(-1)).toMatchObject({
      __typename: 'ChatCompletionDone',
      completion: { text: 'One two three.' },
    });
    expect(gateway.standIn.received).toBe(received + 1);
  });

  it('stops the turn when it unsubscribes', async () => {
    gateway.standIn.behave(() => ({ kind: 'stall', afterTokens: 1 }));
    const client = open();
    const leave = await new Promise<() => void>((resolve, error) => {
      const next = (): void => resolve(unsubscribe);
      const observer = { next, error, complete: () => {} };
      const unsubscribe = client.subscribe(StreamChatDocument, { input }, observer);
    });
    await gateway.standIn.waitFor(({ active }) => active === 1, AbortSignal.timeout(5000));
    leave();
    await gateway.standIn.waitFor(({ active }) => active === 0, AbortSignal.timeout(5000));
    expect(gateway.standIn.active).toBe(0);
  });

  it('starts an answer that runs by itself, watches it, and resumes after an event', async () => {
    gateway.standIn.behave(() => ({ kind: 'text', text: 'One two three.' }));
    const client = open();
    const { startChatCompletion: started } = await client.mutate(StartChatDocument, { input });
    const id = 'id' in started ? started.id : '';
    const watch = async (after: number): Promise<EventFragment[]> => {
      const events: EventFragment[] = [];
      await new Promise<void>((complete, error) => {
        const next = (data: { chatCompletionEvents: EventFragment }): void =>
          void events.push(data.chatCompletionEvents);
        client.subscribe(WatchChatDocument, { id, after }, { next, error, complete });
      });
      return events;
    };
    const all = await watch(-1);
    expect(textOf(all)).toBe('One two three.');
    // Deltas may come in one while the reader is behind.
    expect(textOf(await watch(1))).toBe(' two three.');
    const { chatCompletion } = await client.query(ReadChatDocument, { id });
    expect(chatCompletion).toMatchObject({ id, text: 'One two three.', usage: {} });
  });

  it('with a wrong key is told so', async () => {
    const stranger = open('a-wrong-key');
    await expect(stranger.query(HealthDocument, {})).rejects.toBeInstanceOf(Error);
    const error = await new Promise((resolve) => {
      const observer = { next: () => {}, error: resolve, complete: () => resolve(undefined) };
      stranger.subscribe(WatchChatDocument, { id: 'x' }, observer);
    });
    expect(error).toBeDefined();
  });
}

function textOf(events: readonly EventFragment[]): string {
  return events
    .map((event) => (event.__typename === 'ChatCompletionDelta' ? event.text : ''))
    .join('');
}
