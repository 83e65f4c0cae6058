import * as fc from 'fast-check';
import OpenAI from 'openai';
import { ChatCompletionStream } from 'openai/lib/ChatCompletionStream';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallStart, ToolCall } from '../../src/codex/completion/tools.ts';
import type { AnswerListener } from '../../src/codex/engine/turn.ts';
import { UpstreamError } from '../../src/errors/errors.ts';
import { reasoningHeader } from '../../src/rest/openai/chat/reasoning-format.ts';
import { chatBody, choicesOf, collect, openai, post } from '../rest/client.ts';
import { startRestApp, type RestApp } from '../rest/rest-app.ts';
import { plainFetch } from '../support/checked-fetch.ts';
import { createChunkRules } from '../support/chunk-rules.ts';
import { startScriptedCore, type ScriptedCore } from '../support/scripted-core.ts';
import { plannedAnswer, type Step } from './planned-answer.ts';

let scripted: ScriptedCore;
let app: RestApp;

beforeAll(async () => {
  scripted = startScriptedCore();
  app = await startRestApp({ core: scripted.core }, pino({ level: 'silent' }));
});
afterAll(async () => {
  await app.close();
  await scripted.close();
});

const question: OpenAI.ChatCompletionMessageParam = { role: 'user', content: 'hi' };
const tools = ['add', 'get_weather', 'run'].map((name): OpenAI.ChatCompletionTool => {
  return { type: 'function', function: { name, parameters: { type: 'object', properties: {} } } };
});
const body = { model: 'gpt-5.5', messages: [question], tools };
const asked = { ...body, stream: true } as const;

/** Lets the engine answer with these steps; those after a pause come in a later read of the client. */
function answerWith(steps: readonly Step[], pauses: readonly number[] = [0]): void {
  scripted.answerBy(async (listener) => {
    for (const [index, step] of steps.entries()) {
      if (pauses[index % pauses.length] === 1) {
        await new Promise<void>((resolve) => void setImmediate(resolve));
      }
      step(listener);
    }
    return { finishReason: 'tool_calls', usage: null };
  });
}

/** The call as Chat Completions shows it. */
function shown({ type, id, name, input }: ToolCall): object {
  if (type === 'custom') return { id, type, custom: { name, input } };
  return { id, type, function: { name, arguments: input.trim() === '' ? '{}' : input } };
}

/** The calls as a client puts them together by hand, which works for tools of both types. */
function calledIn(chunks: readonly OpenAI.ChatCompletionChunk[]): object[] {
  const calls: { id?: string; type?: string; name: string; input: string }[] = [];
  for (const delta of chunks.flatMap(({ choices }) => choices[0]?.delta.tool_calls ?? [])) {
    const part: { name?: string; arguments?: string; input?: string } =
      ('custom' in delta && delta.custom instanceof Object ? delta.custom : delta.function) ?? {};
    const call = (calls[delta.index] ??= { name: '', input: '' });
    Object.assign(call, delta.id !== undefined && { id: delta.id, type: delta.type });
    call.name += part.name ?? '';
    call.input += part.arguments ?? part.input ?? '';
  }
  return calls.map(({ id, type, name, input }) => {
    const called = type === 'custom' ? { name, input } : { name, arguments: input };
    return { id, type, [String(type)]: called };
  });
}

/** The SDK without the check of each chunk: OpenAI's document knows no streamed custom call. */
function uncheckedClient(): OpenAI {
  return new OpenAI({
    baseURL: `${app.url}/v1`,
    apiKey: 'unused',
    maxRetries: 0,
    fetch: plainFetch,
  });
}

/** The deltas of a streamed answer. */
async function deltasOf(more: object, init?: RequestInit): Promise<object[]> {
  const url = `${app.url}/v1/chat/completions`;
  const response = await post(url, chatBody({ stream: true, ...more }), init);
  return choicesOf(await response.text()).map(({ delta }) => delta);
}

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

const begun: CallStart = { type: 'function', id: 'call_1', name: 'add' };
const pieces: readonly Step[] = [
  (to) => to.callAdded(begun),
  (to) => to.callDelta('call_1', '{"a"'),
  (to) => to.callDelta('call_1', ':1}'),
  (to) => to.toolCall({ ...begun, input: '{"a":1}' }),
];
const role = { role: 'assistant', content: '', refusal: null };

