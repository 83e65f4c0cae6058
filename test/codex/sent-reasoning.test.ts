import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { keyCaller, localCaller } from '../support/callers.ts';
import type { CompletionResult } from '../../src/codex/completion/completion.ts';
import { LiveCompletion } from '../../src/codex/completion/live-completion.ts';
import { messageChain } from '../../src/codex/completion/message-chain.ts';
import type {
  AssistantMessage,
  CompletionRequest,
  Message,
} from '../../src/codex/completion/request.ts';
import { createSentReasoning } from '../../src/codex/completion/sent-reasoning.ts';
import { ask, never, startTestCore, type TestCore } from '../support/core.ts';
import { lastAsked } from '../support/last-asked.ts';
import { functionTool, withResults } from '../support/tool-loop.ts';

const tools = [functionTool('get_weather'), functionTool('get_time')];

/** The ways in which clients write the reasoning into what the assistant said. */
const habits: readonly (readonly [string, (reasoning: string, text: string) => string[]])[] = [
  ['as a part of its own', (reasoning, text) => [reasoning, text]],
  ['ahead of the text', (reasoning, text) => [`${reasoning}\n\n${text}`]],
  ['ahead of the text, without a blank', (reasoning, text) => [reasoning.trim() + text]],
  ['between think tags', (reasoning, text) => [`<think>\n${reasoning}\n</think>\n\n${text}`]],
  ['between thinking tags', (reasoning, text) => [`\n<thinking>${reasoning}</thinking>${text}`]],
  ['between tags of any name', (reasoning, text) => [`<analysis>${reasoning}</analysis>\n${text}`]],
  ['between tags in parts', (reasoning, text) => ['<think>', reasoning, '</think>', text]],
  ['with other blanks', (reasoning, text) => [`${reasoning.replaceAll(/\s+/g, ' ')} `, text]],
];

/** The request with the assistant's last words as a client with that habit sends them. */
function rewritten(
  request: CompletionRequest,
  { reasoning, text }: CompletionResult,
  write: (reasoning: string, text: string) => string[],
): CompletionRequest {
  const index = request.messages.findLastIndex(({ role }) => role === 'assistant');
  const content = write(reasoning, text).map((part) => ({ type: 'text' as const, text: part }));
  return {
    ...request,
    messages: request.messages.map((message, at) =>
      at === index && message.role === 'assistant' ? { ...message, content } : message,
    ),
  };
}

describe('reasoning that a client sends back', () => {
  let test: TestCore;

  beforeAll(async () => {
    test = await startTestCore();
  });
  afterEach(() => test.standIn.behave(undefined));
  afterAll(async () => {
    await test.close();
  });

  async function run(asked: CompletionRequest): Promise<CompletionResult> {
    return await (await test.core.run(asked, never())).result();
  }

  it.each(habits)('%s is not shown to the model, and its turn continues', async (_, write) => {
    const request = ask('call get_weather in Oslo', { tools, effort: 'high' });
    const called = await run(request);
    expect(called.reasoning.length).toBeGreaterThan(20);
    const second = rewritten(
      withResults(request, called, () => 'Rain.'),
      called,
      write,
    );
    const answered = await run(second);
    const input = lastAsked(test.standIn)?.body['input'];

    expect(input).toEqual([expect.objectContaining({ type: 'function_call_output' })]);

    const said: AssistantMessage = {
      role: 'assistant',
      content: [{ type: 'text', text: answered.text }],
    };
    const third = {
      ...second,
      messages: [...second.messages, said, ...ask('Thanks').messages],
    };
    await run(
      rewritten(third, answered, answered.reasoning === '' ? (_none, text) => [text] : write),
    );
    const whole = JSON.stringify(
      lastAsked(test.standIn)?.input.filter(({ type }) => type === 'message'),
    );

    expect(whole).not.toContain('Reading the question');
    expect(lastAsked(test.standIn)?.body['input']).toHaveLength(1);
  });

  it('in a message of its own is not shown to the model, and its turn continues', async () => {
    const request = ask('call get_weather in Oslo', { tools, effort: 'high' });
    const called = await run(request);
    const apart = ({ messages }: CompletionRequest): readonly Message[] =>
      messages.flatMap((message, index) => {
        if (index !== 1 || message.role !== 'assistant') return [message];
        const content = [{ type: 'text' as const, text: called.reasoning }];
        return [{ role: 'assistant', content }, message];
      });
    const second = withResults(request, called, () => 'Rain.');
    const answered = await run({ ...second, messages: apart(second) });

    expect(lastAsked(test.standIn)?.body['input']).toEqual([
      expect.objectContaining({ type: 'function_call_output' }),
    ]);

    const said: AssistantMessage = {
      role: 'assistant',
      content: [{ type: 'text', text: answered.text }],
    };
    const third = { ...second, messages: [...apart(second), said, ...ask('Thanks').messages] };
    await run(third);

    expect(lastAsked(test.standIn)?.body['input']).toHaveLength(1);

    // Another effort, so that the conversation is replayed.
    await run({ ...third, effort: 'low' });
    const shown = lastAsked(test.standIn)?.input.filter(({ role }) => role === 'assistant');

    expect(shown).toHaveLength(1);
    expect(JSON.stringify(shown)).not.toContain('Reading the question');
  });

  it('of another client stays', async () => {
    const request = ask('Hello', { effort: 'high', caller: keyCaller('one') });
    const { reasoning, text } = await run(request);
    const said: AssistantMessage = {
      role: 'assistant',
      content: [{ type: 'text', text: `${reasoning}\n\n${text}` }],
    };
    await run({
      ...request,
      caller: keyCaller('other'),
      messages: [...request.messages, said, ...ask('Thanks').messages],
    });

    expect(JSON.stringify(lastAsked(test.standIn)?.input)).toContain('Reading the question');
  });

  it('does not keep calls and results in another order from their turn', async () => {
    const calls = [
      { name: 'get_weather', arguments: '{"city":"Oslo"}' },
      { name: 'get_time', arguments: '{"city":"Oslo"}' },
    ];
    test.standIn.behave(({ input }) =>
      input.some(({ type }) => type === 'function_call_output')
        ? { kind: 'text', text: 'Rain at noon.' }
        : { kind: 'calls', calls },
    );
    const request = ask('Weather and time?', { tools });
    const called = await run(request);
    const { messages } = withResults(request, called, (_id, name) => name);
    const [question, said, ...results] = messages;
    if (question === undefined || said?.role !== 'assistant') throw new Error('no answer');
    const turned = { ...said, toolCalls: called.toolCalls.toReversed() };
    const next = { ...request, messages: [question, turned, ...results.toReversed()] };
    const answered = await run(next);
    const types = (): unknown[] => {
      const input = lastAsked(test.standIn)?.body['input'];
      return Array.isArray(input) ? input.map((item: { type: string }) => item.type) : [];
    };

    expect(called.toolCalls).toHaveLength(2);
    expect(answered.text).toBe('Rain at noon.');
    expect(types()).toEqual(['function_call_output', 'function_call_output']);

    const reply: AssistantMessage = {
      role: 'assistant',
      content: [{ type: 'text', text: answered.text }],
    };
    await run({ ...next, messages: [...next.messages, reply, ...ask('Thanks').messages] });
    expect(types()).toEqual(['message']);
  });
});

