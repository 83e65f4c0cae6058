import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Completion } from '../../src/codex/completion/completion.ts';
import { CodexServeError } from '../../src/errors/errors.ts';
import { createRandom } from '../fuzz/random.ts';
import { ask, never, startTestCore, type TestCore } from '../support/core.ts';
import {
  passOn,
  startCodexBetween,
  type CodexBetween,
  type Message,
} from '../support/between/codex-between.ts';
import { functionTool, withResults } from '../support/tool-loop.ts';
import { whenAsked } from '../support/when-asked.ts';
import { notificationMethods, requestMethods } from './methods.ts';
import { mutated } from './mutations.ts';

const seed = 20_261_127;
/** How many faulty copies there are of each message. */
const copies = 30;

let between: CodexBetween;
let test: TestCore;
/** One message of each kind that Codex sends: real ones, and what this test cannot lead to. */
const samples = new Map<string, object>(
  [
    { method: 'thread/closed', params: { threadId: '' } },
    { method: 'account/updated', params: { authMode: 'chatgpt', planType: 'plus' } },
    {
      method: 'account/login/completed',
      params: { loginId: 'b6a1', success: false, error: 'Login was not completed' },
    },
    {
      method: 'account/rateLimits/updated',
      params: {
        rateLimits: {
          limitId: 'codex',
          limitName: null,
          primary: { usedPercent: 5, windowDurationMins: 300, resetsAt: 1_795_773_840 },
          secondary: { usedPercent: 100, windowDurationMins: 10_080, resetsAt: 1_795_973_840 },
        },
      },
    },
  ].map((message) => [message.method, message]),
);

beforeAll(async () => {
  between = await startCodexBetween();
  between.fromCodex = (message, line) => {
    if (typeof message.method === 'string') samples.set(message.method, message);
    return [line];
  };
  test = await startTestCore({ between, tokensPerSecond: 200, warm: { count: 0, ms: 1 } });
  await collectSamples();
  between.fromCodex = passOn;
});
afterAll(async () => {
  await test.close();
  await between.close();
});

/** Has the app-server say whatever it says in the course of things. */
async function collectSamples(): Promise<void> {
  const weather = ask('What is the weather in Rome?', {
    tools: [functionTool('weather')],
    effort: 'high',
  });
  const called = await (await test.core.run(weather, never())).result();
  await (
    await test.core.run(
      withResults(weather, called, () => 'Sunny'),
      never(),
    )
  ).result();
  const cut = { kind: 'cut', after: 2 } as const;
  test.standIn.behave(whenAsked('Count to 3', cut, cut, undefined));
  await (await test.core.run(ask('Count to 3'), never())).result();
  test.standIn.behave(undefined);
}

/** The id of the thread that the next turn runs in. */
async function nextThread(): Promise<string> {
  return await new Promise((resolve) => {
    between.fromCodex = ({ method, params }, line) => {
      if (method === 'turn/started') resolve(threadIdOf(params));
      return [line];
    };
  });
}

function threadIdOf(params: unknown): string {
  return String(Reflect.get(Object(params), 'threadId'));
}

/** Starts an answer that runs for long enough. Resolves with it and the id of its thread. */
async function startVictim(): Promise<{ completion: Completion; threadId: string }> {
  const thread = nextThread();
  const completion = await test.core.run(ask('Count to 5000'), never());
  return { completion, threadId: await thread };
}

function inThread(message: object, threadId: string): object {
  const { params, ...rest } = message as Message;
  return { ...rest, params: { ...Object(params), threadId } };
}

/** Whether the answer still runs, or has ended in an error that a client may see. */
function isSound({ status, error }: Completion): boolean {
  return status === 'failed' ? error instanceof CodexServeError : status !== 'cancelled';
}

/** Everything that was said has been heard, and requests are answered. */
async function expectServing(): Promise<void> {
  const completion = await test.core.run(ask('Count to 3'), never());
  expect(await completion.result()).toMatchObject({ text: '1 2 3', finishReason: 'stop' });
  expect(test.core.engineHealth().state).toBe('ready');
}

it('has samples of all that a turn acts on', () => {
  expect([...samples.keys()]).toEqual(
    expect.arrayContaining([
      'turn/started',
      'item/started',
      'item/completed',
      'item/agentMessage/delta',
      'item/reasoning/summaryTextDelta',
      'item/tool/call',
      'rawResponseItem/completed',
      'rawResponse/completed',
      'thread/tokenUsage/updated',
      'thread/status/changed',
      'account/rateLimits/updated',
      'error',
      'turn/completed',
    ]),
  );
});

