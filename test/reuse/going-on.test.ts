import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { keyCaller } from '../support/callers.ts';
import type { CompletionRequest, Message } from '../../src/codex/completion/request.ts';
import { ask, never, startTestCore, type TestCore } from '../support/core.ts';
import { byEngine } from '../support/engine-differences.ts';
import { whenConnected } from '../support/connected.ts';
import { engineProcessIds } from '../support/engine-pid.ts';
import { lastAsked } from '../support/last-asked.ts';
import { functionTool, withResults } from '../support/tool-loop.ts';
import { testedEngine } from '../support/tested-engine.ts';
import { whenAsked } from '../support/when-asked.ts';
import { answerTo, isContinued, said, threadOf } from './chat.ts';
import { endSharedGateway } from '../support/shared-gateway.ts';

// It looks for the app-server among those of its process.
beforeAll(endSharedGateway);

const first = said('user', 'Say exactly: one');
const second = said('user', 'Say exactly: two');
const caller = keyCaller('alice');
/** Whether all requests that continue from one place do so in its session. */
const sharesSessions = byEngine('repeatedRequests', { 'app-server': false, direct: true });
/** Whether a chat continues where only a thread could not. */
const keepsAnswers = byEngine('keptAnswers', { 'app-server': false, direct: true });

describe.each(['websocket', 'sse'] as const)('a chat that continues, over %s', (transport) => {
  let test: TestCore;

  beforeAll(async () => {
    test = await startTestCore({ transport });
    if (transport === 'websocket') await whenConnected(test);
  });
  afterEach(() => test.standIn.behave(undefined));
  afterAll(async () => {
    await test.close();
  });

  /** Whether the second request continues in the thread of the first. */
  async function goesOn(
    answered: string | Message,
    earlier: Partial<CompletionRequest> = {},
    later: Partial<CompletionRequest> = earlier,
  ): Promise<boolean> {
    const opening = said('user', `Say exactly: one ${Math.random()}`);
    const one = await answerTo(test, [opening], earlier);
    const answer = typeof answered === 'string' ? said('assistant', one.result.text) : answered;
    const two = await answerTo(test, [opening, answer, second], later);
    expect(two.sent.input.map(({ role }) => role).filter(Boolean)).toEqual([
      'user',
      'assistant',
      'user',
    ]);
    return isContinued(one.sent, two.sent);
  }

  it('stays in its thread, and sends only what is new where the transport allows it', async () => {
    const one = await answerTo(test, [first]);
    const two = await answerTo(test, [first, said('assistant', 'one'), second]);

    expect(two.result.text).toBe('two');
    expect(isContinued(one.sent, two.sent)).toBe(true);
    const input = two.sent.body['input'];
    expect(input).toHaveLength(transport === 'websocket' ? 1 : 3);
  });

  it.each<[string, Message]>([
    ['without the blanks around it', said('assistant', 'word')],
    ['with more blanks around it', said('assistant', '\nword ')],
    ['in pieces', { role: 'assistant', content: ['wo', 'rd'].map(text) }],
    ['with a list of no calls', { role: 'assistant', content: [text('word')], toolCalls: [] }],
  ])('knows its answer again %s', async (_, answer) => {
    test.standIn.behave(() => ({ kind: 'text', text: ' word\n' }));
    expect(await goesOn(answer)).toBe(true);
  });

  it('knows nothing again that was edited', async () => {
    expect(await goesOn(said('assistant', 'one, but edited'))).toBe(false);
  });

  it.each<[string, boolean, Partial<CompletionRequest>, Partial<CompletionRequest>]>([
    ['another effort', true, { effort: 'low' }, { effort: 'high' }],
    ['a schema for the answer', true, {}, { format: strictSchema() }],
    ['a limit', true, {}, { maxOutputTokens: 100 }],
    ['another key', false, { caller }, { caller: keyCaller('bob') }],
    ['no key', false, { caller }, {}],
    [
      'the same key from another program',
      true,
      { caller },
      { caller: { ...caller, userAgent: 'x' } },
    ],
    ['another model', false, {}, { model: 'gpt-6-sol' }],
    ['tools', keepsAnswers, {}, { tools: [functionTool('get_weather')] }],
    ['a verbosity', keepsAnswers, {}, { verbosity: 'high' }],
    [
      'a service tier',
      keepsAnswers,
      { model: 'gpt-6-sol' },
      { model: 'gpt-6-sol', serviceTier: 'priority' },
    ],
  ])('with %s: continues in its thread is %s', async (_, expected, earlier, later) => {
    expect(await goesOn('', earlier, later)).toBe(expected);
  });

  it("has its model's own effort if it asks for none, regardless of earlier requests", async () => {
    const opening = said('user', 'Say exactly: three');
    const weak = await answerTo(test, [opening], { effort: 'none' });
    await (await test.core.run(ask('Say exactly: four'), never())).result();
    const own = lastAsked(test.standIn)?.body['reasoning'];
    const messages = [opening, said('assistant', 'three'), second];
    await (await test.core.run(ask('', { messages }), never())).result();

    const last = lastAsked(test.standIn);
    expect(last && threadOf(last)).toBe(threadOf(weak.sent));
    expect(weak.sent.body['reasoning']).not.toEqual(own);
    expect(last?.body['reasoning']).toEqual(own);
  });

  it('is not disturbed by a branch: an edited question, another go at the answer', async () => {
    const opening = said('user', 'Say exactly: trunk');
    const one = await answerTo(test, [opening]);
    const again = await answerTo(test, [opening]);
    const edited = await answerTo(test, [said('user', 'Say exactly: branch')]);
    const messages = [opening, said('assistant', 'trunk'), second];
    const two = await answerTo(test, messages);

    const threads = [one, again, edited].map(({ sent }) => threadOf(sent));
    expect(new Set(threads).size).toBe(3);
    // Both got the same answer; either thread may be continued.
    expect(threads.slice(0, 2)).toContain(threadOf(two.sent));
    const branch = await answerTo(test, messages);
    expect(threadOf(branch.sent) === threadOf(two.sent)).toBe(sharesSessions);
    const three = await answerTo(test, [...messages, said('assistant', 'two'), first]);
    expect([two, branch].map(({ sent }) => threadOf(sent))).toContain(threadOf(three.sent));
  });

  it('is gone on in by one of two requests at once; the other is replayed', async () => {
    const opening = said('user', 'Say exactly: fork');
    const one = await answerTo(test, [opening]);
    const before = test.standIn.requests.length;
    const messages = [opening, said('assistant', 'fork'), second];
    const both = await Promise.all([answerTo(test, messages), answerTo(test, messages)]);

    expect(both.map(({ result }) => result.text)).toEqual(['two', 'two']);
    const sent = test.standIn.requests.slice(before).filter(({ prewarm }) => !prewarm);
    expect(sent.map(threadOf).filter((thread) => thread === threadOf(one.sent))).toHaveLength(
      sharesSessions ? 2 : 1,
    );
  });

  it.each<[string, Partial<CompletionRequest>]>([
    ['a stop sequence', { stop: [' 3'] }],
    ['a limit of tokens', { maxOutputTokens: 2 }],
  ])('is replayed after an answer that %s cut', async (_, more) => {
    const opening = said('user', 'Count to 2000');
    const one = await answerTo(test, [opening], more);
    const two = await answerTo(test, [opening, said('assistant', one.result.text), second]);

    expect(isContinued(one.sent, two.sent)).toBe(false);
    expect(two.sent.input.at(1)).toMatchObject({ content: [{ text: one.result.text }] });
  });

  it.each([
    [
      'was cut short by the service',
      false,
      { kind: 'incomplete', reason: 'max_output_tokens', afterTokens: 2 },
    ],
    ['came in a second attempt', keepsAnswers, { kind: 'cut', after: 1 }],
    [
      'came in a second attempt, the first being whole',
      keepsAnswers,
      { kind: 'cut', after: 'text' },
    ],
  ] as const)(
    'is not mistaken after an answer that %s: continues is %s',
    async (_, expected, behaviour) => {
      const opening = said('user', 'Say exactly: a b c d e f');
      test.standIn.behave(whenAsked('Say exactly: a b c d e f', behaviour, undefined));
      const one = await answerTo(test, [opening]);
      const two = await answerTo(test, [opening, said('assistant', one.result.text), second]);

      expect(isContinued(one.sent, two.sent)).toBe(expected);
      expect(two.result.text).toBe('two');
    },
  );

  it('is replayed where it was cancelled', async () => {
    test.standIn.behave(() => ({ kind: 'stall', afterTokens: 2, text: 'a b c' }));
    const opening = said('user', 'Say exactly: a b c');
    const completion = await test.core.run(ask('', { messages: [opening] }), never());
    for await (const { type } of completion.events()) if (type === 'delta') completion.cancel();
    test.standIn.behave(undefined);
    const cancelled = lastAsked(test.standIn);
    const { sent } = await answerTo(test, [opening, said('assistant', completion.text), second]);

    expect(cancelled && isContinued(cancelled, sent)).toBe(false);
  });

  it('continues after a loop of tool calls', async () => {
    const request = ask('call get_weather in Oslo', {
      effort: 'low',
      tools: [functionTool('get_weather')],
    });
    const called = await answerTo(test, request.messages, request);
    const withRain = withResults(request, called.result, () => 'Rain.');
    const calls = called.result.toolCalls.map((call) => ({
      ...call,
      input: JSON.stringify(JSON.parse(call.input), null, 2),
    }));
    const answered = await answerTo(test, withRain.messages, request);
    const rewritten = withRain.messages.map((each) =>
      each.role === 'assistant' ? { ...each, toolCalls: calls } : each,
    );
    const messages = [...rewritten, said('assistant', answered.result.text), second];
    const last = await answerTo(test, messages, request);

    expect(last.result.text).toBe('two');
    expect(threadOf(last.sent)).toBe(threadOf(called.sent));
    expect(last.sent.body['input']).toHaveLength(transport === 'websocket' ? 1 : 5);
  });

  it('is replayed where the format had to be asked for in words, which no client sends back', async () => {
    const opening = said('user', 'Give me JSON');
    test.standIn.behave(() => ({ kind: 'text', text: '{"a":1}' }));
    const json = { format: { type: 'json_object' } } as const;
    const one = await answerTo(test, [opening], json);
    const two = await answerTo(test, [opening, said('assistant', '{"a":1}'), second], json);

    expect(isContinued(one.sent, two.sent)).toBe(keepsAnswers);
    const words = two.sent.input.filter(({ role }) => role === 'developer');
    expect(words).toHaveLength(byEngine('formats', { 'app-server': 1, direct: 0 }));
  });

  it('is replayed where the service refuses to continue', async () => {
    const opening = said('user', 'Say exactly: five');
    const one = await answerTo(test, [opening]);
    test.standIn.behave(whenAsked('Say exactly: two', { kind: 'status', status: 400 }, undefined));
    const two = await answerTo(test, [opening, said('assistant', 'five'), second]);

    expect(two.result.text).toBe('two');
    expect(isContinued(one.sent, two.sent)).toBe(false);
  });

  it('continues where the service has closed the connection meanwhile', async () => {
    const opening = said('user', 'Say exactly: six');
    const one = await answerTo(test, [opening]);
    test.standIn.dropSockets();
    const two = await answerTo(test, [opening, said('assistant', 'six'), second]);

    expect(two.result.text).toBe('two');
    expect(threadOf(two.sent)).toBe(threadOf(one.sent));
  });

  it('is replayed unnoticed when Codex dies, between its requests or as it continues', async () => {
    const opening = said('user', 'Say exactly: seven');
    const messages = [opening, said('assistant', 'seven'), second];
    await answerTo(test, [opening]);
    const stall = whenAsked('Say exactly: two', { kind: 'stall' }, undefined);
    test.standIn.behave((request) => {
      const behaviour = stall(request);
      if (behaviour !== undefined) killCodex();
      return hasCodex || behaviour === undefined ? behaviour : { kind: 'cut', after: 'nothing' };
    });
    expect((await answerTo(test, messages)).result.text).toBe('two');

    await answerTo(test, [opening]);
    killCodex();
    expect((await answerTo(test, messages)).result.text).toBe('two');
  });
});

