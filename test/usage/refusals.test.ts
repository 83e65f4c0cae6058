import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import {
  FaultsDocument,
  StreamChatDocument,
  UsageDocument,
  WatchChatDocument,
} from '../generated/graphql.ts';
import { allEvents, execute, transports } from '../schema/clients.ts';
import { openRawSocket } from '../schema/raw-socket.ts';
import { byEngine } from '../support/engine-differences.ts';
import {
  alice,
  bob,
  createFaultyClients,
  failing,
  headersOf,
  hello,
  keyArgs,
  type FaultyClients,
  type Outcome,
} from '../support/faulty-clients.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';

let gateway: TestGateway;
let clients: FaultyClients;

beforeAll(async () => {
  gateway = await startTestGateway({ args: keyArgs });
  clients = createFaultyClients(gateway);
});
afterAll(async () => {
  await gateway.close();
});

/** A GraphQL WebSocket with that key; closed with 4401 where it is wrong. */
async function socketWithKey(key: string): Promise<Outcome> {
  const socket = await openRawSocket(gateway.url);
  socket.send({ type: 'connection_init', payload: { authorization: `Bearer ${key}` } });
  return (await socket.closed).code === 4401 ? 'invalid_api_key' : 'ok';
}

/** A custom provider may have a model of any name: three ways are answered by the direct engine. */
const expected = byEngine('models', {
  'app-server': { ok: 200, refused: 100, completions: 210 },
  direct: { ok: 230, refused: 70, completions: 240 },
});
const unknownModels = byEngine('models', {
  'app-server': [
    'MODEL_NOT_FOUND bob editor CHAT_COMPLETIONS 10',
    'MODEL_NOT_FOUND bob editor GRAPHQL 10',
    'MODEL_NOT_FOUND bob editor RESPONSES 10',
  ],
  direct: [],
});

async function faults(headers: Record<string, string> = alice) {
  return await execute(gateway.url, FaultsDocument, {}, headers);
}

/** How often each reason was counted, as a refusal or as the error of a completion. */
function reasonsOf({
  errors,
  refusals,
}: Awaited<ReturnType<typeof faults>>): Record<string, number> {
  const counts: Record<string, number> = {};
  const add = (reason: string, count: number): void => {
    const name = reason.toLowerCase();
    counts[name] = (counts[name] ?? 0) + count;
  };
  for (const { reason, count } of refusals) add(reason, count);
  for (const { code, completions } of errors) add(code, completions);
  return counts;
}

describe('300 requests of which a third is refused or fails in ten ways', () => {
  let told: Readonly<Record<Outcome, number>>;

  beforeAll(async () => {
    told = await clients.send300();
  });

  it('are counted as their clients count them, reason by reason', async () => {
    const { ok, ...refused } = told;
    expect(Object.values(refused).reduce((sum, count) => sum + count, 0)).toBe(expected.refused);
    expect(reasonsOf(await faults())).toEqual(refused);
    const { usage } = await execute(gateway.url, UsageDocument, {}, alice);
    expect(ok).toBe(expected.ok);
    expect(usage.totals).toMatchObject({ completions: expected.completions, failed: 10 });
  });

  it('are counted by key, program and API', async () => {
    const { refusals, errors } = await faults();
    expect(
      refusals.map(({ reason, keyName, program, surface, count }) =>
        [reason, keyName, program, surface, count].join(' '),
      ),
    ).toEqual(
      expect.arrayContaining([
        'INVALID_API_KEY  thief CHAT_COMPLETIONS 10',
        ...unknownModels,
        'ROUTE_NOT_FOUND bob editor  10',
        'METHOD_NOT_ALLOWED bob editor CHAT_COMPLETIONS 10',
      ]),
    );
    const wrongKey = refusals.find(({ reason }) => reason === 'INVALID_API_KEY');
    expect(wrongKey?.remedy).toBe(
      'Send the key that the gateway was started with, as `authorization: Bearer KEY`, `x-api-key` or `api-key`.',
    );
    expect(errors).toEqual([
      {
        code: 'INSUFFICIENT_QUOTA',
        completions: 10,
        newest: { completionId: expect.any(String), errorCode: 'INSUFFICIENT_QUOTA' },
        remedy:
          'Wait until the quota resets: in `retry-after` seconds, where that is known. Or raise it.',
      },
    ]);
  });

  it('are shown to a key that is no admin as far as they are its own', async () => {
    const before = await faults();
    const ofBob = await faults(bob);
    expect(ofBob.refusals).toEqual(before.refusals.filter(({ keyName }) => keyName === 'bob'));
    expect(ofBob.errors.map(({ completions }) => completions)).toEqual([10]);
  });
});

