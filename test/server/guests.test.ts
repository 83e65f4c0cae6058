import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  AccountDocument,
  BoardDocument,
  CancelChatDocument,
  ChatDocument,
  CompletionRecordDocument,
  CompletionRecordsDocument,
  ReadChatDocument,
  StartChatDocument,
  StreamChatDocument,
  SubmitOutputsDocument,
  UsageDocument,
  WatchChatDocument,
} from '../generated/graphql.ts';
import { answer, allEvents, execute, subscribeOverSse, type Answer } from '../schema/clients.ts';
import { ask } from '../schema/ask.ts';
import { openRawSocket, type RawSocket } from '../schema/raw-socket.ts';
import { threadOf } from '../reuse/chat.ts';
import { lastAsked } from '../support/last-asked.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { chatBody, chatOperation, post, send } from './surfaces.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({
    login: 'present',
    args: ['--cors-origin', 'https://app.example'],
  });
});
afterAll(async () => {
  await gateway.close();
});

const guest = { origin: 'http://localhost:5173' };
const otherGuest = { origin: 'http://127.0.0.1:5173' };
const named = { origin: 'https://app.example' };
const notice =
  'Pages of http://localhost:5173 see and cancel only what they started. Name the origin in --cors-origin to see everything.';

const withId = z.object({ id: z.string() });

/** A whole chat over REST. */
async function chat(headers: Record<string, string>, more: object = {}): Promise<string> {
  const { body } = await post(`${gateway.url}/v1/chat/completions`, headers, {
    ...chatBody,
    ...more,
  });
  return withId.parse(JSON.parse(body)).id;
}

/** Opens a WebSocket of a page, which has been acknowledged. */
async function openSocket(headers: Record<string, string>): Promise<RawSocket> {
  const socket = await openRawSocket(gateway.url, { headers });
  socket.send({ type: 'connection_init' });
  await socket.next();
  return socket;
}

const messageOf = z.object({
  payload: z.object({ extensions: z.object({ guest: z.string() }).optional() }).optional(),
});