describe('threads that are kept', () => {
  /** The direct engine has none. */
  const onThreads = { engineSetting: 'app-server', warm: { count: 0, ms: 1 } } as const;
  let test: TestCore;

  afterEach(async () => {
    await test.close();
  });

  async function threadsOf(count: number): Promise<unknown[]> {
    const threads: unknown[] = [];
    for (let chat = 0; chat < count; chat++) {
      const { sent } = await answerTo(test, [said('user', `Say exactly: chat ${chat}`)]);
      threads.push(threadOf(sent));
    }
    return threads;
  }

  async function goOn(chat: number): Promise<unknown> {
    const opening = said('user', `Say exactly: chat ${chat}`);
    const messages = [opening, said('assistant', `chat ${chat}`), second];
    return threadOf((await answerTo(test, messages)).sent);
  }

  it('are never more than their number: the oldest goes', async () => {
    test = await startTestCore({ ...onThreads, kept: { count: 2, ms: 60_000 } });
    const threads = await threadsOf(5);

    await expect.poll(async () => await test.engine.loadedThreads(), { timeout: 10_000 }).toBe(2);
    await test.standIn.waitFor(({ sockets }) => sockets === 2, AbortSignal.timeout(10_000));
    expect(await goOn(3)).toBe(threads[3]);
    expect(await goOn(0)).not.toBe(threads[0]);
  });

  it('go after their time, connection and all', async () => {
    test = await startTestCore({ ...onThreads, kept: { count: 10, ms: 50 } });
    const threads = await threadsOf(2);

    await expect.poll(async () => await test.engine.loadedThreads(), { timeout: 10_000 }).toBe(0);
    await test.standIn.waitFor(({ sockets }) => sockets === 0, AbortSignal.timeout(10_000));
    expect(await goOn(1)).not.toBe(threads[1]);
  });

  it('are none where none are wanted', async () => {
    test = await startTestCore({ kept: { count: 0, ms: 60_000 } });
    const threads = await threadsOf(1);

    expect(await goOn(0)).not.toBe(threads[0]);
  });
});

/** Whether answers come from an app-server. The direct engine loses its connection instead. */
const hasCodex = testedEngine() === 'app-server';

/** Kills the app-server, if there is one. */
function killCodex(): void {
  for (const pid of engineProcessIds()) process.kill(pid, 'SIGKILL');
}

function text(value: string): { type: 'text'; text: string } {
  return { type: 'text', text: value };
}

function strictSchema(): NonNullable<CompletionRequest['format']> {
  const schema = {
    type: 'object',
    properties: { a: { type: 'string' } },
    required: ['a'],
    additionalProperties: false,
  };
  return { type: 'json_schema', name: 'answer', schema, isStrict: true };
}