describe('a call that comes in pieces', () => {
  it('begins with its id and name, and grows by its arguments', async () => {
    answerWith(pieces, [1]);
    expect(await deltasOf({ tools })).toEqual([
      role,
      {
        tool_calls: [
          { index: 0, id: 'call_1', type: 'function', function: { name: 'add', arguments: '' } },
        ],
      },
      { tool_calls: [{ index: 0, function: { arguments: '{"a"' } }] },
      { tool_calls: [{ index: 0, function: { arguments: ':1}' } }] },
      {},
    ]);
  });

  it('of a custom tool grows by its free text', async () => {
    const custom: CallStart = { type: 'custom', id: 'call_1', name: 'run' };
    answerWith([
      (to) => to.callAdded(custom),
      (to) => to.callDelta('call_1', ' '),
      (to) => to.callDelta('call_1', 'ls'),
      (to) => to.toolCall({ ...custom, input: ' ls' }),
    ]);
    const chunks = await collect(await uncheckedClient().chat.completions.create(asked));
    expect(chunks.slice(1, -1).map(({ choices }) => choices[0]?.delta)).toEqual([
      {
        tool_calls: [
          { index: 0, id: 'call_1', type: 'custom', custom: { name: 'run', input: '' } },
        ],
      },
      { tool_calls: [{ index: 0, custom: { input: ' ' } }] },
      { tool_calls: [{ index: 0, custom: { input: 'ls' } }] },
    ]);
  });

  it('of a deprecated function has the deprecated shape, and only the first is written', async () => {
    const other: CallStart = { ...begun, id: 'call_2' };
    answerWith([
      ...pieces,
      (to) => to.callAdded(other),
      (to) => to.callDelta('call_2', '{}'),
      (to) => to.toolCall({ ...other, input: '{}' }),
    ]);
    expect(await deltasOf({ functions: [{ name: 'add' }] })).toEqual([
      role,
      { function_call: { name: 'add', arguments: '' } },
      { function_call: { arguments: '{"a"' } },
      { function_call: { arguments: ':1}' } },
      {},
    ]);
  });

  it('without arguments has an empty object of them', async () => {
    answerWith([(to) => to.callAdded(begun), (to) => to.toolCall({ ...begun, input: '' })]);
    expect((await deltasOf({ tools })).slice(2, -1)).toEqual([
      { tool_calls: [{ index: 0, function: { arguments: '{}' } }] },
    ]);
  });

  it('reaches the client before the model has written the next piece', async () => {
    const read = pieces.map(() => withResolvers());
    scripted.answerBy(async (listener) => {
      for (const [index, step] of pieces.slice(0, -1).entries()) {
        step(listener);
        await read[index]?.promise;
      }
      pieces.at(-1)?.(listener);
      return { finishReason: 'tool_calls', usage: null };
    });
    const seen: string[] = [];
    for await (const { choices } of await openai(app.url).chat.completions.create(asked)) {
      const [call] = choices[0]?.delta.tool_calls ?? [];
      if (call !== undefined) {
        read[seen.length]?.resolve();
        seen.push(call.function?.arguments ?? '');
      }
    }
    expect(seen).toEqual(['', '{"a"', ':1}']);
  });

  it('that is cut leaves its pieces, and the reason', async () => {
    scripted.answerBy(async (listener: AnswerListener) => {
      for (const step of pieces.slice(0, 2)) step(listener);
      return await Promise.resolve({ finishReason: 'length', usage: null });
    });
    const streamed = await collect(await openai(app.url).chat.completions.create(asked));
    expect(calledIn(streamed)).toEqual([
      { id: 'call_1', type: 'function', function: { name: 'add', arguments: '{"a"' } },
    ]);
    expect(streamed.at(-1)?.choices[0]?.finish_reason).toBe('length');
    const whole = await openai(app.url).chat.completions.create(body);
    expect(whole.choices[0]?.message).not.toHaveProperty('tool_calls');
    expect(whole.choices[0]?.finish_reason).toBe('length');
  });

  it('that is cut holds back no whole call beside it', async () => {
    const other: CallStart = { ...begun, id: 'call_2' };
    scripted.answerBy(async (listener: AnswerListener) => {
      pieces[0]?.(listener);
      listener.callAdded(other);
      listener.callDelta('call_2', '{}');
      listener.toolCall({ ...other, input: '{}' });
      listener.toolCall({ ...other, id: 'call_3', input: '[]' });
      return await Promise.resolve({ finishReason: 'length', usage: null });
    });
    const streamed = await collect(await openai(app.url).chat.completions.create(asked));
    expect(calledIn(streamed)).toMatchObject([
      { id: 'call_1', function: { arguments: '' } },
      { id: 'call_2', function: { arguments: '{}' } },
      { id: 'call_3', function: { arguments: '[]' } },
    ]);
    const { choices } = await openai(app.url).chat.completions.create(body);
    expect(choices[0]?.message.tool_calls?.map(({ id }) => id)).toEqual(['call_2', 'call_3']);
  });

  it('that fails ends in the error, and in no finish reason', async () => {
    scripted.answerBy(async (listener) => {
      for (const step of pieces.slice(0, 2)) step(listener);
      return await Promise.reject(new UpstreamError('upstream_error', 'It broke.'));
    });
    const chunks: OpenAI.ChatCompletionChunk[] = [];
    const read = async (): Promise<void> => {
      for await (const chunk of await openai(app.url).chat.completions.create(asked)) {
        chunks.push(chunk);
      }
    };
    await expect(read()).rejects.toMatchObject({ code: 'upstream_error' });
    expect(chunks.map(({ choices }) => choices[0]?.finish_reason)).toEqual([null, null, null]);
  });

  it('closes the thought before it', async () => {
    answerWith([(to) => to.reasoningDelta('Hm.', 0), ...pieces]);
    const headers = { 'content-type': 'application/json', [reasoningHeader]: 'think' };
    const deltas = await deltasOf({ tools }, { headers });
    expect(deltas.slice(0, 5)).toMatchObject([
      role,
      { content: expect.stringMatching(/^<think>\s*Hm\.$/) },
      { content: expect.stringContaining('</think>') },
      { tool_calls: [{ id: 'call_1' }] },
      { tool_calls: [{ function: { arguments: '{"a"' } }] },
    ]);
  });
});

