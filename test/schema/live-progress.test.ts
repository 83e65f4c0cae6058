import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  CancelAllDocument,
  ProgressDocument,
  type ChatCompletionFilter,
  type ProgressSubscription,
} from '../generated/graphql.ts';
import type { Completion } from '../../src/codex/completion/completion.ts';
import { keyCaller } from '../support/callers.ts';
import { endAll, hearsText } from '../support/completions.ts';
import { ask, never } from '../support/core.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { execute, transports, type Answers } from './clients.ts';

const alice = { authorization: 'Bearer key-of-alice' };
const bob = { authorization: 'Bearer key-of-bob' };
const boss = { authorization: 'Bearer key-of-boss' };

let gateway: TestGateway;

beforeAll(async () => {
  const keys = 'alice:key-of-alice,bob:key-of-bob,boss:key-of-boss';
  gateway = await startTestGateway({
    args: ['--api-key', keys, '--admin-keys', 'boss', '--max-turns', '2'],
  });
});
afterEach(async () => {
  await endAll(gateway);
});
afterAll(async () => {
  await gateway.close();
});

type Event = ProgressSubscription['activity'];

async function nextOf(answers: Answers<ProgressSubscription>): Promise<Event> {
  const { value } = await answers.next();
  if (!value?.data) throw new Error(JSON.stringify(value));
  return value.data.activity;
}

/** An answer of which one piece has come. */
async function begun(key: string): Promise<Completion> {
  gateway.standIn.behave(() => ({ kind: 'stall', afterTokens: 1, text: 'Once upon a time.' }));
  const completion = await gateway.core.run(ask('Hi', { caller: keyCaller(key) }), never());
  await hearsText(completion);
  return completion;
}

async function cancelAll(
  filter: ChatCompletionFilter,
  headers: Record<string, string>,
): Promise<number> {
  const { cancelChatCompletions } = await execute(
    gateway.url,
    CancelAllDocument,
    { filter },
    headers,
  );
  return cancelChatCompletions.count;
}

describe.each(transports)('progress over %s', (_name, subscribe) => {
  it('says how far an answer has come, to those who ask for it and may see it', async () => {
    const asking = subscribe(gateway.url, ProgressDocument, { withProgress: true }, alice);
    const others = subscribe(gateway.url, ProgressDocument, { withProgress: true }, bob);
    const plain = subscribe(gateway.url, ProgressDocument, {}, alice);
    for (const each of [asking, others, plain]) {
      expect(await nextOf(each)).toMatchObject({ __typename: 'ActivitySubscribed' });
    }
    const completion = await begun('alice');
    const { id, textLength } = completion;
    for (const expected of ['ActivityStarted', 'ActivityFirstToken']) {
      expect(await nextOf(asking)).toMatchObject({ __typename: expected, completion: { id } });
    }
    const grown = await nextOf(asking);
    expect(grown).toMatchObject({
      __typename: 'ActivityProgress',
      completion: { id, textLength, outputTokensSoFar: Math.ceil(textLength / 4) },
    });
    completion.cancel();
    expect(await nextOf(asking)).toMatchObject({ __typename: 'ActivityCancelled' });
    for (const expected of ['ActivityStarted', 'ActivityFirstToken', 'ActivityCancelled']) {
      expect(await nextOf(plain)).toMatchObject({ __typename: expected });
    }
    const ofBob = await begun('bob');
    expect(await nextOf(others)).toMatchObject({ completion: { id: ofBob.id } });
    for (const each of [asking, others, plain]) await each.return?.();
  });
});

describe('Mutation.cancelChatCompletions', () => {
  it("stops a key's own, those that wait too, and counts them", async () => {
    const running = [await begun('alice'), await begun('bob')];
    const [ofAlice, ofBob] = running;
    const waiting = await gateway.core.run(ask('Hi', { caller: keyCaller('alice') }), never());
    expect([ofAlice?.queuePosition, waiting.queuePosition]).toEqual([null, 1]);

    expect(await cancelAll({ model: 'gpt-none' }, alice)).toBe(0);
    expect(await cancelAll({ keyName: 'bob' }, alice)).toBe(0);
    expect(await cancelAll({}, alice)).toBe(2);
    expect([ofAlice, waiting, ofBob].map((each) => each?.status)).toEqual([
      'cancelled',
      'cancelled',
      'running',
    ]);
    expect(waiting.queuePosition).toBeNull();
    expect(await cancelAll({}, alice)).toBe(0);
    expect(await cancelAll({ keyName: 'bob', status: ['RUNNING'] }, boss)).toBe(1);
    expect(ofBob?.status).toBe('cancelled');
  });
});