describe('a page of another loopback origin, without an API key,', () => {
  it('may chat on every API, as itself', async () => {
    const { url } = gateway;
    const { core } = gateway;
    const before = (await core.completions()).length;
    await chat(guest);
    await post(`${url}/v1/chat/completions`, guest, { ...chatBody, stream: true });
    await post(`${url}/v1/completions`, guest, { model: 'gpt-5.5', prompt: 'Hi' });
    await execute(url, ChatDocument, { input: ask('Hi') }, guest);
    await allEvents(subscribeOverSse(url, StreamChatDocument, { input: ask('Hi') }, guest));
    const socket = await openSocket(guest);
    socket.send({ type: 'subscribe', id: '1', payload: chatOperation('subscription') });
    for (let type = ''; type !== 'complete'; type = (await socket.next()).type);
    socket.socket.close();

    const completions = await core.completions();
    const clients = completions.map(({ caller, status }) => ({ caller, status }));
    expect(clients).toHaveLength(before + 6);
    for (const { caller, status } of clients.slice(0, 6)) {
      expect(status).toBe('completed');
      expect(caller).toMatchObject({
        id: 'origin:http://localhost:5173',
        name: 'origin:http://localhost:5173',
        seesAll: false,
        mayAdminister: false,
      });
    }
  });

  it('sees and cancels what it started, and nothing else', async () => {
    const { url } = gateway;
    const ids = { own: await chat(guest), others: [await chat({}), await chat(otherGuest)] };
    const seen = async (headers: Record<string, string>): Promise<string[]> => {
      const { completions } = await execute(url, BoardDocument, { first: 50 }, headers);
      return (completions?.edges ?? []).map((edge) => edge?.node?.id ?? '');
    };
    expect(await seen(guest)).toContain(ids.own);
    for (const id of ids.others) {
      expect(await seen(guest)).not.toContain(id);
      expect(await execute(url, ReadChatDocument, { id }, guest)).toEqual({ chatCompletion: null });
      const record = await execute(url, CompletionRecordDocument, { id }, guest);
      expect(record).toEqual({ completionRecord: null });
      const notFound = {
        __typename: 'CompletionNotFoundError',
        message: `No running or recent completion has the id '${id}'. ${notice}`,
      };
      expect(await execute(url, CancelChatDocument, { id }, guest)).toMatchObject({
        cancelChatCompletion: notFound,
      });
      expect(
        await execute(
          url,
          SubmitOutputsDocument,
          { input: { completionId: id, outputs: [] } },
          guest,
        ),
      ).toMatchObject({ submitToolOutputs: notFound });
      expect(
        await allEvents(subscribeOverSse(url, WatchChatDocument, { id }, guest)),
      ).toMatchObject([{ __typename: 'ChatCompletionUnavailable', error: notFound }]);
    }
    for (const owner of [{}, named, gateway.admin]) {
      expect(await seen(owner)).toEqual(expect.arrayContaining([ids.own, ...ids.others]));
    }
    const { chatCompletion } = await execute(url, ReadChatDocument, { id: ids.own }, guest);
    expect(chatCompletion).toMatchObject({ id: ids.own, status: 'COMPLETED' });
  });

  it('stops its own chat, and the owner stops it too', async () => {
    gateway.standIn.behave(() => ({ kind: 'stall', afterTokens: 1, text: 'One.' }));
    for (const headers of [guest, {}]) {
      const input = ask('Wait');
      const { startChatCompletion: started } = await execute(
        gateway.url,
        StartChatDocument,
        { input },
        guest,
      );
      const { id } = withId.parse(started);
      expect(await execute(gateway.url, CancelChatDocument, { id }, otherGuest)).toMatchObject({
        cancelChatCompletion: { __typename: 'CompletionNotFoundError' },
      });
      expect(await execute(gateway.url, CancelChatDocument, { id }, headers)).toMatchObject({
        cancelChatCompletion: { id, status: 'CANCELLED' },
      });
    }
    gateway.standIn.behave(undefined);
  });

  it('sees only its own activity', async () => {
    const socket = await openSocket(guest);
    const query =
      'subscription { activity { ... on ChatCompletionActivity { completion { id } } } }';
    socket.send({ type: 'subscribe', id: '1', payload: { query } });
    // Answers come in order: it is subscribed by then.
    socket.send({ type: 'subscribe', id: '2', payload: { query: '{ version }' } });
    for (let id: string | undefined; id !== '2'; id = (await socket.next()).id);
    const other = await chat({});
    const own = await chat(guest);
    const heard: string[] = [];
    while (!heard.join('').includes(own)) heard.push(JSON.stringify(await socket.next()));
    expect(heard.join('')).not.toContain(other);
    socket.socket.close();
  });

  it('has its own totals and records, which outlive the run', async () => {
    const { url } = gateway;
    const { usage } = await execute(url, UsageDocument, { groupBy: ['KEY'] }, guest);
    expect(new Set(usage.buckets.map(({ keyName }) => keyName))).toEqual(
      new Set(['origin:http://localhost:5173']),
    );
    const { completionRecords } = await execute(url, CompletionRecordsDocument, {}, guest);
    const names = completionRecords?.edges?.map((edge) => edge?.node?.client.keyName);
    expect(new Set(names)).toEqual(new Set(['origin:http://localhost:5173']));
  });

  it('keeps its stored completions to itself, and finds nobody else’s', async () => {
    const own = await chat(guest, { store: true });
    const other = await chat({}, { store: true });
    const stored = `${gateway.url}/v1/chat/completions`;
    const list = await send(stored, guest);
    expect(list.body).toContain(own);
    expect(list.body).not.toContain(other);
    expect((await send(stored)).body).not.toContain(own);
    const calls = [
      await send(`${stored}/${other}`, guest),
      await send(`${stored}/${other}/messages`, guest),
      await send(`${stored}/${other}`, guest, 'DELETE'),
      await post(`${stored}/${other}`, guest, { metadata: {} }),
    ];
    for (const { status, body } of calls) {
      expect(status).toBe(404);
      expect(JSON.parse(body)).toMatchObject({
        error: {
          message: `Chat completion with id '${other}' not found. ${notice}`,
          code: 'completion_not_found',
        },
      });
    }
    expect((await send(`${stored}/${other}`)).status).toBe(200);
  });

  it('does not see whose login it is', async () => {
    const emailFor = async (headers: Record<string, string>): Promise<unknown> =>
      (await execute(gateway.url, AccountDocument, {}, headers)).account.email;
    expect(await emailFor(guest)).toBeNull();
    expect(await emailFor({})).toBe('ada@example.com');
    expect(await emailFor(named)).toBe('ada@example.com');
    expect(await emailFor({ ...guest, ...gateway.admin })).toBe('ada@example.com');
  });

  it('learns why it sees so little, in headers and in results', async () => {
    for (const path of ['/v1/models', '/v1/chat/completions', '/graphql?query={version}']) {
      const { headers } = await send(gateway.url + path, guest);
      expect(headers['x-codex-serve-guest']).toBe(notice);
    }
    const query = '{ completions { totalCount } }';
    expect(await answer(gateway.url, query, guest)).toMatchObject({
      extensions: { guest: notice },
    });
    for (const owner of [{}, named, { ...guest, ...gateway.admin }]) {
      expect(await answer(gateway.url, query, owner)).not.toHaveProperty('extensions');
      const { headers } = await send(`${gateway.url}/v1/models`, owner);
      expect(headers['x-codex-serve-guest']).toBeUndefined();
    }
  });

  it('gets that notice once on each subscription, over either transport', async () => {
    const id = await chat(guest);
    const answers: Answer<unknown>[] = [];
    for await (const each of subscribeOverSse(gateway.url, WatchChatDocument, { id }, guest)) {
      answers.push(each);
    }
    expect(answers.length).toBeGreaterThan(1);
    expect(answers.filter((each) => 'extensions' in each)).toEqual([answers[0]]);
    expect(answers[0]).toMatchObject({ extensions: { guest: notice } });

    const socket = await openSocket(guest);
    socket.send({ type: 'subscribe', id: '1', payload: chatOperation('subscription') });
    const notices: unknown[] = [];
    for (let type = 'next'; type === 'next';) {
      const message = await socket.next();
      ({ type } = message);
      if (type === 'next') notices.push(messageOf.parse(message).payload?.extensions?.guest);
    }
    expect(notices.length).toBeGreaterThan(1);
    expect(notices.filter((each) => each !== undefined)).toEqual([notice]);
    expect(notices[0]).toBe(notice);
    socket.socket.close();
  });

  it('does not continue the turn of another client', async () => {
    gateway.standIn.behave(() => ({ kind: 'text', text: 'Blue.' }));
    const question = { role: 'user', content: 'What is your favorite color?' };
    const said = { messages: [question] };
    const next = {
      messages: [
        question,
        { role: 'assistant', content: 'Blue.' },
        { role: 'user', content: 'Why?' },
      ],
    };
    const threadFor = async (
      headers: Record<string, string>,
      messages: object,
    ): Promise<unknown> => {
      await chat(headers, messages);
      const asked = lastAsked(gateway.standIn);
      return asked && threadOf(asked);
    };
    const thread = await threadFor({}, said);
    expect(await threadFor(guest, next)).not.toBe(thread);
    expect(await threadFor({}, next)).toBe(thread);
    gateway.standIn.behave(undefined);
  });
});