it(`fails no turn but its own, whatever is wrong in a message (seed ${seed})`, async () => {
  const random = createRandom(seed);
  const { completion: bystander, threadId: spared } = await startVictim();
  for (const sample of samples.values()) {
    const { completion, threadId } = await startVictim();
    for (let copy = 0; copy < copies; copy += 1) {
      between.say(mutated(inThread(sample, threadId), random, new Set(['method', 'threadId'])));
      // A sample may be about a thread that had been started ahead, and is the bystander's now.
      const isSpared = threadIdOf(Object(sample).params) === spared;
      between.say(mutated(isSpared ? inThread(sample, 'gone') : sample, random, new Set()));
    }
    await expectServing();
    expect(isSound(completion)).toBe(true);
    completion.cancel();
  }
  expect(bystander.status).toBe('running');
  bystander.cancel();
}, 300_000);

const paramless: readonly unknown[] = [undefined, null, 1, 'x', [], {}, { threadId: null }];

it('takes every notification and request of the protocol with any params, and more', async () => {
  const { completion, threadId } = await startVictim();
  const cases = [...paramless, { threadId: [threadId] }, { threadId: {} }];
  for (const method of [...notificationMethods, ...requestMethods, '', '__proto__', 'toString']) {
    for (const params of cases) between.say({ method, params });
    for (const params of cases) between.say({ id: 7, method, params });
  }
  for (const id of [{}, [], '', 1e300, -1, true]) {
    between.say({ id, method: 'item/tool/call', params: { threadId: 'no thread' } });
  }
  await expectServing();
  expect(completion.status).toBe('running');
  completion.cancel();
});

it.each(notificationMethods)('%s without its params fails its own turn at most', async (method) => {
  const { completion, threadId } = await startVictim();
  for (const rest of [{}, { turn: null }, { turn: {} }, { item: 1 }, { error: [] }]) {
    between.say({ method, params: { threadId, ...rest } });
  }
  await expectServing();
  expect(isSound(completion)).toBe(true);
  completion.cancel();
});

it('ends the turn of which the end cannot be read in an error of the service', async () => {
  const { completion, threadId } = await startVictim();
  between.say({ method: 'turn/completed', params: { threadId } });

  await expect(completion.result()).rejects.toMatchObject({
    code: 'upstream_error',
    message: 'Codex sent something that cannot be read.',
  });
});

it('answers a tool call that cannot be read, and fails its turn', async () => {
  const answers: string[] = [];
  between.toCodex = (message, line) => {
    if (message.id === 'faulty') answers.push(line);
    return message.id === 'faulty' ? [] : [line];
  };
  const { completion, threadId } = await startVictim();
  between.say({ id: 'faulty', method: 'item/tool/call', params: { threadId, callId: 5 } });

  await expect(completion.result()).rejects.toMatchObject({ code: 'upstream_error' });
  await expect
    .poll(() => answers)
    .toEqual(['{"id":"faulty","result":{"contentItems":[],"success":false}}']);
  between.toCodex = passOn;
});

it('takes lines that are no messages, and answers that nobody waits for', async () => {
  const { completion } = await startVictim();
  const deep = '['.repeat(100_000);
  const lines = ['', 'null', '[]', '5', '"x"', '{', deep, '{"error":null}', '{"method":5}'];
  for (const line of lines) between.say(line);
  for (const id of [1, 2, 99_999, 2 ** 53, -1, '1', null, {}, []]) {
    between.say({ id, result: null });
    between.say({ id, error: null });
    between.say({ id, error: 'x' });
  }
  await expectServing();
  expect(completion.status).toBe('running');
  completion.cancel();
});

const answers: readonly object[] = [
  {},
  { result: null },
  { result: [] },
  { result: { thread: null, turn: null } },
  { result: { thread: { id: 5 }, turn: { id: {} } } },
  { error: null },
  { error: {} },
  { error: { code: 'x', message: 5 } },
  { error: 'no' },
  { error: { code: -32_600, message: 'no' } },
];

describe.each([
  'thread/start',
  'thread/inject_items',
  'turn/start',
  'turn/interrupt',
  'thread/unsubscribe',
])('a faulty answer to %s', (method) => {
  it.each(answers)('such as %j ends its own request at most', async (answer) => {
    let faultyId: unknown;
    between.toCodex = (message, line) => {
      if (message.method === method) faultyId ??= message.id;
      return [line];
    };
    between.fromCodex = (message, line) => {
      const isAnswer = message.method === undefined && message.id === faultyId;
      const faulty = JSON.stringify({ id: faultyId, ...answer });
      // Twice: an answer may come again.
      return isAnswer ? [faulty, faulty] : [line];
    };
    const leaving = new AbortController();
    const completion = await test.core.run(ask('Count to 3'), leaving.signal);
    const ended = completion.result().catch((error: unknown) => error);
    if (method === 'turn/interrupt') leaving.abort();

    expect(await ended).toSatisfy(
      (end: unknown) =>
        end instanceof CodexServeError || Reflect.get(Object(end), 'text') === '1 2 3',
    );
    between.toCodex = passOn;
    between.fromCodex = passOn;
    await expectServing();
  });
});
