import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CompletionResult } from '../../src/codex/completion/completion.ts';
import type { CompletionRequest, Message } from '../../src/codex/completion/request.ts';
import { createRandom, type Random } from '../fuzz/random.ts';
import { answerTo, said, threadOf } from '../reuse/chat.ts';
import { keyCaller } from '../support/callers.ts';
import { ask, never, startTestCore, type TestCore, type TestCoreOptions } from '../support/core.ts';
import { engineProcessIds, killEngine } from '../support/engine-pid.ts';
import { functionTool, withResults } from '../support/tool-loop.ts';
import { endSharedGateway } from '../support/shared-gateway.ts';

// It looks for the app-server among those of its process.
beforeAll(endSharedGateway);

const long = 300_000;
const none = { count: 0, ms: 1 };
const tools = [functionTool('get_weather')];

let test: TestCore;

afterEach(async () => {
  await test.close();
});

async function start(options: TestCoreOptions): Promise<void> {
  test = await startTestCore({ warm: none, ...options });
}

/** Has another app-server take the place of this one, which dies. */
async function replaceEngine(): Promise<void> {
  const before = engineProcessIds();
  await killEngine();
  const isReplaced = (): boolean =>
    engineProcessIds().some((pid) => !before.includes(pid)) &&
    test.core.engineHealth().state === 'ready';
  await expect.poll(isReplaced, { timeout: 60_000 }).toBe(true);
}

/** A chat of one caller, which waits in a thread or is replayed. */
interface Chat {
  readonly caller: string;
  messages: readonly Message[];
  /** The answer whose calls wait for results; null for a chat that was answered. */
  called: CompletionResult | null;
  thread: unknown;
}

/** Which chats wait in their threads, by the test's own account. */
class WaitingModel {
  readonly #count: number;
  /** Oldest first. */
  chats: Chat[] = [];

  constructor(count: number) {
    this.#count = count;
  }

  take(chat: Chat): boolean {
    const isThere = this.chats.includes(chat);
    this.chats = this.chats.filter((each) => each !== chat);
    return isThere;
  }

  add(chat: Chat): void {
    this.chats.push(chat);
    if (this.chats.length > this.#count) this.take(this.#oldestOfMost());
  }

  #oldestOfMost(): Chat {
    const held = (caller: string): number =>
      this.chats.filter((each) => each.caller === caller).length;
    const most = Math.max(...this.chats.map(({ caller }) => held(caller)));
    const oldest = this.chats.find(({ caller }) => held(caller) === most);
    if (oldest === undefined) throw new Error('No chat waits');
    return oldest;
  }
}

/** `THREADS_SEED=17` runs that plan alone. */
const seeds = process.env['THREADS_SEED']?.split(',').map(Number) ?? [1, 2, 15];
const keptCount = 3;
const parkedCount = 3;

/** Runs a plan, and gives what went otherwise than by the account. */
async function faultsOf(random: Random): Promise<string[]> {
  const faults: string[] = [];
  const chats: Chat[] = [];
  let kept = new WaitingModel(keptCount);
  let parked = new WaitingModel(parkedCount);
  const answer = async (chat: Chat, isCall: boolean): Promise<boolean> => {
    const more = { caller: keyCaller(chat.caller), tools };
    const { result, sent } = await answerTo(test, chat.messages, more);
    if (result.toolCalls.length > 0 !== isCall) faults.push(`it answered ${result.text}`);
    const isSameThread = chat.thread === threadOf(sent);
    chat.thread = threadOf(sent);
    chat.called = isCall ? result : null;
    if (!isCall) chat.messages = [...chat.messages, said('assistant', result.text)];
    (isCall ? parked : kept).add(chat);
    return isSameThread;
  };
  const begin = async (): Promise<void> => {
    const isCall = random.chance(50);
    const text = isCall ? 'call get_weather in Oslo' : 'Say exactly: one';
    const messages = [said('user', `Chat ${chats.length}. ${text}`)];
    const caller = random.pick(['alice', 'alice', 'alice', 'bob', 'carol']);
    const chat: Chat = { caller, messages, called: null, thread: null };
    chats.push(chat);
    await answer(chat, isCall);
  };
  const goOn = async (chat: Chat): Promise<void> => {
    const { called } = chat;
    const isWaiting = (called === null ? kept : parked).take(chat);
    if (called === null) chat.messages = [...chat.messages, said('user', 'Say exactly: two')];
    else {
      const asked = ask('', { messages: chat.messages });
      chat.messages = withResults(asked, called, () => 'Rain.').messages;
    }
    const isContinued = await answer(chat, false);
    if (isContinued !== isWaiting) {
      faults.push(`a chat of ${chat.caller} was continued: ${isContinued}, not ${isWaiting}`);
    }
  };
  const die = async (): Promise<void> => {
    await replaceEngine();
    kept = new WaitingModel(keptCount);
    parked = new WaitingModel(parkedCount);
  };

  for (let step = 0; step < 40; step++) {
    if (random.chance(3)) await die();
    else if (chats.length < 3 || random.chance(50)) await begin();
    else await goOn(random.pick(chats));
    if (test.engine.parkedTurns !== parked.chats.length) {
      faults.push(`${test.engine.parkedTurns} turns are parked, not ${parked.chats.length}`);
    }
  }
  const waiting = kept.chats.length + parked.chats.length;
  await expect
    .poll(async () => await test.engine.loadedThreads(), { timeout: 60_000 })
    .toBe(waiting);
  return faults;
}

