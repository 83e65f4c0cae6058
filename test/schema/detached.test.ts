import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { detached } from '../../src/schema/chat/detached.ts';
import {
  CancelChatDocument,
  ReadChatDocument,
  StartChatDocument,
  StreamDetachedChatDocument,
  WatchChatDocument,
  type EventFragment,
  type StartChatMutation,
} from '../generated/graphql.ts';
import { onCatalogGateway } from '../support/catalog-gateway.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { ask } from './ask.ts';
import { openSocket } from './raw-socket.ts';
import { allEvents, eventsOf, execute, textOf, transports } from './clients.ts';

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
  await gateway.standIn.waitFor(({ active }) => active === 0, AbortSignal.timeout(60_000));

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
    await gateway.standIn.waitFor(({ active }) => active === 1, AbortSignal.timeout(60_000));
    const { cancelChatCompletion } = await execute(gateway.url, CancelChatDocument, { id });
    expect(cancelChatCompletion).toMatchObject({ id, status: 'CANCELLED' });
    await idle();
  });

  it('gives as data what keeps it from starting', async () => {
    const input = ask('Hi', { model: 'gpt-0' });
    expect(
      await onCatalogGateway(async ({ url }) => await execute(url, StartChatDocument, { input })),
    ).toMatchObject({ startChatCompletion: { __typename: 'ModelNotFoundError', model: 'gpt-0' } });
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
  it('cancels it, because nobody would know its id', async () => {
    const client = new AbortController();
    const starting = detached(client.signal, async (signal) => await once(signal, 'abort'));
    client.abort();
    await expect(starting).resolves.toMatchObject([{ type: 'abort' }]);
  });

  it('calls off nothing once it has started', async () => {
    const client = new AbortController();
    const signal = await detached(client.signal, async (given) => await Promise.resolve(given));
    client.abort();
    expect(signal.aborted).toBe(false);
  });
});
