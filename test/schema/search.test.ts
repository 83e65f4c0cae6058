import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SearchDocument, type SearchQueryVariables } from '../generated/graphql.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { answer, execute } from './clients.ts';

const keys = ['--api-key', 'alice:key-of-alice,bob:key-of-bob', '--admin-keys', 'alice'];
const alice = { authorization: 'Bearer key-of-alice' };
const bob = { authorization: 'Bearer key-of-bob' };

interface Asked {
  readonly id: string;
  readonly requestId: string;
}

let gateway: TestGateway;
let ofAlice: Asked;
let ofBob: Asked;
let failed: Asked;
let text: Asked;

beforeAll(async () => {
  gateway = await startTestGateway({ args: keys });
  ofAlice = await ask('/v1/chat/completions', alice, { user: 'x' }, 'openai-python/1.2');
  ofBob = await ask('/v1/responses', bob, { input: 'Hi', model: 'gpt-6.2-sol' }, 'curl/8');
  gateway.standIn.behave(() => ({ kind: 'failed', code: 'insufficient_quota', message: 'No.' }));
  failed = await ask('/v1/chat/completions', bob, {}, 'openai-python/1.3');
  gateway.standIn.behave(undefined);
  text = await ask('/v1/completions', alice, { prompt: 'Hi' }, 'curl/8');
});
afterAll(async () => {
  await gateway.close();
});

async function ask(
  path: string,
  headers: Record<string, string>,
  body: object,
  program: string,
): Promise<Asked> {
  const response = await fetch(gateway.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': program, ...headers },
    body: JSON.stringify({
      model: 'gpt-5.5',
      ...(path === '/v1/chat/completions' && { messages: [{ role: 'user', content: 'Hi' }] }),
      ...body,
    }),
  });
  const answered: { readonly id?: string } = await response.json();
  const requestId = response.headers.get('x-request-id') ?? '';
  return { id: answered.id ?? (await gateway.core.completions())[0]?.id ?? '', requestId };
}

interface Found {
  readonly live: readonly string[];
  readonly past: readonly string[];
}

async function find(variables: SearchQueryVariables, headers = alice): Promise<Found> {
  const { completions, completionRecords } = await execute(
    gateway.url,
    SearchDocument,
    variables,
    headers,
  );
  for (const { totalCount, edges } of [completions, completionRecords]) {
    expect(totalCount).toBe(edges.length);
  }
  return {
    live: completions.edges.map(({ node }) => node.completionId),
    past: completionRecords.edges.map(({ node }) => node.completionId),
  };
}

const both = (...completions: readonly Asked[]): Found => {
  const ids = completions.map(({ id }) => id.replace(/^cmpl/, 'chatcmpl'));
  return { live: ids, past: ids };
};

describe('a search finds rows of the present and of the past', () => {
  it('by every ID that a client has', async () => {
    for (const asked of [ofAlice, ofBob, failed, text]) {
      const { id, requestId } = asked;
      for (const search of [id, requestId, ` ${id}\n`, `record-${id}`, `turn-${id}`]) {
        expect([search, await find({ search })]).toEqual([search, both(asked)]);
      }
      expect(await find({ search: requestId.slice(4, 20).toUpperCase() })).toEqual(both(asked));
    }
  });

  it('by model, key, program, surface, status, effort and error code', async () => {
    expect(await find({ search: '6.2-SOL' })).toEqual(both(ofBob));
    expect(await find({ search: 'BOB' })).toEqual(both(failed, ofBob));
    expect(await find({ search: 'openai-py' })).toEqual(both(failed, ofAlice));
    expect(await find({ search: 'responses' })).toEqual(both(ofBob));
    expect(await find({ search: 'failed' })).toEqual(both(failed));
    expect(await find({ search: 'INSUFFICIENT_quota' })).toEqual(both(failed));
    expect(await find({ search: 'medium' })).toEqual(both(text, failed, ofAlice));
    expect(await find({ search: 'no such text' })).toEqual(both());
    expect(await find({ search: '' })).toEqual(both(text, failed, ofBob, ofAlice));
  });

  it('but nothing by a text that only looks like an ID or a pattern, or that no row can have', async () => {
    const prefixes = ['record-', 'turn-', 'record-curl', 'turn-curl', 'turn-turn-'];
    const patterns = ['%', 'cur_', '\\', '\\%'];
    const impossible = ['\0', 'curl\0', '\0curl', '\ud83d', 'curl\ud83d', '\ufffd'];
    for (const search of [...prefixes, ...patterns, ...impossible]) {
      expect([search, await find({ search })]).toEqual([search, both()]);
    }
  });

  it("only among a key's own, unless it is an admin's", async () => {
    expect(await find({ search: ofAlice.requestId }, bob)).toEqual(both());
    expect(await find({ search: ofAlice.id }, bob)).toEqual(both());
    expect(await find({ search: 'gpt-5.5' }, bob)).toEqual(both(failed));
  });

  it('by program and error code in a filter', async () => {
    expect((await find({ live: { program: 'curl' } })).live).toEqual(both(text, ofBob).live);
    const { live } = await find({ live: { errorCode: 'INSUFFICIENT_QUOTA' } });
    expect(live).toEqual(both(failed).live);
    expect((await find({ live: { program: 'curl/8' } })).live).toEqual([]);
  });

  it('of a time', async () => {
    const completion = await gateway.core.completion(ofBob.id);
    const from = completion?.endedAt?.toISOString() ?? '';
    const { past } = await find({ from });
    expect(past).toEqual(both(text, failed, ofBob).past);
    expect((await find({ to: from })).past).toEqual(both(ofAlice).past);
  });
});

