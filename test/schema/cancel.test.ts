import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Behaviour } from '../../src/standin/index.ts';
import { ChatDocument, StreamChatDocument } from '../generated/graphql.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { ask } from './ask.ts';
import { openSocket } from './raw-socket.ts';

const input = ask('Hi');
const chat = { query: ChatDocument.toString(), variables: { input } };
const streamChat = { query: StreamChatDocument.toString(), variables: { input } };

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
});
afterAll(async () => {
  await gateway.close();
});

/** Starts a completion, and leaves it in the way that the returned function does. */
type Client = () => Promise<() => unknown>;

/**
 * The median time in milliseconds from a client's leaving until the service has no answer to write,
 * of five clients that leave in mid-answer.
 */
async function timeToStop(behaviour: Behaviour, start: Client): Promise<number> {
  gateway.standIn.behave(() => behaviour);
  const times: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const leave = await start();
    await gateway.standIn.waitFor(({ active }) => active === 1, AbortSignal.timeout(60_000));
    const leftAt = performance.now();
    const left = leave();
    await gateway.standIn.waitFor(({ active }) => active === 0, AbortSignal.timeout(60_000));
    times.push(performance.now() - leftAt);
    await left;
  }
  return times.toSorted((a, b) => a - b)[2] ?? Number.NaN;
}

const afterOneToken: Behaviour = { kind: 'stall', afterTokens: 1 };

describe('a client whose connection breaks', () => {
  it('stops the turn of its subscription within 50 ms', async () => {
    const time = await timeToStop(afterOneToken, async () => {
      const { socket, send } = await openSocket(gateway.url);
      send({ type: 'subscribe', id: '1', payload: streamChat });
      return () => socket.terminate();
    });
    expect(time).toBeLessThan(50);
  });

  it('stops the turn of its mutation within 50 ms, over HTTP', async () => {
    const time = await timeToStop(afterOneToken, async () => {
      const leaving = new AbortController();
      const answer = fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(chat),
        signal: leaving.signal,
      });
      const gone = answer.catch(() => undefined);
      return async () => {
        leaving.abort();
        await gone;
      };
    });
    expect(time).toBeLessThan(50);
  });

  it('stops the turn of its mutation within 50 ms, over a WebSocket', async () => {
    const time = await timeToStop(afterOneToken, async () => {
      const { socket, send } = await openSocket(gateway.url);
      send({ type: 'subscribe', id: '1', payload: chat });
      return () => socket.terminate();
    });
    expect(time).toBeLessThan(50);
  });
});

describe('a complete message over a WebSocket', () => {
  it('stops the turn of a mutation within 50 ms', async () => {
    const { socket, send } = await openSocket(gateway.url);
    const time = await timeToStop(afterOneToken, async () => {
      send({ type: 'subscribe', id: '1', payload: chat });
      return () => send({ type: 'complete', id: '1' });
    });
    socket.close();
    expect(time).toBeLessThan(50);
  });

  it('is the last word: nothing more comes for that id', async () => {
    gateway.standIn.behave(() => afterOneToken);
    const { socket, send, next } = await openSocket(gateway.url);
    send({ type: 'subscribe', id: '1', payload: streamChat });
    await next();
    await next();
    send({ type: 'complete', id: '1' });
    await gateway.standIn.waitFor(({ active }) => active === 0, AbortSignal.timeout(60_000));
    send({ type: 'ping' });
    expect(await next()).toEqual({ type: 'pong' });
    socket.close();
  });
});