describe('without an API key, a page is its owner’s', () => {
  const isGuest = async (host: string, origin: string): Promise<boolean> => {
    const { port } = new URL(gateway.url);
    const headers = { host: host.replace('PORT', port), origin: origin.replace('PORT', port) };
    const { status, headers: answered } = await send(`${gateway.url}/v1/models`, headers);
    expect(status).toBe(200);
    return answered['x-codex-serve-guest'] !== undefined;
  };

  it.each([
    ['127.0.0.1:PORT', 'http://127.0.0.1:PORT'],
    ['localhost:PORT', 'http://localhost:PORT'],
    ['LOCALHOST:PORT', 'http://localhost:PORT'],
    ['[::1]:PORT', 'http://[::1]:PORT'],
    ['gateway.localhost:PORT', 'http://gateway.localhost:PORT'],
    ['localhost', 'http://localhost'],
    ['localhost:80', 'http://localhost'],
    // A container's port that is published under another number.
    ['localhost:9000', 'http://localhost:9000'],
    ['127.0.0.1:PORT', 'https://app.example'],
  ])('at %s: %s', async (host, origin) => {
    expect(await isGuest(host, origin)).toBe(false);
  });

  it.each([
    ['127.0.0.1:PORT', 'http://localhost:PORT'],
    ['localhost:PORT', 'http://127.0.0.1:PORT'],
    ['localhost:PORT', 'http://[::1]:PORT'],
    ['localhost:PORT', 'http://app.localhost:PORT'],
    ['localhost:PORT', 'http://localhost'],
    ['localhost', 'http://localhost:PORT'],
    ['localhost:PORT', 'https://localhost:PORT'],
    ['localhost', 'https://localhost'],
    ['127.0.0.1:PORT', 'http://localhost:5173'],
    ['127.0.0.1:PORT', 'https://127.0.0.1'],
  ])('at %s, and a guest: %s', async (host, origin) => {
    expect(await isGuest(host, origin)).toBe(true);
  });
});