it('the longest come first, page by page', async () => {
  const seen: { live: [string, number][]; past: [string, number][] } = { live: [], past: [] };
  let cursors: Partial<SearchQueryVariables> = {};
  for (let page = 0; page < 4; page += 1) {
    const variables = { orderBy: 'LONGEST' as const, first: 1, ...cursors };
    const found = await execute(gateway.url, SearchDocument, variables, alice);
    const { completions, completionRecords } = found;
    for (const { node } of completions.edges) seen.live.push([node.completionId, node.durationMs]);
    for (const { node } of completionRecords.edges) {
      seen.past.push([node.completionId, node.durationMs]);
    }
    cursors = {
      afterLive: completions.pageInfo.endCursor,
      afterPast: completionRecords.pageInfo.endCursor,
    };
  }
  for (const list of [seen.live, seen.past]) {
    expect(new Set(list.map(([id]) => id)).size).toBe(4);
    const durations = list.map(([, ms]) => ms);
    expect(durations).toEqual(durations.toSorted((one, other) => other - one));
  }
});

it('a running completion keeps its place among the longest while its duration grows', async () => {
  gateway.standIn.behave(() => ({ kind: 'stall' }));
  const leaving = new AbortController();
  const left = fetch(`${gateway.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...alice },
    body: JSON.stringify({ model: 'gpt-5.5', messages: [{ role: 'user', content: 'Hi' }] }),
    signal: leaving.signal,
  }).catch(() => undefined);
  await gateway.standIn.waitFor(({ active }) => active === 1, AbortSignal.timeout(60_000));
  const ids: string[] = [];
  let afterLive: string | null = null;
  for (let page = 0; page < 5; page += 1) {
    const variables: SearchQueryVariables = { orderBy: 'LONGEST', first: 1, afterLive };
    const { completions } = await execute(gateway.url, SearchDocument, variables, alice);
    ids.push(...completions.edges.map(({ node }) => node.completionId));
    afterLive = completions.pageInfo.endCursor ?? null;
  }
  expect(new Set(ids).size).toBe(5);
  leaving.abort();
  await left;
  gateway.standIn.behave(undefined);
});

it.each([
  [
    'completions(search: "LONG") { totalCount }',
    /^completions: search has at most 200 characters\.$/,
  ],
  [
    'completionRecords(search: "LONG") { totalCount }',
    /^completionRecords: search has at most 200 characters\.$/,
  ],
  [
    'completionRecords(from: "2026-01-02T00:00:00Z", to: "2026-01-01T00:00:00Z") { totalCount }',
    /^completionRecords: from must be before to\.$/,
  ],
  [
    'completionRecords(orderBy: LONGEST, after: "12") { totalCount }',
    /^completionRecords: .*Invalid cursor \(12\)\.$/,
  ],
  [
    'completions(orderBy: LONGEST, after: "MTI6cmVzcF8x") { totalCount }',
    /^completions: .*'MTI6cmVzcF8x' is no cursor of this list\.$/,
  ],
  // A list without rows refuses as any other.
  ...['NEWEST', 'LONGEST'].flatMap((order) =>
    ['first: 1, after', 'last: 1, before'].map((position): [string, RegExp] => [
      `completions(search: "no row", orderBy: ${order}, ${position}: "nonsense") { totalCount }`,
      /^completions: .*'nonsense' is no cursor of this list\.$/,
    ]),
  ),
])('refuses %s', async (field, message) => {
  const query = `{ ${field.replace('LONG"', `${'x'.repeat(201)}"`)} }`;
  expect((await answer(gateway.url, query, alice)).errors).toEqual([
    expect.objectContaining({
      message: expect.stringMatching(message),
      extensions: { code: 'BAD_USER_INPUT' },
    }),
  ]);
});
