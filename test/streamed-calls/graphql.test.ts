import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ToolCall } from '../../src/codex/completion/tools.ts';
import type { FinishReason } from '../../src/codex/completion/events.ts';
import {
  ReadCallsDocument,
  StreamChatDocument,
  WatchChatDocument,
  type EventFragment,
  type CallFragment,
} from '../generated/graphql.ts';
import { ask } from '../schema/ask.ts';
import { allEvents, eventsOf, execute, subscribeOverSse, transports } from '../schema/clients.ts';
import { startSurface, type TestSurface } from '../schema/surface.ts';
import { startScriptedCore, type ScriptedCore } from '../support/scripted-core.ts';
import { plannedAnswer, type Step } from './planned-answer.ts';

let scripted: ScriptedCore;
let surface: TestSurface;

beforeAll(async () => {
  scripted = startScriptedCore();
  surface = await startSurface(scripted.core);
});
afterAll(async () => {
  await surface.close();
  await scripted.close();
});

const input = ask('hi', {
  model: 'gpt-5.5',
  tools: ['add', 'get_weather', 'run'].map((name) => ({ function: { name } })),
});

/** Lets the engine answer with these steps, in that many reads of a subscriber. */
function answerWith(steps: readonly Step[], finishReason: FinishReason = 'tool_calls'): void {
  scripted.answerBy(async (listener) => {
    for (const [index, step] of steps.entries()) {
      if (index % 3 === 0) await new Promise<void>((resolve) => void setImmediate(resolve));
      step(listener);
    }
    return { finishReason, usage: null };
  });
}

/** The calls as a subscriber puts them together, each at its index. Throws on a contradiction. */
function calledIn(events: readonly EventFragment[], known: readonly CallFragment[] = []): object[] {
  const calls = [...known];
  for (const event of events) {
    if (event.__typename === 'ChatCompletionToolCallStarted') {
      const { index, callId, type, name } = event;
      if (calls[index] !== undefined) throw new Error('a call began twice');
      calls[index] = { callId, type, name, input: '' };
    }
    if (event.__typename === 'ChatCompletionToolCallDelta') {
      const call = calls[event.index];
      if (call === undefined) throw new Error('a piece of no call');
      calls[event.index] = { ...call, input: call.input + event.text };
    }
    if (event.__typename === 'ChatCompletionToolCall') {
      const soFar = calls[event.index]?.input ?? event.toolCall.input;
      if (soFar !== event.toolCall.input) throw new Error('the pieces are not the whole');
      calls[event.index] = event.toolCall;
    }
  }
  return calls;
}

function shown({ id, type, name, input: whole }: ToolCall): CallFragment {
  return { callId: id, type: type === 'custom' ? 'CUSTOM' : 'FUNCTION', name, input: whole };
}

const begun = { type: 'function', id: 'call_1', name: 'add' } as const;
const pieces: readonly Step[] = [
  (to) => to.callAdded(begun),
  (to) => to.callDelta('call_1', '{"a"'),
  (to) => to.callDelta('call_1', ':1}'),
  (to) => to.toolCall({ ...begun, input: '{"a":1}' }),
];

