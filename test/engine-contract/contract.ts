import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ask } from '../support/core.ts';
import { functionTool, withResults } from '../support/tool-loop.ts';
import type { EngineUnderTest } from './harness.ts';
import { endOf, runOn, type RecordedAnswer } from './recorded-answer.ts';

/** What every engine must do, with or without a service. */
export function engineContract(start: () => Promise<EngineUnderTest>): void {
  let test: EngineUnderTest;
  beforeAll(async () => {
    test = await start();
  });
  afterEach(async () => {
    await vi.waitUntil(async () => (await test.leftovers()) === 0, { timeout: 10_000 });
  });
  afterAll(async () => {
    await test.close();
  });
  const run = (...[text, more]: Parameters<typeof ask>): RecordedAnswer =>
    runOn(test.engine, ask(text, more));

  describe('an answer', () => {
    it('comes as text in order, then one end with its reason and usage', async () => {
      const answer = run('Count to 5');
      await answer.ended;

      expect(answer.text).toBe('1 2 3 4 5');
      expect(answer.heard.filter(({ type }) => type === 'end' || type === 'failed')).toHaveLength(
        1,
      );
      expect(endOf(answer)).toMatchObject({
        type: 'end',
        outcome: { finishReason: 'stop', usage: { outputTokens: expect.any(Number) } },
      });
      expect(answer.unmet).toEqual([]);
    });

    it('goes to its own listener only, however many there are at once', async () => {
      const words = ['alpha', 'bravo', 'charlie', 'delta', 'echo'];
      const answers = words.map((word) => run(`Say exactly: ${word}`));
      await Promise.all(answers.map(async ({ ended }) => await ended));

      expect(answers.map(({ text }) => text)).toEqual(words);
    });
  });

  describe('items', () => {
    it('each begin before what belongs to them, and none is open twice or left open', async () => {
      const answer = run('Count to 3');
      await answer.ended;
      expect(wrongItems(answer)).toEqual([]);
    });
  });

  describe('an abort', () => {
    it('in mid-answer ends it at once as cancelled, and nothing is heard after it', async () => {
      test.stall('Wait for me');
      const answer = run('Wait for me');
      await answer.firstText;
      answer.abort();
      await answer.ended;
      const heard = [...answer.heard];

      expect(endOf(answer)).toEqual({ type: 'failed', code: 'cancelled' });
      const next = run('Say exactly: next');
      await next.ended;
      expect(next.text).toBe('next');
      expect(answer.heard).toEqual(heard);
    });

    it('before the start leaves nothing to hear', async () => {
      const answer = run('Say exactly: nothing');
      answer.abort();
      await answer.ended;
      expect(answer.heard).toEqual([{ type: 'failed', code: 'cancelled' }]);
    });
  });

  describe('tool calls', () => {
    const weather = ask('call get_weather in Oslo', { tools: [functionTool('get_weather')] });

    it('come whole, and end the answer with tool_calls', async () => {
      const answer = runOn(test.engine, weather);
      await answer.ended;

      expect(answer.calls).toMatchObject([{ type: 'function', name: 'get_weather' }]);
      expect(JSON.parse(answer.calls[0]?.input ?? '')).toMatchObject({ city: expect.any(String) });
      expect(endOf(answer)).toMatchObject({ type: 'end', outcome: { finishReason: 'tool_calls' } });
    });

    it('come as the model writes them where the engine says so, and add up to the whole', async () => {
      const answer = runOn(test.engine, weather);
      await answer.ended;

      const { begun, pieces } = written(answer);
      const { hasArgumentDeltas } = test.engine.capabilities();
      const inPieces = hasArgumentDeltas ? answer.calls : [];
      expect(begun).toEqual(inPieces.map(({ type, id, name }) => ({ type, id, name })));
      expect(pieces).toEqual(inPieces.map(({ input }) => input));
      expect(answer.heard.filter(({ type }) => type === 'call')).toHaveLength(1);
    });

    it('are answered by the request that brings their results', async () => {
      const first = runOn(test.engine, weather);
      await first.ended;
      const answer = runOn(
        test.engine,
        withResults(weather, resultOf(first), () => 'Rain.'),
      );
      await answer.ended;

      expect(answer.text).toContain('Rain.');
      expect(endOf(answer)).toMatchObject({ type: 'end', outcome: { finishReason: 'stop' } });
    });

    it('may be answered twice: the second time replays the conversation', async () => {
      const first = runOn(test.engine, weather);
      await first.ended;
      const next = withResults(weather, resultOf(first), () => 'Snow.');
      for (const answer of [runOn(test.engine, next), runOn(test.engine, next)]) {
        await answer.ended;
        expect(answer.text).toContain('Snow.');
      }
    });
  });

  describe('a conversation', () => {
    it('continues from its earlier answer, and from a branch of it', async () => {
      const first = ask('Say exactly: one');
      const answer = runOn(test.engine, first);
      await answer.ended;
      const next = (text: string): typeof first => ({
        ...first,
        messages: [
          ...first.messages,
          { role: 'assistant', content: [{ type: 'text', text: answer.text }] },
          ...ask(text).messages,
        ],
      });
      const branches = [
        runOn(test.engine, next('Say exactly: two')),
        runOn(test.engine, next('Say exactly: three')),
      ];
      await Promise.all(branches.map(async ({ ended }) => await ended));

      expect(branches.map(({ text }) => text)).toEqual(['two', 'three']);
    });
  });

  describe('the engine', () => {
    it('names its models, one of them the default', async () => {
      const models = await test.engine.models();
      expect(models.filter(({ isDefault }) => isDefault)).toHaveLength(1);
    });

    it('is ready, and says how many answers it gives', async () => {
      expect(await test.engine.account()).toMatchObject({ isReady: true });
      const { state, activeTurns: before } = test.engine.health();
      expect(state).toBe('ready');
      test.stall('Hold on');
      const answer = run('Hold on');
      await answer.firstText;
      expect(test.engine.health()).toMatchObject({ activeTurns: before + 1 });
      answer.abort();
      await answer.ended;
    });
  });
}

/** The calls that began before they were whole, each with the pieces of its input together. */
function written({ heard }: RecordedAnswer): { begun: object[]; pieces: string[] } {
  const begun: object[] = [];
  const pieces: string[] = [];
  const places = new Map<string, number>();
  for (const one of heard) {
    if (one.type === 'call-added') {
      const { type, id, name } = one.start;
      places.set(id, begun.length);
      begun.push({ type, id, name });
      pieces.push('');
    }
    if (one.type === 'call-delta') pieces[places.get(one.id) ?? -1] += one.text;
    if (one.type === 'call') places.delete(one.call.id);
  }
  return { begun, pieces };
}

function resultOf({ text, calls }: RecordedAnswer): Parameters<typeof withResults>[1] {
  return { text, toolCalls: calls, reasoning: '', finishReason: 'tool_calls', usage: null };
}

/** The items that are out of order: open twice, done without a beginning, or never done. */
function wrongItems({ heard }: RecordedAnswer): string[] {
  const open = new Set<string>();
  const wrong: string[] = [];
  for (const one of heard) {
    if (one.type === 'item-added') {
      if (open.has(one.start.type)) wrong.push(`${one.start.type} twice`);
      open.add(one.start.type);
    }
    if (one.type === 'item-done' && !open.delete(one.end.type)) wrong.push(`${one.end.type} done`);
  }
  return [...wrong, ...open];
}
