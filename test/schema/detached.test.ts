import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  CancelChatDocument,
  ReadChatDocument,
  StartChatDocument,
  StreamDetachedChatDocument,
  WatchChatDocument,
  type EventFragment,
  type StartChatMutation,
} from '../generated/graphql.ts';
import { engineProcessIds } from '../support/engine-pid.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { ask } from './ask.ts';
import { allEvents, eventsOf, execute, textOf, transports } from './clients.ts';
import { openSocket } from './raw-socket.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ tokensPerSecond: 200 });
});
beforeEach(() => {
  gateway.standIn.behave(undefined);
});
afterAll(async () => {
  await gateway.close();
});

async function start(...args: Parameters<typeof ask>): Promise<StartChatMutation> {
  return await execute(gateway.url, StartChatDocument, { input: ask(...args) });
}

async function started(...args: Parameters<typeof ask>): Promise<string> {
  const { startChatCompletion: completion } = await start(...args);
  if (completion.__typename !== 'ChatCompletion') throw new Error(completion.message);
  return completion.id;
}

async function watch(id: string, after = -1): Promise<EventFragment[]> {
  const [[, subscribe] = []] = transports;
  if (subscribe === undefined) throw new Error('There is no transport.');
  return await allEvents(subscribe(gateway.url, WatchChatDocument, { id, after }));
}

const idle = async (): Promise<void> =>
  await gateway.standIn.waitFor(({ active }) => active === 0, AbortSignal.timeout(5000));

describe('Mutation.startChatCompletion', () => {
  it('answers before the first token, and the answer is watched to its end', async () => {
    gateway.standIn.behave(() => ({ kind: 'delay', ms: 100, text: 'The whole answer.' }));
    const { startChatCompletion } = await start('Hi', { model: 'gpt-5.5' });
    expect(startChatCompletion).toMatchObject({
      __typename: 'ChatCompletion',
      model: 'gpt-5.5',
      surface: 'GRAPHQL',
      status: 'RUNNING',
      text: '',
      lastSequence: 0,
      finishReason: null,
    });
    const events = await watch('id' in startChatCompletion ? startChatCompletion.id : '');
    expect(textOf(events)).toBe('The whole answer.');
    expect(events.at(-1)).toMatchObject({ finishReason: 'STOP' });
  });

  it('starts what runs on when the socket breaks that asked for it', async () => {
    gateway.standIn.behave(() => ({ kind: 'delay', ms: 100, text: 'Still here.' }));
    const { socket, send, next } = await openSocket(gateway.url);
    const variables = { input: ask('Hi') };
    send({
      type: 'subscribe',
      id: '1',
      payload: { query: StartChatDocument.toString(), variables },
    });
    const id = /chatcmpl-\w+/.exec(JSON.stringify(await next()))?.[0] ?? '';
    socket.terminate();
    expect(textOf(await watch(id))).toBe('Still here.');
  });

  it('starts what is stopped by its id', async () => {
    gateway.standIn.behave(() => ({ kind: 'stall', afterTokens: 1 }));
    const id = await started('Hi');
    await gateway.standIn.waitFor(({ active }) => active === 1, AbortSignal.timeout(5000));
    const { cancelChatCompletion } = await execute(gateway.url, CancelChatDocument, { id });
    expect(cancelChatCompletion).toMatchObject({ id, status: 'CANCELLED' });
    await idle();
  });

  it('gives as data what keeps it from starting', async () => {
    expect(await start('Hi', { model: 'gpt-0' })).toMatchObject({
      startChatCompletion: { __typename: 'ModelNotFoundError', model: 'gpt-0' },
    });
    expect(await start('Hi', { effort: 'fierce' })).toMatchObject({
      startChatCompletion: { __typename: 'InvalidRequestError', param: 'effort' },
    });
  });
});

describe.each(transports)('onDisconnect: CONTINUE over %s', (_name, subscribe) => {
  it('lets the completion run on when its subscriber leaves, to be taken up again', async () => {
    const seen: EventFragment[] = [];
    const answers = subscribe(gateway.url, StreamDetachedChatDocument, {
      input: ask('Count to 30'),
    });
    for await (const event of eventsOf(answers)) {
      seen.push(event);
      if (event.sequence >= 7) break;
    }
    const { completionId: id, sequence } = seen.at(-1) ?? { completionId: '', sequence: 0 };
    const events = [...seen, ...(await watch(id, sequence))];
    const { chatCompletion } = await execute(gateway.url, ReadChatDocument, { id });
    expect(chatCompletion).toMatchObject({ status: 'COMPLETED', finishReason: 'STOP' });
    expect(textOf(events)).toBe(chatCompletion?.text);
    expect(events.at(-1)).toMatchObject({ sequence: chatCompletion?.lastSequence });
  });
});

describe('a client that leaves before its completion has started', () => {
  it.each([
    ['Mutation.startChatCompletion', StartChatDocument],
    ['Subscription.chatCompletion with CONTINUE', StreamDetachedChatDocument],
  ])('has %s start nothing, for nobody would know its id', async (_what, document) => {
    const { received } = gateway.standIn;
    const { socket, send, next } = await openSocket(gateway.url);
    for (const pid of engineProcessIds()) process.kill(pid, 'SIGKILL');
    // It is back soon.
    const isRestarting = (): boolean => gateway.core.engineHealth().state === 'restarting';
    await vi.waitUntil(isRestarting, { interval: 1 });
    const variables = { input: ask('Hi') };
    send({ type: 'subscribe', id: '1', payload: { query: document.toString(), variables } });
    send({ type: 'complete', id: '1' });
    send({ type: 'ping' });
    for (let message = await next(); message.type !== 'pong'; message = await next());
    socket.close();
    await watch(await started('Count to 2'));
    await idle();
    expect(gateway.standIn.received).toBe(received + 1);
  });
});
