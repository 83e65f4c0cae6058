import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  AccountDocument,
  CancelChatDocument,
  CancelLoginDocument,
  LogoutDocument,
  ReadChatDocument,
  StartLoginDocument,
  StreamChatDocument,
  WatchAccountDocument,
  WatchChatDocument,
} from '../generated/graphql.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { ask } from './ask.ts';
import { allEvents, eventsOf, execute, subscribeOverSse, transports } from './clients.ts';

const alice = { authorization: 'Bearer key-of-alice' };
const bob = { authorization: 'Bearer key-of-bob' };
const admin = { authorization: 'Bearer key-of-admin' };

const keys = 'alice:key-of-alice,bob:key-of-bob,boss:key-of-admin';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ args: ['--api-key', keys, '--admin-keys', 'boss'] });
});
afterAll(async () => {
  await gateway.close();
});

describe.each(transports)('a completion of another key, over %s', (_name, subscribe) => {
  it('is not there, but for its own key and an admin', async () => {
    gateway.standIn.behave(() => ({ kind: 'stall', afterTokens: 1, text: 'A secret.' }));
    const { url } = gateway;
    const started = eventsOf(subscribe(url, StreamChatDocument, { input: ask('Tell me') }, alice));
    const id = (await started.next()).value?.completionId ?? '';
    await started.next();

    expect(await execute(url, ReadChatDocument, { id }, bob)).toEqual({ chatCompletion: null });
    expect(await allEvents(subscribe(url, WatchChatDocument, { id }, bob))).toMatchObject([
      {
        __typename: 'ChatCompletionUnavailable',
        error: { __typename: 'CompletionNotFoundError' },
      },
    ]);
    expect(await execute(url, CancelChatDocument, { id }, bob)).toMatchObject({
      cancelChatCompletion: { __typename: 'CompletionNotFoundError' },
    });

    for (const headers of [alice, admin]) {
      const { chatCompletion } = await execute(url, ReadChatDocument, { id }, headers);
      expect(chatCompletion).toMatchObject({ id, status: 'RUNNING', text: 'A' });
    }
    expect(await execute(url, CancelChatDocument, { id }, admin)).toMatchObject({
      cancelChatCompletion: { id, status: 'CANCELLED' },
    });
    const watched = await allEvents(subscribe(url, WatchChatDocument, { id }, alice));
    expect(watched.at(-1)).toMatchObject({ __typename: 'ChatCompletionFailed' });
  });
});

describe('the login of the machine', () => {
  it.each([
    [
      'startLogin',
      async () => (await execute(gateway.url, StartLoginDocument, {}, bob)).startLogin,
    ],
    ['logout', async () => (await execute(gateway.url, LogoutDocument, {}, bob)).logout],
    [
      'cancelLogin',
      async () => (await execute(gateway.url, CancelLoginDocument, { id: 'x' }, bob)).cancelLogin,
    ],
  ])('is not a key of many to change: %s', async (_name, change) => {
    expect(await change()).toEqual({
      __typename: 'NotPermittedError',
      code: 'NOT_PERMITTED',
      message:
        'Logging Codex in or out needs the admin token, which `codex-serve admin-token` prints, or an API key that --admin-keys names.',
    });
  });

  it('shows a key of many the plan, but neither whose it is nor the code of a pending login', async () => {
    const shared = await startTestGateway({
      login: 'present',
      args: ['--api-key', keys, '--admin-keys', 'boss'],
    });
    const { startLogin: login } = await execute(shared.url, StartLoginDocument, {}, admin);
    const seenBy = async (headers: Record<string, string>): Promise<unknown> =>
      (await execute(shared.url, AccountDocument, {}, headers)).account;

    expect(login.__typename).toBe('Login');
    expect(await seenBy(admin)).toMatchObject({
      plan: 'plus',
      email: expect.stringContaining('@'),
      pendingLogin: { id: expect.any(String) },
    });
    expect(await seenBy(bob)).toMatchObject({ plan: 'plus', email: null, pendingLogin: null });
    const events = subscribeOverSse(shared.url, WatchAccountDocument, {}, bob);
    expect((await events.next()).value).toMatchObject({
      data: { account: { account: { email: null, pendingLogin: null } } },
    });
    await events.return?.();
    await shared.close();
  });
});

it('hides nothing from a single key', async () => {
  const locked = await startTestGateway({ args: ['--api-key', 'alice:key-of-alice'] });
  const body = { model: 'gpt-5.5', messages: [{ role: 'user', content: 'Hi' }] };
  const response = await fetch(`${locked.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...alice },
    body: JSON.stringify(body),
  });
  const { id }: { readonly id: string } = await response.json();
  expect((await locked.core.completion(id))?.caller).toMatchObject({
    name: 'alice',
    seesAll: true,
  });
  await locked.close();
});
