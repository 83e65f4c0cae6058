import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { endOf, runOn, type RecordedAnswer } from '../../engine-contract/recorded-answer.ts';
import { ask, type TestCore } from '../../support/core.ts';
import { lastAsked } from '../../support/last-asked.ts';
import { functionTool, withResults } from '../../support/tool-loop.ts';
import { whenAsked } from '../../support/when-asked.ts';
import { startDirect, transports, ways, whenReady } from './logins.ts';
import { shapes } from './shapes.ts';

const weather = ask('call get_weather in Oslo', { tools: [functionTool('get_weather')] });

describe.each(ways)('an odd stream, %s over %s', (kind, transport) => {
  let test: TestCore;
  beforeAll(async () => {
    test = await startDirect(kind, transport);
  });
  beforeEach(async () => {
    await whenReady(test, kind, transport);
  });
  afterEach(() => {
    test.standIn.behave(undefined);
    test.standIn.rule({ emptyOutput: kind === 'chatgpt' });
  });
  afterAll(async () => {
    await test.close();
  });

  const run = async (asked: typeof weather): Promise<RecordedAnswer> => {
    const answer = runOn(test.engine, asked);
    await answer.ended;
    return answer;
  };

  it.each(Object.entries(shapes))(
    'whose last event has no output is whole: %s',
    async (name, items) => {
      const tools = [functionTool('get_weather')];
      test.standIn.behave(() => ({ kind: 'items', items }));
      test.standIn.rule({ emptyOutput: false });
      const full = await run(ask(`${name} in full`, { tools }));
      test.standIn.rule({ emptyOutput: true });
      const empty = await run(ask(`${name} left out`, { tools }));
      const contentOf = ({ text, calls, heard }: RecordedAnswer): unknown => [
        text,
        calls.map(({ name: called, input }) => [called, input]),
        heard.map(({ type }) => type),
      ];
      expect(contentOf(empty)).toEqual(contentOf(full));
    },
  );

  it('whose last event has no output can be continued with its reasoning', async () => {
    test.standIn.rule({ emptyOutput: true });
    const first = await run(weather);
    const { text, calls: toolCalls } = first;
    const asked = {
      text,
      toolCalls,
      reasoning: '',
      usage: null,
      finishReason: 'tool_calls',
    } as const;
    const answer = await run(withResults(weather, asked, () => 'Rain.'));
    expect(answer.text).toContain('Rain.');
    expect(lastAsked(test.standIn)?.input.map(({ type }) => type)).toEqual([
      'message',
      'reasoning',
      'function_call',
      'function_call_output',
    ]);
  });

  it('with items that are whole only when they are done loses nothing', async () => {
    for (const deltaTokens of [0, 1, 2]) {
      test.standIn.behave(() => ({ kind: 'sparse', deltaTokens, text: 'one two three four' }));
      expect((await run(ask(`Sparse ${deltaTokens}`))).text).toBe('one two three four');
    }
    const [call] = shapes['calls']?.slice(1) ?? [];
    test.standIn.behave(() => ({ kind: 'sparse', ...(call && { items: [call] }) }));
    const answer = await run(ask('Sparse call', { tools: [functionTool('get_weather')] }));
    expect(answer.calls).toMatchObject([{ name: 'get_weather', input: '{"city":"Oslo"}' }]);
  });

  it('with garbage in the middle loses nothing', async () => {
    test.standIn.behave(() => ({ kind: 'garbage', afterTokens: 2, text: 'one two three four' }));
    expect((await run(ask('Garbage'))).text).toBe('one two three four');
  });

  it('that ends in garbage is asked for again', async () => {
    const garbage = {
      kind: 'garbage',
      afterTokens: 2,
      // oxlint-disable-next-line unicorn/no-thenable -- the stand-in's word, in plain data
      then: 'end',
      text: 'one two three',
    } as const;
    const text = 'Say exactly: one two three';
    test.standIn.behave(whenAsked(text, garbage, undefined));
    expect((await run(ask(text))).text).toBe('one two three');
  });

  it('that ends in order without a last event is asked for again', async () => {
    const text = 'Say exactly: one two three';
    test.standIn.behave(whenAsked(text, { kind: 'ended', afterTokens: 2 }, undefined));
    const answer = await run(ask(text));
    expect(answer.text).toBe('one two three');
    expect(endOf(answer)).toMatchObject({ type: 'end' });
  });
});

describe.each(transports)('a tool loop of a ChatGPT login, over %s', (transport) => {
  it('brings the state of its turn back, and no other turn does', async () => {
    const test = await startDirect('chatgpt', transport);
    const first = runOn(test.engine, weather);
    await first.ended;
    const { text, calls: toolCalls } = first;
    const asked = {
      text,
      toolCalls,
      reasoning: '',
      usage: null,
      finishReason: 'tool_calls',
    } as const;
    const resumed = withResults(weather, asked, () => 'Rain.');
    const second = runOn(test.engine, resumed);
    await second.ended;
    expect(second.text).toContain('Rain.');
    const said = { role: 'assistant', content: [{ type: 'text', text: second.text }] } as const;
    const third = runOn(test.engine, {
      ...resumed,
      messages: [...resumed.messages, said, ...ask('Say exactly: bye').messages],
    });
    await third.ended;
    expect(third.text).toBe('bye');
    const uses = test.standIn.requests
      .filter(({ transport: used }) => used === 'sse')
      .map(({ turnState }) => turnState);
    // A later turn may take a WebSocket, which has a state of its own.
    expect(uses.slice(0, 3)).toEqual(['first', 'replayed', 'first'].slice(0, uses.length));
    expect(uses.length).toBeGreaterThanOrEqual(2);
    await test.close();
  });
});