describe('threads that wait, over any sequence of chats, tool calls and deaths', () => {
  it.each(seeds)(
    'are continued or replayed as the bounds say (seed %i)',
    async (seed) => {
      await start({
        kept: { count: keptCount, ms: long },
        parking: { count: parkedCount, ms: long },
      });
      expect(await faultsOf(createRandom(seed))).toEqual([]);
    },
    60_000,
  );

  it('are all gone after their time, and no thread is left', async () => {
    await start({ kept: { count: 20, ms: 100 }, parking: { count: 20, ms: 100 } });
    const callers = ['alice', 'bob', 'carol'].map((name) => keyCaller(name));
    const asked = callers.flatMap((caller) =>
      ['call get_weather in Oslo', 'Say exactly: one'].map((text) => ask(text, { caller, tools })),
    );
    await Promise.all(
      asked.map(async (each) => await (await test.core.run(each, never())).result()),
    );

    await expect.poll(() => test.engine.parkedTurns, { timeout: 60_000 }).toBe(0);
    await expect.poll(async () => await test.engine.loadedThreads(), { timeout: 60_000 }).toBe(0);
    expect(test.core.engineHealth().activeTurns).toBe(0);
  });
});

describe('the bytes of all threads that wait', () => {
  const request = (text: string, caller: string): CompletionRequest =>
    ask(text, { caller: keyCaller(caller), tools, effort: 'low' });

  it('are taken from the caller who holds most', async () => {
    // A warm thread could be started again at any time, where it fits.
    await start({ warm: { count: 0, ms: long }, waitingBytes: 60_000 });
    const { core, engine } = test;
    const run = async (asked: CompletionRequest): Promise<CompletionResult> =>
      await (await core.run(asked, never())).result();

    const first = request('call get_weather in Oslo', 'bob');
    const small = await run(first);
    const padding = 'x'.repeat(25_000);
    const large = request(`${padding} call get_weather in Oslo`, 'alice');
    const given = await run(large);
    expect(engine.parkedTurns).toBe(2);
    await run(request(`${padding}${padding} call get_weather in Oslo`, 'alice'));

    // The older one of alice's two.
    expect(engine.parkedTurns).toBe(2);
    await expect.poll(async () => await engine.loadedThreads(), { timeout: 60_000 }).toBe(2);
    const { result: replayed, sent } = await answerTo(
      test,
      withResults(large, given, () => 'Rain.').messages,
      large,
    );
    expect(replayed.text).toContain('Rain.');
    expect(JSON.stringify(sent.body['input'])).toContain(padding);
    const { sent: continued } = await answerTo(
      test,
      withResults(first, small, () => 'Rain.').messages,
      first,
    );
    expect(continued.body['input']).toHaveLength(1);
  });
});

describe('the request of an answer that waits for tool results', () => {
  const keepForToolOutputs = { tools, keepForToolOutputs: true };

  async function called(text = 'call get_weather in Oslo'): Promise<{
    readonly id: string;
    readonly asked: CompletionRequest;
    readonly result: CompletionResult;
  }> {
    const asked = ask(text, keepForToolOutputs);
    const completion = await test.core.run(asked, never());
    return { id: completion.id, asked, result: await completion.result() };
  }

  it('stays where its turn was taken, given up, lost or never parked', async () => {
    await start({ parking: { count: 1, ms: long } });
    const givenUp = await called();
    const taken = await called();
    await answerTo(
      test,
      withResults(taken.asked, taken.result, () => 'Rain.').messages,
      keepForToolOutputs,
    );
    const lost = await called();
    expect(test.engine.parkedTurns).toBe(1);
    await replaceEngine();
    expect(test.engine.parkedTurns).toBe(0);

    for (const { id, asked } of [givenUp, taken, lost]) {
      expect(await test.core.waitingRequest(id)).toEqual(asked);
    }
    await test.close();
    await start({ parking: none });
    const { id, asked } = await called();
    expect(test.engine.parkedTurns).toBe(0);
    expect(await test.core.waitingRequest(id)).toEqual(asked);
  });

  it('goes where there is no room for it, and with its completion', async () => {
    await start({ waitingBytes: 20_000 });
    const { id } = await called();
    const large = await called(`${'x'.repeat(19_300)} call get_weather in Oslo`);
    expect(await test.core.waitingRequest(id)).toBeUndefined();
    expect(await test.core.waitingRequest(large.id)).toEqual(large.asked);
    test.engine.forget(large.id);
    expect(await test.engine.waitingRequest(large.id)).toBeUndefined();
    expect(test.engine.parkedTurns).toBe(1);
  });

  it('is of no answer that ended otherwise, and of none that is not to be kept', async () => {
    await start({});
    const answered = await test.core.run(ask('Say exactly: one', keepForToolOutputs), never());
    await answered.result();
    const unasked = await test.core.run(ask('call get_weather in Oslo', { tools }), never());
    await unasked.result();

    expect(await test.core.waitingRequest(answered.id)).toBeUndefined();
    expect(await test.core.waitingRequest(unasked.id)).toBeUndefined();
    expect(test.engine.parkedTurns).toBe(1);
  });
});