describe('calls that come in any pieces', () => {
  const pauses = fc.array(fc.constantFrom(0, 1), { minLength: 1, maxLength: 8 });

  it('are whole to clients, in sequence, and the same as without a stream', async () => {
    const client = uncheckedClient();
    const property = fc.asyncProperty(
      plannedAnswer,
      pauses,
      async ({ steps, calls, text }, ticks) => {
        answerWith(steps, ticks);
        const chunks = await collect(await client.chat.completions.create(asked));
        expect(calledIn(chunks)).toEqual(calls.map(shown));
        const rules = createChunkRules();
        expect(chunks.flatMap((chunk) => rules.faultsOf(chunk))).toEqual([]);
        expect(rules.faultsAtEnd()).toEqual([]);
        const whole = await client.chat.completions.create(body);
        expect(whole.choices[0]?.message).toMatchObject({
          content: text === '' ? null : text,
          tool_calls: calls.map(shown),
        });
      },
    );
    await fc.assert(property, { numRuns: 60 });
  });

  it("are whole to the SDK's helper, each with one end", async () => {
    const client = openai(app.url);
    const property = fc.asyncProperty(plannedAnswer, pauses, async ({ steps, calls }, ticks) => {
      // The helper of this SDK knows no custom tools.
      fc.pre(calls.every(({ type }) => type === 'function'));
      answerWith(steps, ticks);
      const done: object[] = [];
      const grown = new Map<number, string>();
      const helper = client.chat.completions.stream(body);
      expect(helper).toBeInstanceOf(ChatCompletionStream);
      helper.on('tool_calls.function.arguments.delta', ({ index, arguments_delta }) => {
        grown.set(index, (grown.get(index) ?? '') + arguments_delta);
      });
      helper.on('tool_calls.function.arguments.done', ({ name, arguments: input }) => {
        done.push({ name, arguments: input });
      });
      const message = await helper.finalMessage();
      const bodies = calls.map(shown);
      expect(message.tool_calls).toMatchObject(bodies);
      expect(bodies).toMatchObject(done.map((each) => ({ function: each })));
      expect([...grown.values()]).toEqual(
        done.map((each) => 'arguments' in each && each.arguments),
      );
    });
    await fc.assert(property, { numRuns: 60 });
  });
});

describe('a refusal that comes in pieces', () => {
  const refuse =
    (words?: string) =>
    async (listener: AnswerListener): Promise<{ finishReason: 'content_filter'; usage: null }> => {
      for (const piece of ['I am sorry', ', no.']) listener.refusalDelta(piece);
      const refusal = words === undefined ? {} : { refusal: words };
      return await Promise.resolve({ finishReason: 'content_filter', usage: null, ...refusal });
    };

  it('is streamed as it comes, and not repeated', async () => {
    scripted.answerBy(refuse('I am sorry, no.'));
    expect(await deltasOf({})).toEqual([role, { refusal: 'I am sorry' }, { refusal: ', no.' }, {}]);
  });

  it("is the message's refusal, to the SDK's helper and without a stream", async () => {
    for (const words of ['I am sorry, no.', undefined]) {
      scripted.answerBy(refuse(words));
      const streamed = await openai(app.url).chat.completions.stream(body).finalMessage();
      expect(streamed.refusal).toBe('I am sorry, no.');
      const whole = await openai(app.url).chat.completions.create(body);
      expect(whole.choices[0]?.message).toMatchObject({
        content: null,
        refusal: 'I am sorry, no.',
      });
    }
  });
});
