import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CompletionEvent } from '../../src/codex/completion/events.ts';
import { LiveCompletion } from '../../src/codex/completion/live-completion.ts';
import { LosslessStream } from '../../src/codex/completion/lossless-stream.ts';
import type { CallStart } from '../../src/codex/completion/tools.ts';
import { noCapabilities } from '../../src/codex/engine/capabilities.ts';
import { createShaper } from '../../src/codex/shaping/shaper.ts';
import { UpstreamError } from '../../src/errors/errors.ts';
import { localCaller } from '../support/callers.ts';
import { ask } from '../support/core.ts';
import { expectWellFormed } from '../support/item-rules.ts';
import { accumulate, whole } from './accumulate.ts';
import { plannedAnswer } from './planned-answer.ts';

function start(): LiveCompletion {
  return new LiveCompletion({
    id: 'chatcmpl-1',
    model: 'gpt-5.5',
    effort: null,
    surface: 'CHAT_COMPLETIONS',
    caller: localCaller,
    previousId: null,
  });
}

async function collect<Event>(events: AsyncIterable<Event>): Promise<Event[]> {
  const all: Event[] = [];
  for await (const event of events) all.push(event);
  return all;
}

const usage = null;
const begun: CallStart = { type: 'function', id: 'call_1', name: 'add' };

