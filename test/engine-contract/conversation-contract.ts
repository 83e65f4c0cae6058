import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CompletionRequest, Message } from '../../src/codex/completion/request.ts';
import type { RecordedRequest } from '../../src/standin/index.ts';
import { stringOf } from '../../src/standin/wire/json.ts';
import { keyCaller } from '../support/callers.ts';
import { ask } from '../support/core.ts';
import { lastAsked } from '../support/last-asked.ts';
import { functionTool, withResults } from '../support/tool-loop.ts';
import type { EngineWithService, StartEngine } from './harness.ts';
import { runOn, type RecordedAnswer } from './recorded-answer.ts';

const weather = ask('call get_weather in Oslo', { tools: [functionTool('get_weather')] });

/** What every engine must do with conversations that continue. */
export function conversationContract(start: StartEngine): void {
  let test: EngineWithService;
  beforeAll(async () => {
    test = await start();
  });
  afterEach(() => {
    test.standIn.behave(undefined);
  });
  afterAll(async () => {
    await test.close();
  });

  const run = async (asked: CompletionRequest, on = test): Promise<RecordedAnswer> => {
    const answer = runOn(on.engine, asked);
    await answer.ended;
    return answer;
  };

  describe('tool results', () => {
    it('reach the model with all that it had said, its reasoning included', async () => {
      const first = await run(weather);
      const answer = await run(resumed(weather, first));
      expect(answer.text).toContain('Rain.');
      expect(saidIn(test)).toEqual(['user', 'reasoning', 'function_call', 'function_call_output']);
    });

    it('reach it though the answer was not waited for as long', async () => {
      const impatient = await start({ parking: { count: 100, ms: 1 }, kept: { count: 1, ms: 1 } });
      const first = await run(weather, impatient);
      await expect.poll(() => impatient.engine.parkedTurns).toBe(0);
      const answer = await run(resumed(weather, first), impatient);
      expect(answer.text).toContain('Rain.');
      expect(callsIn(impatient)).toEqual(['function_call', 'function_call_output']);
      await impatient.close();
    });

    it('reach it through an engine that was started since', async () => {
      const first = await run(weather);
      const other = await start();
      const answer = await run(resumed(weather, first), other);
      expect(answer.text).toContain('Rain.');
      expect(callsIn(other)).toEqual(['function_call', 'function_call_output']);
      await other.close();
    });

    it('reach it with a history that the client has changed since', async () => {
      const first = await run(weather);
      const next = resumed(weather, first);
      const system: Message = { role: 'system', content: [{ type: 'text', text: 'Be brief.' }] };
      const answer = await run({ ...next, messages: [system, ...next.messages] });
      expect(answer.text).toContain('Rain.');
      const { input = [] } = lastAsked(test.standIn) ?? {};
      expect(JSON.stringify(input[0])).toContain('Be brief.');
      expect(callsIn(test)).toEqual(['function_call', 'function_call_output']);
    });
  });

  describe('the next request of a chat', () => {
    it('keeps the cache key and the reasoning of the one before', async () => {
      const asked = ask('Say exactly: tea');
      const first = await run(asked);
      const key = cacheKeyOf(lastAsked(test.standIn));
      await run(continued(asked, first, 'Say exactly: milk'));
      expect(cacheKeyOf(lastAsked(test.standIn))).toBe(key);
      expect(saidIn(test)).toEqual(['user', 'reasoning', 'assistant', 'user']);
    });

    it('may branch: each branch has its own end of one conversation', async () => {
      const asked = ask('Say exactly: root');
      const first = await run(asked);
      const leaves = ['Say exactly: left', 'Say exactly: right'];
      const answers = await Promise.all(
        leaves.map(async (leaf) => await run(continued(asked, first, leaf))),
      );
      expect(answers.map(({ text }) => text)).toEqual(['left', 'right']);
      const inputs = test.standIn.requests.slice(-2).map(({ input }) => JSON.stringify(input));
      expect(inputs.filter((input) => input.includes('left') && input.includes('right'))).toEqual(
        [],
      );
    });

    it('of another caller shares nothing with it', async () => {
      const asked = ask('Say exactly: mine');
      const first = await run(asked);
      const key = cacheKeyOf(lastAsked(test.standIn));
      const next = { ...continued(asked, first, 'Say exactly: yours'), caller: keyCaller('other') };
      expect((await run(next)).text).toBe('yours');
      expect(cacheKeyOf(lastAsked(test.standIn))).not.toBe(key);
      expect(saidIn(test)).toEqual(['user', 'assistant', 'user']);
    });

    it('that asks the same anew is a conversation of its own', async () => {
      await run(ask('Say exactly: again'));
      const key = cacheKeyOf(lastAsked(test.standIn));
      await run(ask('Say exactly: again'));
      expect(cacheKeyOf(lastAsked(test.standIn))).not.toBe(key);
    });
  });
}

function resumed(request: CompletionRequest, { text, calls }: RecordedAnswer): CompletionRequest {
  const answer = { text, toolCalls: calls, reasoning: '', usage: null } as const;
  return withResults(request, { ...answer, finishReason: 'tool_calls' }, () => 'Rain.');
}

function continued(
  request: CompletionRequest,
  answer: RecordedAnswer,
  text: string,
): CompletionRequest {
  const said: Message = { role: 'assistant', content: [{ type: 'text', text: answer.text }] };
  return { ...request, messages: [...request.messages, said, ...ask(text).messages] };
}

/** The roles and types of all that the model has before it. */
function saidIn({ standIn }: EngineWithService): string[] {
  const { input = [] } = lastAsked(standIn) ?? {};
  return input.map((item) => stringOf(item['role']) ?? stringOf(item['type']) ?? '');
}

function callsIn(test: EngineWithService): string[] {
  return saidIn(test).filter((said) => said.startsWith('function_call'));
}

function cacheKeyOf(request: RecordedRequest | undefined): unknown {
  return request?.body['prompt_cache_key'];
}
