import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startStandIn, type StandIn } from '../../../src/standin/index.ts';
import {
  openTransport,
  providerAt,
  TestChat,
  textOf,
  userSays,
  credentialsWith,
} from './conversation.ts';

let standIn: StandIn;

beforeAll(async () => {
  standIn = await startStandIn({ record: true });
});
afterEach(() => standIn.reset());
afterAll(async () => await standIn.close());

test('a follow-up sends only what is new, on the connection of its conversation', async () => {
  const transport = openTransport();
  const provider = providerAt(standIn.baseUrl);
  await transport.prepare(provider, credentialsWith('one'));
  const chat = new TestChat(transport, provider);
  const first = await chat.say('What is a monad?');
  const second = await chat.say('And a functor?');
  await transport.close();
  expect(textOf(first).length).toBeGreaterThan(10);
  expect(textOf(second).length).toBeGreaterThan(10);
  const [one, two] = standIn.requests;
  expect(one?.transport).toBe('websocket');
  expect(one?.body).toEqual({
    type: 'response.create',
    model: 'gpt-5.5',
    store: false,
    prompt_cache_key: '019aa000-0000-7000-8000-000000000001',
    stream: true,
    input: [userSays('What is a monad?')],
  });
  expect(two?.body).toEqual({
    type: 'response.create',
    model: 'gpt-5.5',
    store: false,
    prompt_cache_key: '019aa000-0000-7000-8000-000000000001',
    stream: true,
    previous_response_id: expect.stringMatching(/^resp_/),
    input: [userSays('And a functor?')],
  });
  expect(two?.headers).toBe(one?.headers);
});

test('30 turns of a chat send less than 20 kB', async () => {
  const transport = openTransport();
  const provider = providerAt(standIn.baseUrl);
  await transport.prepare(provider, credentialsWith('one'));
  const chat = new TestChat(transport, provider);
  for (let turn = 0; turn < 30; turn += 1)
    await chat.say(`Question ${turn}: ${'why '.repeat(60)}?`);
  await transport.close();
  const sent = standIn.requests.map(({ body }) => JSON.stringify(body).length);
  expect(sent).toHaveLength(30);
  expect(sent.reduce((sum, each) => sum + each)).toBeLessThan(20_000);
});