describe('calls that come in pieces', () => {
  it('are whole to every reader, whatever the pieces, at every place to resume from', async () => {
    const property = fc.asyncProperty(plannedAnswer, async ({ steps, calls, text }) => {
      const completion = start();
      const shaper = createShaper(ask('hi'), completion, noCapabilities);
      const seen = [{ after: completion.lastSequence, calls: accumulate([]) }];
      for (const step of steps) {
        step(shaper);
        const soFar = completion.calls.map(({ call, isWhole }) => ({ call, isWhole }));
        seen.push({ after: completion.lastSequence, calls: soFar });
      }
      shaper.end({ finishReason: 'tool_calls', usage });

      expect(completion.toolCalls).toEqual(calls);
      expect(await completion.result()).toMatchObject({ text, toolCalls: calls });
      for (const mergesDeltas of [false, true]) {
        for (const { after, calls: known } of seen) {
          const events = await collect(completion.events(after, { mergesDeltas }));
          expect(accumulate(events, known)).toEqual(whole(calls));
        }
      }
      expect(accumulate(await collect(new LosslessStream(completion)))).toEqual(whole(calls));
      expectWellFormed(await collect(completion.itemEvents()), completion);
    });
    await fc.assert(property, { numRuns: 300 });
  });

  it('are whole to readers that come and go at any time', async () => {
    const pauses = fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 20 });
    const property = fc.asyncProperty(plannedAnswer, pauses, async ({ steps, calls }, ticks) => {
      const completion = start();
      const slow = async <Event>(events: AsyncIterable<Event>): Promise<Event[]> => {
        const all: Event[] = [];
        for await (const event of events) {
          all.push(event);
          for (let tick = ticks[all.length % ticks.length] ?? 0; tick > 0; tick -= 1) {
            await Promise.resolve();
          }
        }
        return all;
      };
      const merged = slow(completion.events(-1, { mergesDeltas: true }));
      const lossless = slow(new LosslessStream(completion));
      const items = slow(completion.itemEvents({ mergesDeltas: true }));
      const shaper = createShaper(ask('hi'), completion, noCapabilities);
      for (const step of steps) {
        step(shaper);
        await Promise.resolve();
      }
      completion.finish('tool_calls', usage);

      expect(accumulate(await merged)).toEqual(whole(calls));
      expect(accumulate(await lossless)).toEqual(whole(calls));
      expectWellFormed(await items, completion);
    });
    await fc.assert(property, { numRuns: 200 });
  });

  it('begin at once, which is the first token of the answer', async () => {
    const stages: string[] = [];
    const completion = new LiveCompletion({
      id: 'chatcmpl-1',
      model: 'gpt-5.5',
      effort: null,
      surface: 'CHAT_COMPLETIONS',
      caller: localCaller,
      listener: {
        queued: () => void stages.push('queued'),
        started: () => void stages.push('started'),
        firstToken: () => void stages.push('first token'),
        toolCall: (_, { call }) => void stages.push(`call ${call.input}`),
        ended: () => void stages.push('ended'),
      },
    });
    completion.callAdded(begun);
    expect(completion.firstTokenAt).not.toBeNull();
    expect(stages).toEqual(['first token']);
    completion.callDelta('call_1', '{"a":');
    completion.toolCall({ ...begun, input: '{"a":1}' });
    completion.finish('tool_calls', usage);

    expect(stages).toEqual(['first token', 'call {"a":1}', 'ended']);
    expect((await collect(completion.events())).slice(1, -1)).toEqual([
      { type: 'call-added', call: begun, index: 0, completionId: 'chatcmpl-1', sequence: 1 },
      { type: 'call-delta', text: '{"a":', index: 0, completionId: 'chatcmpl-1', sequence: 2 },
      { type: 'call-delta', text: '1}', index: 0, completionId: 'chatcmpl-1', sequence: 3 },
      {
        type: 'tool-call',
        call: { ...begun, input: '{"a":1}' },
        index: 0,
        completionId: 'chatcmpl-1',
        sequence: 4,
      },
    ]);
  });

  it.each<readonly [string, (completion: LiveCompletion) => void]>([
    ['was cut', (completion) => completion.finish('length', usage)],
    ['failed', (completion) => completion.fail(new UpstreamError('upstream_error', 'It broke.'))],
    ['was cancelled', (completion) => completion.cancel()],
  ])('are no tool calls of an answer that %s before they were whole', async (_, end) => {
    const completion = start();
    completion.toolCall({ type: 'function', id: 'call_0', name: 'add', input: '{}' });
    completion.callAdded({ ...begun, itemId: 'fc_1' });
    completion.callDelta('call_1', '{"a"');
    end(completion);
    completion.callDelta('call_1', ':1}');

    expect(completion.toolCalls.map(({ id }) => id)).toEqual(['call_0']);
    expect(completion.calls[1]).toMatchObject({ isWhole: false, call: { input: '{"a"' } });
    expect(completion.items[1]).toEqual({
      type: 'call',
      id: 'fc_1',
      status: 'incomplete',
      call: { ...begun, input: '{"a"' },
    });
    expectWellFormed(await collect(completion.itemEvents()), completion);
  });

  it('keep what was given out where the whole input differs from it', async () => {
    const completion = start();
    completion.callAdded(begun);
    completion.callDelta('call_1', '{"a": 1}');
    completion.toolCall({ ...begun, name: 'other', input: '{"a":1}' });
    completion.finish('tool_calls', usage);

    expect(completion.toolCalls).toEqual([{ ...begun, input: '{"a": 1}' }]);
    expect(accumulate(await collect(completion.events()))).toEqual(whole(completion.toolCalls));
  });

  it('pass over pieces that belong to no open call', async () => {
    const completion = start();
    completion.callDelta('call_1', 'lost');
    completion.callAdded(begun);
    completion.callAdded(begun);
    completion.callDelta('call_2', 'lost');
    completion.callDelta('call_1', '');
    completion.toolCall({ ...begun, input: '{}' });
    completion.callDelta('call_1', 'lost');
    completion.finish('tool_calls', usage);

    const types = (await collect(completion.events())).map(({ type }) => type);
    expect(types).toEqual(['started', 'call-added', 'call-delta', 'tool-call', 'done']);
    expect(completion.toolCalls).toEqual([{ ...begun, input: '{}' }]);
  });

  it('follow the text that stop sequences and JSON have held back', async () => {
    const completion = start();
    const request = ask('hi', {
      format: { type: 'json_object' },
      stop: ['...'],
      maxOutputTokens: 99,
    });
    const shaper = createShaper(request, completion, noCapabilities);
    for (const piece of [' Let me ', 'look..']) shaper.delta(piece);
    shaper.callAdded(begun);
    shaper.callDelta('call_1', '{}...');
    shaper.toolCall({ ...begun, input: '{}...' });
    shaper.end({ finishReason: 'tool_calls', usage });

    const events = await collect(completion.events());
    const last = events.findLastIndex(({ type }) => type === 'delta');
    expect(completion.text).toBe(' Let me look..');
    expect(events.slice(last + 1).map(({ type }) => type)).toEqual([
      'call-added',
      'call-delta',
      'tool-call',
      'done',
    ]);
    expect(completion.unmet).toEqual([]);
    expect(completion.usage).toMatchObject({ isEstimated: true });
  });

  it('do not come after an answer that a stop sequence has ended', async () => {
    const completion = start();
    const shaper = createShaper(ask('hi', { stop: ['END'] }), completion, noCapabilities);
    shaper.delta('One END');
    shaper.callAdded(begun);
    shaper.callDelta('call_1', '{}');
    shaper.toolCall({ ...begun, input: '{}' });
    shaper.end({ finishReason: 'tool_calls', usage });

    expect(completion).toMatchObject({ text: 'One ', finishReason: 'stop', calls: [] });
  });
});

