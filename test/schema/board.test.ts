import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BoardDocument, type BoardQuery, type BoardQueryVariables } from '../generated/graphql.ts';
import { ask as askCore } from '../support/core.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { startOverRest } from './ask.ts';
import { answer, execute } from './clients.ts';
import { completeOverRest } from './live-board.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway();
});
beforeEach(() => {
  gateway.standIn.behave(undefined);
});
afterAll(async () => {
  await gateway.close();
});

type Board = BoardQuery['completions'];

async function read(
  variables: BoardQueryVariables,
  headers: Record<string, string> = {},
  { url } = gateway,
): Promise<Board> {
  return (await execute(url, BoardDocument, variables, headers)).completions;
}

const idsOf = ({ edges }: Board): string[] => edges.map(({ node }) => node.id);

/** That many completions, one after the other; their ids, newest first. */
async function completeSome(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) ids.unshift(await completeOverRest(gateway.url));
  return ids;
}

describe('Query.completions', () => {
  it('lists the newest first, with all that a board shows of one that runs', async () => {
    const [older] = await completeSome(1);
    gateway.standIn.behave(() => ({ kind: 'stall' }));
    const before = Date.now();
    const leaving = new AbortController();
    const left = completeOverRest(gateway.url, {}, {}, leaving.signal).catch(() => undefined);
    await gateway.standIn.waitFor(({ active }) => active === 1, AbortSignal.timeout(60_000));
    const [running, ended] = (await read({ first: 2 })).edges.map(({ node }) => node);

    expect(ended?.id).toBe(older);
    expect(running).toMatchObject({
      surface: 'CHAT_COMPLETIONS',
      client: { keyName: null, program: 'node', userAgent: 'node' },
      status: 'RUNNING',
      firstTokenAt: null,
      timeToFirstTokenMs: null,
      endedAt: null,
      usage: null,
    });
    expect(running?.durationMs).toBeLessThanOrEqual(Date.now() - before);
    const times = [ended?.createdAt, ended?.firstTokenAt, ended?.endedAt];
    const [createdAt, firstTokenAt, endedAt] = times.map((at) => Date.parse(at ?? ''));
    expect(ended).toMatchObject({
      status: 'COMPLETED',
      timeToFirstTokenMs: (firstTokenAt ?? 0) - (createdAt ?? 0),
      durationMs: (endedAt ?? 0) - (createdAt ?? 0),
    });
    leaving.abort();
    await left;
  });

  it('pages from both ends while completions come', async () => {
    const ids = await completeSome(7);
    const first = await read({ first: 3 });
    expect(idsOf(first)).toEqual(ids.slice(0, 3));
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });

    const come = await completeSome(2);
    const second = await read({ first: 3, after: first.pageInfo.endCursor ?? '' });
    expect(idsOf(second)).toEqual(ids.slice(3, 6));
    expect(second.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
    expect(second.totalCount).toBe(first.totalCount + 2);

    const back = await read({ last: 2, before: second.pageInfo.startCursor ?? '' });
    expect(idsOf(back)).toEqual(ids.slice(1, 3));
    expect(back.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });

    const newer = await read({ before: first.pageInfo.startCursor ?? '' });
    expect(idsOf(newer)).toEqual(come);
    expect(newer.pageInfo).toMatchObject({ hasPreviousPage: false });

    const between = await read({
      after: first.edges[0]?.cursor ?? '',
      before: second.edges[0]?.cursor ?? '',
    });
    expect(idsOf(between)).toEqual(ids.slice(1, 3));
    const oldest = await read({ last: 1 });
    expect(oldest.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });

  it('continues after a completion that is no longer kept', async () => {
    const other = await startTestGateway();
    const [older] = await completeSome(1);
    await completeOverRest(other.url);
    const [newer] = await completeSome(1);
    const { endCursor } = (await read({ first: 1 }, {}, other)).pageInfo;

    expect(idsOf(await read({ first: 1, after: endCursor })).at(0)).toBe(older);
    expect(idsOf(await read({ before: endCursor }))).toEqual([newer]);
    await other.close();
  });

  it('has twenty on a page, and a hundred at most', async () => {
    const other = await startTestGateway();
    // Of a client that has gone already: nothing is asked of the service.
    for (let count = 0; count < 125; count += 1) {
      await other.core.run(askCore('Hi'), AbortSignal.abort());
    }
    expect(await read({ first: 0 }, {}, other)).toMatchObject({ totalCount: 125, edges: [] });
    expect((await read({}, {}, other)).edges).toHaveLength(20);
    const page = await read({ first: 1000 }, {}, other);
    expect(page.edges).toHaveLength(100);
    const rest = await read({ first: 1000, after: page.pageInfo.endCursor ?? '' }, {}, other);
    expect(new Set([...idsOf(page), ...idsOf(rest)]).size).toBe(125);
    await other.close();
  });

  it('lists those that are filtered for, and counts them', async () => {
    const ended = await completeOverRest(gateway.url, { model: 'gpt-6.2-sol' });
    gateway.standIn.behave(() => ({ kind: 'stall', afterTokens: 1, text: 'One two.' }));
    const { id, leave } = await startOverRest(gateway.url, 'Hi');

    expect(idsOf(await read({ filter: { status: ['RUNNING'] } }))).toEqual([id]);
    expect(await read({ filter: { model: 'gpt-6.2-sol' } })).toMatchObject({
      totalCount: 1,
      edges: [{ node: { id: ended } }],
    });
    const either = await read({ filter: { status: ['RUNNING', 'COMPLETED'], surface: 'REST' } });
    expect(idsOf(either).slice(0, 2)).toEqual([id, ended]);
    for (const filter of [
      { surface: 'GRAPHQL' },
      { keyName: 'alice' },
      { status: [] },
      { status: ['RUNNING'], model: 'gpt-6.2-sol' },
    ] satisfies BoardQueryVariables['filter'][]) {
      expect(await read({ filter })).toMatchObject({ totalCount: 0, edges: [] });
    }
    leave();
  });

  it.each(['first: -1', 'last: -1', 'after: "nonsense"', 'before: ""'])(
    'refuses (%s)',
    async (args) => {
      const { errors } = await answer(gateway.url, `{ completions(${args}) { edges { cursor } } }`);
      expect(errors).toMatchObject([
        {
          message: expect.stringMatching(
            /^completions: first and last must not be negative, after and before must be cursors of this list\./,
          ),
          extensions: { code: 'BAD_USER_INPUT' },
        },
      ]);
    },
  );
});

describe('Query.completions with several API keys', () => {
  it('lists those of the key that asks, and to an admin all', async () => {
    const keys = 'alice:key-of-alice,bob:key-of-bob,boss:key-of-boss';
    const locked = await startTestGateway({ args: ['--api-key', keys, '--admin-keys', 'boss'] });
    const as = (name: string): { authorization: string } => ({
      authorization: `Bearer key-of-${name}`,
    });
    const ofAlice = await completeOverRest(locked.url, {}, as('alice'));
    const ofBob = await completeOverRest(locked.url, {}, as('bob'));

    expect(idsOf(await read({}, as('alice'), locked))).toEqual([ofAlice]);
    expect(await read({ filter: { keyName: 'alice' } }, as('bob'), locked)).toMatchObject({
      totalCount: 0,
      edges: [],
    });
    expect(idsOf(await read({}, as('boss'), locked))).toEqual([ofBob, ofAlice]);
    expect(idsOf(await read({ filter: { keyName: 'alice' } }, as('boss'), locked))).toEqual([
      ofAlice,
    ]);
    await locked.close();
  });
});