describe('summaries that were sent', () => {
  function completion(reasoning: string, text: string): LiveCompletion {
    const made = new LiveCompletion({
      id: 'chatcmpl-1',
      model: 'm',
      effort: null,
      surface: 'CHAT_COMPLETIONS',
      caller: localCaller,
    });
    made.reasoningDelta(reasoning, 0);
    made.delta(text);
    made.finish('stop', null);
    return made;
  }
  const stripped = (sent: ReturnType<typeof createSentReasoning>, text: string): string => {
    const message: AssistantMessage = { role: 'assistant', content: [{ type: 'text', text }] };
    const [first] = sent.strip(ask('', { messages: [message] })).messages;
    return (first?.content ?? []).map((part) => ('text' in part ? part.text : '')).join('');
  };

  it('are distinguished by their ends', () => {
    const sent = createSentReasoning();
    sent.ended(completion('Reading the question', 'A'));
    sent.ended(completion('Reading the question twice', 'B'));

    expect(stripped(sent, 'Reading the question twice B')).toBe('B');
    expect(stripped(sent, 'Reading the question A')).toBe('A');
    expect(stripped(sent, 'Reading the answer A')).toBe('Reading the answer A');
  });

  it('are all known where the many of a long run begin alike', () => {
    const sent = createSentReasoning();
    const names = Array.from({ length: 200 }, (_, i) => `Planning the next step, number ${i}.`);
    for (const name of names) sent.ended(completion(name, 'A'));

    expect(names.map((name) => stripped(sent, `${name}\n\nA`))).toEqual(names.map(() => 'A'));
  });

  it('are no answers: a summary that the answer begins with stays', () => {
    const sent = createSentReasoning();
    sent.ended(completion('Reading the question', 'Reading the question is easy.'));

    expect(stripped(sent, 'Reading the question is easy.')).toBe('Reading the question is easy.');
  });

  it('are too short to be known at times', () => {
    const sent = createSentReasoning();
    sent.ended(completion('Hm.', 'A'));

    expect(stripped(sent, 'Hm. A')).toBe('Hm. A');
  });

  it('are bounded', () => {
    const sent = createSentReasoning(2);
    for (const name of ['first', 'second', 'third']) {
      sent.ended(completion(`${name} of the summaries`, 'A'));
    }

    expect(stripped(sent, 'first of the summaries A')).toBe('first of the summaries A');
    expect(stripped(sent, 'third of the summaries A')).toBe('A');
  });
});

describe('a conversation', () => {
  it('is the same with calls and results in another order, and another one with other results', () => {
    const call = (id: string) => ({ type: 'function' as const, id, name: 'f', input: '{}' });
    const said = (ids: string[]) => ({
      role: 'assistant' as const,
      content: [],
      toolCalls: ids.map(call),
    });
    const result = (toolCallId: string, text = toolCallId) => ({
      role: 'tool' as const,
      toolCallId,
      content: [{ type: 'text' as const, text }],
    });
    const last = (messages: readonly Message[]) => messageChain([], messages).at(-1);
    const one = last([said(['a', 'b']), result('a'), result('b')]);

    expect(last([said(['b', 'a']), result('b'), result('a')])).toBe(one);
    expect(last([said(['a', 'b']), result('b'), result('a')])).toBe(one);
    expect(last([said(['a', 'b']), result('a', 'b'), result('b', 'a')])).not.toBe(one);
    expect(last([said(['a']), result('a'), result('b')])).not.toBe(one);
  });
});
