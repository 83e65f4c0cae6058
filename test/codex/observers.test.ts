import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Completion } from '../../src/codex/completion/completion.ts';
import type { CompletionRequest } from '../../src/codex/completion/request.ts';
import type { CompletionObserver } from '../../src/codex/observers/completion-observer.ts';
import { endAll, hearsText } from '../support/completions.ts';
import { ask, never, startTestCore, type TestCore } from '../support/core.ts';
import { memoryLog } from '../support/memory-log.ts';
import { functionTool } from '../support/tool-loop.ts';
import { whenAsked } from '../support/when-asked.ts';

interface Stage {
  readonly stage: string;
  readonly id: string;
  readonly model: string;
}

/** Notes every stage of every completion, with the state that the completion is in. */
function witness(): { readonly observer: CompletionObserver; of(id: string): string[] } {
  const seen: Stage[] = [];
  const note =
    (stage: string) =>
    ({ id }: Completion, { model }: CompletionRequest): void =>
      void seen.push({ stage, id, model });
  return {
    observer: {
      queued: note('queued'),
      started: note('started'),
      firstToken: note('firstToken'),
      toolCall: (completion, { call, index }, request) =>
        note(`toolCall ${index} ${call.name}`)(completion, request),
      ended: (completion, request) => note(`ended ${completion.status}`)(completion, request),
    },
    of: (id) => seen.filter((each) => each.id === id).map(({ stage }) => stage),
  };
}

/** Throws at every stage. */
function faulty(): CompletionObserver {
  const fail = (): never => {
    throw new Error('out of order');
  };
  return { queued: fail, started: fail, firstToken: fail, toolCall: fail, ended: fail };
}

/** Returns a promise that rejects, which the types let pass. */
function rejecting(): CompletionObserver {
  const reject = async (): Promise<never> => await Promise.reject(new Error('late'));
  const method: () => unknown = reject;
  return { started: method, ended: method };
}

const log = memoryLog();
const first = witness();
const last = witness();
/** What the clients of a completion had at its end. */
const atEnd = new Map<string, { isSettled: boolean; lastSequence: number }>();
const settled = new Set<string>();
let test: TestCore;

beforeAll(async () => {
  const ends: CompletionObserver = {
    ended: ({ id, lastSequence }) =>
      void atEnd.set(id, { isSettled: settled.has(id), lastSequence }),
  };
  test = await startTestCore({
    logger: log.logger,
    observers: [first.observer, faulty(), rejecting(), ends, last.observer],
    queue: { maxTurns: 1, maxQueued: 6 },
    // A turn that waits for tool results counts as active.
    parking: { count: 0, ms: 0 },
  });
});
afterEach(async () => {
  await endAll(test);
});
afterAll(async () => {
  await test.close();
});

async function run(text: string, more: Partial<CompletionRequest> = {}): Promise<Completion> {
  return await test.core.run(ask(text, more), never());
}

/** The only turn is taken by an answer that has begun. */
async function takeTurn(): Promise<Completion> {
  test.standIn.behave(whenAsked('Hold the turn', { kind: 'stall', afterTokens: 1 }));
  const holder = await run('Hold the turn');
  await hearsText(holder);
  return holder;
}

describe('an observer', () => {
  it('sees each stage of an answer, in order', async () => {
    const completion = await run('Say exactly: fine');
    await completion.result();
    expect(first.of(completion.id)).toEqual(['started', 'firstToken', 'ended completed']);
  });

  it('sees a wait for the turn, also one that never ends in a turn', async () => {
    const holder = await takeTurn();
    const waiting = await run('Say exactly: fine');
    const leaving = await run('Say exactly: gone');
    expect([waiting, leaving].map(({ id }) => first.of(id))).toEqual([['queued'], ['queued']]);
    leaving.cancel();
    holder.cancel();
    await waiting.result();

    expect(first.of(waiting.id)).toEqual(['queued', 'started', 'firstToken', 'ended completed']);
    expect(first.of(leaving.id)).toEqual(['queued', 'ended cancelled']);
    expect(first.of(holder.id)).toEqual(['started', 'firstToken', 'ended cancelled']);
  });

  it('sees tool calls, the first of which is the first token of an answer without text', async () => {
    const calls = ['look', 'listen'].map((name) => ({ name, arguments: '{}' }));
    test.standIn.behave(whenAsked('Use both tools', { kind: 'calls', calls }));
    const tools = [functionTool('look'), functionTool('listen')];
    const completion = await run('Use both tools', { tools });
    await completion.result();
    expect(first.of(completion.id)).toEqual([
      'started',
      'firstToken',
      'toolCall 0 look',
      'toolCall 1 listen',
      'ended completed',
    ]);
  });

  it('sees a failure before any token', async () => {
    const behaviour = { kind: 'failed', code: 'context_length_exceeded', message: 'No' } as const;
    test.standIn.behave(whenAsked('Fail', behaviour));
    const completion = await run('Fail');
    await expect(completion.result()).rejects.toThrow('context');
    expect(first.of(completion.id)).toEqual(['started', 'ended failed']);
  });

  it('sees the end before any client does, with the last event in the log', async () => {
    const completion = await run('Say exactly: fine');
    completion.result().then(
      () => settled.add(completion.id),
      () => {},
    );
    const wasSeenBefore: boolean[] = [];
    for await (const { type } of completion.events()) {
      if (type === 'done') wasSeenBefore.push(atEnd.has(completion.id));
    }
    const { lastSequence } = completion;
    expect(wasSeenBefore).toEqual([true]);
    expect(atEnd.get(completion.id)).toEqual({ isSettled: false, lastSequence });
  });

  it('gets the request, and every completion of a core that closes', async () => {
    const seen: string[] = [];
    const closing = await startTestCore({
      observers: [
        {
          ended: ({ error }, { messages }) =>
            void seen.push(`${error?.code} ${JSON.stringify(messages[0]?.content)}`),
        },
      ],
    });
    closing.standIn.behave(() => ({ kind: 'stall' }));
    await closing.core.run(ask('Wait for me'), never());
    await closing.close();
    expect(seen).toEqual(['shutting_down [{"type":"text","text":"Wait for me"}]']);
  });
});

describe('an observer that throws or rejects', () => {
  it('harms neither the answer nor the observers after it', async () => {
    const completion = await run('Say exactly: fine');
    expect(await completion.result()).toMatchObject({ text: 'fine' });
    expect(last.of(completion.id)).toEqual(first.of(completion.id));
  });

  it('is logged once for each stage', async () => {
    for (let round = 0; round < 3; round += 1) await (await run('Say exactly: fine')).result();
    const complaints = log.lines.filter(({ msg }) => msg === 'a completion observer failed');
    const told = complaints.map(({ stage, err }) => `${String(stage)}: ${messageOf(err)}`);
    expect(told.toSorted()).toEqual([
      'ended: late',
      'ended: out of order',
      'firstToken: out of order',
      'queued: out of order',
      'started: late',
      'started: out of order',
      'toolCall: out of order',
    ]);
  });
});

function messageOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error
    ? String(error.message)
    : '';
}
