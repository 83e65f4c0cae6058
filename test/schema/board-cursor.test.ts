import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  BoardDocument,
  LiveBoardDocument,
  type BoardEventFragment,
  type BoardQuery,
} from '../generated/graphql.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { execute, post, subscribeOverSse } from './clients.ts';
import { boardUntil, completeOverRest, isEndOf } from './live-board.ts';
import { openSocket } from './raw-socket.ts';

type Board = BoardQuery['completions'];

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ tokensPerSecond: 300 });
});
afterAll(async () => {
  await gateway.close();
});

/** Reads the board over and over while something is under way. */
async function readDuring(work: Promise<unknown>): Promise<Board[]> {
  const boards: Board[] = [];
  const state = { isOver: false };
  const over = work.finally(() => (state.isOver = true));
  while (!state.isOver) {
    boards.push((await execute(gateway.url, BoardDocument, { first: 100 })).completions);
  }
  await over;
  return boards;
}

function idsOf(events: readonly BoardEventFragment[], ...types: readonly string[]): Set<string> {
  return new Set(
    events
      .filter(({ __typename }) => types.includes(__typename))
      .map((event) => ('completion' in event ? event.completion.id : '')),
  );
}

it('no event is missed between a board and the activity from its cursor', async () => {
  const inARow = async (): Promise<string[]> => {
    const ids: string[] = [];
    while (ids.length < 6) ids.push(await completeOverRest(gateway.url));
    return ids;
  };
  const running = Promise.all([inARow(), inARow(), inARow(), inARow()]);
  const boards = await readDuring(running);
  const ids = (await running).flat();
  const last = await completeOverRest(gateway.url);

  const sample = boards.filter((_board, index) => index % Math.ceil(boards.length / 12) === 0);
  const unfinished: number[] = [];
  for (const { activityCursor: after, edges } of sample) {
    const live = subscribeOverSse(gateway.url, LiveBoardDocument, { after });
    const events = await boardUntil(live, isEndOf(last));
    const rows = edges.map(({ node }) => node);
    const started = [...rows.map(({ id }) => id), ...idsOf(events, 'ActivityStarted')];
    expect(started.toSorted()).toEqual([...ids, last].toSorted());
    const ended = rows.filter(({ status }) => status !== 'RUNNING').map(({ id }) => id);
    const ending = idsOf(events, 'ActivityFinished');
    expect(new Set([...ended, ...ending])).toEqual(new Set([...ids, last]));
    unfinished.push(ending.size);
  }
  expect(unfinished.some((count) => count > 1 && count < 25)).toBe(true);
});

describe('an invalid cursor', () => {
  const query = 'subscription { activity(after: "nonsense") { cursor } }';
  const refusal = {
    message: 'after must be the cursor of activity that has been given out.',
    extensions: { code: 'INVALID_VALUE' },
  };

  it('is refused over WebSocket', async () => {
    const { socket, send, next } = await openSocket(gateway.url);
    send({ type: 'subscribe', id: '1', payload: { query } });
    expect(await next()).toMatchObject({ type: 'next', id: '1', payload: { errors: [refusal] } });
    expect(await next()).toEqual({ type: 'complete', id: '1' });
    socket.close();
  });

  it('is refused over SSE', async () => {
    const response = await post(gateway.url, { query }, { accept: 'text/event-stream' });
    const [, data = ''] = /^data: (.*)$/m.exec(await response.text()) ?? [];
    expect(JSON.parse(data)).toMatchObject({ errors: [refusal] });
  });
});