describe('a refusal is counted once', () => {
  async function added(act: () => Promise<unknown>): Promise<Record<string, number>> {
    const before = reasonsOf(await faults());
    await act();
    const after = Object.entries(reasonsOf(await faults()));
    const more = after.map(([reason, count]) => [reason, count - (before[reason] ?? 0)] as const);
    return Object.fromEntries(more.filter(([, count]) => count > 0));
  }

  it.each([
    ['a document that does not parse', 'query {', 'invalid_request'],
    ['a field that does not exist', '{ nothing }', 'invalid_request'],
    [
      'a range that is empty',
      '{ errors(from: "2026-01-02T00:00:00Z", to: "2026-01-01T00:00:00Z") { code } }',
      'invalid_request',
    ],
  ])('over GraphQL: %s', async (_what, query, reason) => {
    expect(await added(async () => await clients.graphql(query))).toEqual({ [reason]: 1 });
  });

  it.each(transports)(
    'over GraphQL: a completion to watch that is not there, %s',
    async (_transport, subscribe) => {
      const id = 'chatcmpl-none';
      const watch = async (): Promise<unknown> =>
        await allEvents(subscribe(gateway.url, WatchChatDocument, { id }, bob));
      expect(await added(watch)).toEqual({ completion_not_found: 1 });
    },
  );

  it.each(transports)(
    'over GraphQL: a completion to stream that cannot start, %s',
    async (_transport, subscribe) => {
      const input = {
        model: 'no-model',
        messages: [{ role: 'USER' as const, content: [{ text: 'Hi.' }] }],
      };
      const stream = async (): Promise<unknown> =>
        await allEvents(subscribe(gateway.url, StreamChatDocument, { input }, bob));
      expect(await added(stream)).toEqual(
        byEngine<Record<string, number>>('models', {
          'app-server': { model_not_found: 1 },
          direct: {},
        }),
      );
    },
  );

  it('over GraphQL: a body of another type, and one that is no JSON', async () => {
    expect(await added(async () => await clients.graphql('{ __typename }', 'text/plain'))).toEqual({
      unsupported_media_type: 1,
    });
    const noJson = async (): Promise<unknown> =>
      await fetch(new URL('/graphql', gateway.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...bob },
        body: '{',
      });
    expect(await added(noJson)).toEqual({ invalid_request: 1 });
  });

  it('of a page of an origin that may not call, over HTTP and at the upgrade', async () => {
    const headers = { ...bob, origin: 'https://elsewhere.example' };
    for (const path of ['/v1/chat/completions', '/v1/messages', '/graphql']) {
      const call = async (): Promise<unknown> =>
        await fetch(new URL(path, gateway.url), { method: 'POST', headers });
      expect(await added(call)).toEqual({ origin_not_allowed: 1 });
    }
    const upgrade = async (): Promise<void> => {
      const url = new URL('/v1/responses', gateway.url.replace('http', 'ws'));
      const socket = new WebSocket(url, { headers });
      await new Promise((resolve) => socket.once('error', resolve));
    };
    expect(await added(upgrade)).toEqual({ origin_not_allowed: 1 });
  });

  it('over WebSockets: a wrong key, in the protocol and at the upgrade', async () => {
    expect(await added(async () => await socketWithKey('wrong'))).toEqual({ invalid_api_key: 1 });
    const upgrade = async (): Promise<void> => {
      const socket = new WebSocket(new URL('/v1/responses', gateway.url.replace('http', 'ws')), {
        headers: headersOf('nobody'),
      });
      await new Promise((resolve) => socket.once('error', resolve));
    };
    expect(await added(upgrade)).toEqual({ invalid_api_key: 1 });
  });

  it('where a stream fails before and after its first token', async () => {
    const stream = { ...hello, stream: true, messages: [{ role: 'user', content: failing }] };
    expect(await added(async () => await clients.chat(stream))).toEqual({ insufficient_quota: 1 });
  });
});