describe.each(transports)('over %s', (_name, subscribe) => {
  it('a call is an event at its beginning, for each piece and at its end', async () => {
    answerWith(pieces);
    const events = await allEvents(subscribe(surface.url, StreamChatDocument, { input }));
    const { completionId } = events[0] ?? {};

    const merged = ['{"a"', ':1}'].join('');
    expect(events[1]).toEqual({
      __typename: 'ChatCompletionToolCallStarted',
      completionId,
      sequence: 1,
      index: 0,
      callId: 'call_1',
      type: 'FUNCTION',
      name: 'add',
    });
    const deltas = events.filter((event) => event.__typename === 'ChatCompletionToolCallDelta');
    expect(deltas.map(({ text }) => text).join('')).toBe(merged);
    expect(deltas.at(-1)).toMatchObject({ index: 0, sequence: 3 });
    expect(events.slice(-2)).toMatchObject([
      {
        __typename: 'ChatCompletionToolCall',
        sequence: 4,
        index: 0,
        toolCall: { callId: 'call_1', type: 'FUNCTION', name: 'add', input: merged },
      },
      { __typename: 'ChatCompletionDone', sequence: 5, finishReason: 'TOOL_CALLS' },
    ]);
  });

  it('calls in any pieces are whole, also after every event to resume from', async () => {
    const property = fc.asyncProperty(plannedAnswer, async ({ steps, calls }) => {
      answerWith(steps);
      const events = await allEvents(subscribe(surface.url, StreamChatDocument, { input }));
      const id = events[0]?.completionId ?? '';
      expect(calledIn(events)).toEqual(calls.map(shown));
      for (const [index, { sequence }] of events.entries()) {
        const rest = await allEvents(
          subscribe(surface.url, WatchChatDocument, { id, after: sequence }),
        );
        expect(calledIn([...events.slice(0, index + 1), ...rest])).toEqual(calls.map(shown));
      }
    });
    await fc.assert(property, { numRuns: 8 });
  });

  it('a refusal comes in pieces, and its end has all of it', async () => {
    scripted.answerBy(async (listener) => {
      for (const piece of ['I am sorry', ', no.']) listener.refusalDelta(piece);
      return await Promise.resolve({ finishReason: 'content_filter', usage: null });
    });
    const events = await allEvents(subscribe(surface.url, StreamChatDocument, { input }));
    const deltas = events.filter((event) => event.__typename === 'ChatCompletionRefusalDelta');
    expect(deltas.map(({ text }) => text).join('')).toBe('I am sorry, no.');
    const { chatCompletion } = await execute(surface.url, ReadCallsDocument, {
      id: events[0]?.completionId ?? '',
    });
    expect(chatCompletion).toMatchObject({ refusal: 'I am sorry, no.', toolCalls: [] });
  });
});

it('a client that reads the state of a call continues from there', async () => {
  let goOn = (): void => {};
  const goneOn = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  scripted.answerBy(async (listener) => {
    for (const [index, step] of pieces.entries()) {
      if (index === 2) await goneOn;
      step(listener);
    }
    return { finishReason: 'tool_calls', usage: null };
  });
  const events = eventsOf(subscribeOverSse(surface.url, StreamChatDocument, { input }));
  let id = '';
  for await (const event of events) {
    id = event.completionId;
    if (event.__typename !== 'ChatCompletionToolCallDelta') continue;
    const { chatCompletion } = await execute(surface.url, ReadCallsDocument, { id });
    expect(chatCompletion).toMatchObject({
      toolCalls: [],
      openToolCalls: [{ index: 0, toolCall: { callId: 'call_1', name: 'add', input: '{"a"' } }],
      lastSequence: 2,
    });
    const watching = subscribeOverSse(surface.url, WatchChatDocument, { id, after: 2 });
    goOn();
    const rest = await allEvents(watching);
    const known = (chatCompletion?.openToolCalls ?? []).map(({ toolCall }) => toolCall);
    expect(calledIn(rest, known)).toEqual([shown({ ...begun, input: '{"a":1}' })]);
    break;
  }
  const { chatCompletion } = await execute(surface.url, ReadCallsDocument, { id });
  expect(chatCompletion).toMatchObject({
    toolCalls: [{ callId: 'call_1', input: '{"a":1}' }],
    openToolCalls: [],
  });
});

it('a call that was cut stays open, and is no tool call', async () => {
  answerWith(pieces.slice(0, 2), 'length');
  const events = await allEvents(subscribeOverSse(surface.url, StreamChatDocument, { input }));
  expect(events.at(-1)).toMatchObject({ finishReason: 'LENGTH' });
  const { chatCompletion } = await execute(surface.url, ReadCallsDocument, {
    id: events[0]?.completionId ?? '',
  });
  expect(chatCompletion).toMatchObject({
    toolCalls: [],
    openToolCalls: [{ index: 0, toolCall: { input: '{"a"' } }],
  });
});