describe('a reader that comes back too late', () => {
  /** More than a completion keeps. */
  const many = 40_000;

  /** An answer of two calls side by side, each longer than what is kept. */
  function write(completion: LiveCompletion, count: number): void {
    for (let index = 0; index < count; index += 1) {
      completion.callDelta(index % 2 === 0 ? 'call_1' : 'call_2', `${index} 😀`);
    }
  }

  it.each([0, 3, 9])('after %i events gets the rest of each call once', async (count) => {
    const completion = start();
    const stream = new LosslessStream(completion);
    const items = completion.itemEvents();
    completion.toolCall({ type: 'custom', id: 'call_0', name: 'run', input: 'ls' });
    completion.callAdded(begun);
    completion.callAdded({ ...begun, id: 'call_2' });
    write(completion, 10);
    const events: CompletionEvent[] = [];
    const itemEvents = [];
    for (let index = 0; index < count; index += 1) {
      events.push(...[(await stream.next()).value].flatMap((event) => event ?? []));
      itemEvents.push(...[(await items.next()).value].flatMap((event) => event ?? []));
    }
    write(completion, many);
    for (let index = 0; index < 5; index += 1) {
      events.push(...[(await stream.next()).value].flatMap((event) => event ?? []));
      itemEvents.push(...[(await items.next()).value].flatMap((event) => event ?? []));
    }
    write(completion, many);
    for (const { call } of completion.calls.slice(1)) completion.toolCall(call);
    completion.finish('tool_calls', usage);
    events.push(...(await collect(stream)));
    itemEvents.push(...(await collect(items)));

    expect(accumulate(events)).toEqual(whole(completion.toolCalls));
    expect(completion.toolCalls).toHaveLength(3);
    expectWellFormed(itemEvents, completion);
    const longest = Math.max(
      ...events.map((event) => (event.type === 'call-delta' ? event.text.length : 0)),
    );
    expect(longest).toBeLessThanOrEqual(4096);
  });

  it('gets what there is of a call that was cut', async () => {
    const completion = start();
    const stream = new LosslessStream(completion);
    const items = completion.itemEvents();
    completion.callAdded(begun);
    for (let index = 0; index < many; index += 1) completion.callDelta('call_1', `${index} `);
    completion.finish('length', usage);

    expect(accumulate(await collect(stream))).toEqual([
      { call: completion.calls[0]?.call, isWhole: false },
    ]);
    expectWellFormed(await collect(items), completion);
  });
});

describe('a refusal that comes in pieces', () => {
  it('is whole to every reader, and in its message', async () => {
    const completion = start();
    for (const piece of ['I am ', 'sorry', ', no.']) completion.refusalDelta(piece);
    expect(completion.refusal).toBe('I am sorry, no.');
    completion.itemDone({
      type: 'message',
      parts: [{ type: 'refusal', refusal: 'I am sorry, no.' }],
    });
    completion.finish('content_filter', usage, 'I am sorry, no.');

    expect(completion.items).toEqual([
      {
        type: 'message',
        id: expect.stringMatching(/^msg_/),
        status: 'completed',
        phase: null,
        parts: [{ type: 'refusal', refusal: 'I am sorry, no.' }],
      },
    ]);
    const events = await collect(completion.events(-1, { mergesDeltas: true }));
    expect(events.slice(1)).toMatchObject([
      { type: 'refusal-delta', text: 'I am sorry, no.', sequence: 3 },
      { type: 'done', refusal: 'I am sorry, no.', sequence: 4 },
    ]);
    expectWellFormed(await collect(completion.itemEvents()), completion);
  });

  it('ends with what its pieces lack, and keeps them where they differ', async () => {
    for (const [words, refusal] of [
      ['No, never.', 'No, never.'],
      ['Never.', 'No'],
      [undefined, 'No'],
    ] as const) {
      const completion = start();
      completion.refusalDelta('No');
      completion.finish('content_filter', usage, words);

      expect(await completion.result()).toMatchObject({ refusal });
      expect(completion.refusal).toBe(refusal);
      const events = await collect(completion.events());
      const pieces = events.map((event) => (event.type === 'refusal-delta' ? event.text : ''));
      expect(pieces.join('')).toBe(refusal);
      expectWellFormed(await collect(completion.itemEvents()), completion);
    }
  });
});
