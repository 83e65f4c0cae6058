import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localCaller } from '../support/callers.ts';
import type { ItemEvent } from '../../src/codex/completion/item-events.ts';
import { LiveCompletion } from '../../src/codex/completion/live-completion.ts';
import { StreamGapError } from '../../src/codex/streams/stream-gap-error.ts';
import { UpstreamError } from '../../src/errors/errors.ts';
import { expectWellFormed } from '../support/item-rules.ts';

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

function catchGap(act: () => unknown): StreamGapError {
  try {
    act();
  } catch (error) {
    if (error instanceof StreamGapError) return error;
  }
  throw new Error('There is no gap.');
}

async function collect(events: AsyncIterable<ItemEvent>): Promise<ItemEvent[]> {
  const all: ItemEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

const text = fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme' });
const openId = fc.constantFrom('call_1', 'call_2', 'call_3');
const id = fc.option(fc.constantFrom('', 'a', 'b', 'c'), { nil: undefined });
const phase = fc.option(fc.constantFrom('commentary', 'final_answer'));
const raw = fc.record({ type: fc.constant('web_search_call'), query: text });
const part = fc.oneof(
  fc.record({ type: fc.constant('text' as const), text, annotations: fc.constant([]) }),
  fc.record({ type: fc.constant('refusal' as const), refusal: text }),
);

/** Something that an engine can tell a completion, in any order. */
type Step = (completion: LiveCompletion) => void;

const step = fc.oneof(
  text.map(
    (delta): Step =>
      (completion) =>
        completion.delta(delta),
  ),
  fc.tuple(text, fc.nat({ max: 2 }), fc.boolean()).map(([delta, index, isNew]): Step => {
    return (completion) => completion.reasoningDelta(isNew ? `\n\n${delta}` : delta, index);
  }),
  fc.tuple(id, phase).map(([itemId, name]): Step => {
    return (completion) => completion.itemAdded({ type: 'message', ...of(itemId), phase: name });
  }),
  id.map((itemId): Step => {
    return (completion) => completion.itemAdded({ type: 'reasoning', ...of(itemId) });
  }),
  fc.tuple(id, raw).map(([itemId, item]): Step => {
    return (completion) => completion.itemAdded({ type: 'hosted', ...of(itemId), raw: item });
  }),
  fc.array(part, { maxLength: 3 }).map((parts): Step => {
    return (completion) => completion.itemDone({ type: 'message', parts });
  }),
  text.map((encryptedContent): Step => {
    return (completion) => completion.itemDone({ type: 'reasoning', encryptedContent });
  }),
  raw.map(
    (item): Step =>
      (completion) =>
        completion.itemDone({ type: 'hosted', raw: item }),
  ),
  fc.tuple(id, text).map(([itemId, input]): Step => {
    const call = { type: 'function', id: 'call_1', name: 'f', input } as const;
    return (completion) => completion.toolCall(call, itemId);
  }),
  fc.tuple(openId, id).map(([call, itemId]): Step => {
    const begun = { type: 'custom', id: call, name: 'c' } as const;
    return (completion) =>
      completion.callAdded({ ...begun, ...(itemId !== undefined && { itemId }) });
  }),
  fc.tuple(openId, text).map(
    ([call, input]): Step =>
      (completion) =>
        completion.callDelta(call, input),
  ),
  fc.tuple(openId, text, fc.boolean()).map(([call, more, isMore]): Step => {
    return (completion) => {
      const open = completion.calls.find((each) => !each.isWhole && each.call.id === call);
      const input = (isMore ? (open?.call.input ?? '') : '') + more;
      completion.toolCall({ type: 'custom', id: call, name: 'c', input });
    };
  }),
  text.map(
    (words): Step =>
      (completion) =>
        completion.refusalDelta(words),
  ),
);

function of(itemId: string | undefined): { id?: string } {
  return itemId === undefined ? {} : { id: itemId };
}

const end = fc.oneof(
  fc.constantFrom<Step>(
    (completion) => completion.finish('stop', null),
    (completion) => completion.finish('length', null),
    (completion) => completion.finish('content_filter', null, 'No.'),
    (completion) => completion.fail(new UpstreamError('upstream_error', 'It broke.')),
    (completion) => completion.cancel(),
  ),
);

const answer = fc
  .tuple(fc.array(step, { maxLength: 25 }), end)
  .map(([steps, last]) => [...steps, last]);

describe('the item events of an answer', () => {
  it('are well formed, no matter what an engine reports and in what order', async () => {
    const property = fc.asyncProperty(answer, async (steps) => {
      const completion = start();
      for (const act of steps) act(completion);
      completion.delta('Too late.');
      completion.itemAdded({ type: 'message' });

      const events = await collect(completion.itemEvents());
      expectWellFormed(events, completion);
      expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index));
      expectWellFormed(await collect(completion.itemEvents({ mergesDeltas: true })), completion);
    });
    await fc.assert(property, { numRuns: 400 });
  });

  it('are the same to a reader that follows as to one that comes later', async () => {
    const property = fc.asyncProperty(answer, async (steps) => {
      const completion = start();
      const live = collect(completion.itemEvents());
      for (const act of steps) {
        await Promise.resolve();
        act(completion);
      }

      expect(await live).toEqual(await collect(completion.itemEvents()));
    });
    await fc.assert(property, { numRuns: 200 });
  });

  it('continue exactly after any of them, also after a merged one', async () => {
    const property = fc.asyncProperty(answer, fc.nat(), async (steps, cut) => {
      const completion = start();
      for (const act of steps) act(completion);
      const all = await collect(completion.itemEvents());
      expect(completion.lastItemSequence).toBe(all.length - 1);

      const after = (cut % (all.length + 1)) - 1;
      const rest = await collect(completion.itemEventsAfter(after));
      expect(rest).toEqual(all.slice(after + 1));

      const merged = await collect(completion.itemEventsAfter(-1, { mergesDeltas: true }));
      const seen = merged.slice(0, cut % (merged.length + 1));
      const seenTo = seen.at(-1)?.sequence ?? -1;
      const more = await collect(completion.itemEventsAfter(seenTo, { mergesDeltas: true }));
      expectWellFormed([...seen, ...more], completion);
    });
    await fc.assert(property, { numRuns: 200 });
  });

  it('name the oldest one that can still be replayed to a reader that asks for an older one', async () => {
    const completion = start();
    completion.itemAdded({ type: 'message', id: 'msg_1' });
    for (let count = 0; count < 40_000; count += 1) completion.delta('a');
    completion.itemDone({ type: 'message' });
    completion.finish('stop', null);

    const gap = catchGap(() => completion.itemEventsAfter(5));
    const oldest = gap.oldestSequence;
    expect(gap.message).toContain(`Events after 5 are no longer kept; the oldest is ${oldest}.`);
    expect(oldest).toBeGreaterThan(16_384);
    expect(() => completion.itemEventsAfter(oldest - 2)).toThrow(StreamGapError);
    const [first] = await collect(completion.itemEventsAfter(oldest - 1));
    expect(first).toMatchObject({ sequence: oldest, type: 'text-delta', text: 'a' });
  });

  it('wake a waiting reader at once, also those that are no event of the completion', async () => {
    const completion = start();
    const reader = completion.itemEvents();
    await reader.next();
    const added = reader.next();
    completion.itemAdded({ type: 'message', id: 'msg_1', phase: 'commentary' });
    expect((await added).value).toEqual({
      completionId: 'chatcmpl-1',
      sequence: 1,
      type: 'item-added',
      index: 0,
      item: { type: 'message', id: 'msg_1', status: 'in_progress', phase: 'commentary', parts: [] },
    });
    const delta = reader.next();
    completion.delta('Hi');
    expect((await delta).value).toMatchObject({ type: 'text-delta', index: 0, text: 'Hi' });
    const last = reader.next();
    await reader.return?.();
    expect(await last).toEqual({ done: true, value: undefined });
    expect(completion.status).toBe('running');
  });

  it('keep the boundaries of messages that the text runs together', async () => {
    const completion = start();
    const citation = { type: 'url_citation', url: 'https://a.example' };
    completion.itemAdded({ type: 'reasoning', id: 'rs_1' });
    completion.reasoningDelta('**One**', 0);
    completion.reasoningDelta('\n\nTwo', 1);
    completion.itemDone({ type: 'reasoning', encryptedContent: 'gAAA' });
    completion.itemAdded({ type: 'message', id: 'msg_1', phase: 'commentary' });
    completion.delta('Let me see.');
    completion.itemDone({ type: 'message' });
    const search = {
      type: 'web_search_call',
      id: 'ws_1',
      action: { type: 'search', query: 'tea' },
    };
    completion.itemAdded({ type: 'hosted', id: 'ws_1', raw: search });
    completion.itemDone({ type: 'hosted', raw: { ...search, status: 'completed' } });
    completion.itemAdded({ type: 'message', id: 'msg_2', phase: 'final_answer' });
    completion.delta('One. ');
    completion.delta('Two.');
    completion.itemDone({
      type: 'message',
      parts: [
        { type: 'text', text: 'One. ', annotations: [citation] },
        { type: 'text', text: 'Two.', annotations: [] },
      ],
    });
    completion.finish('stop', null);

    const status = 'completed';
    expect(completion.text).toBe('Let me see.One. Two.');
    expect(completion.items).toEqual([
      {
        type: 'reasoning',
        id: 'rs_1',
        status,
        summary: ['**One**', 'Two'],
        encryptedContent: 'gAAA',
      },
      {
        type: 'message',
        id: 'msg_1',
        status,
        phase: 'commentary',
        parts: [{ type: 'text', text: 'Let me see.', annotations: [] }],
      },
      { type: 'hosted', id: 'ws_1', status, raw: { ...search, status } },
      {
        type: 'message',
        id: 'msg_2',
        status,
        phase: 'final_answer',
        parts: [
          { type: 'text', text: 'One. ', annotations: [citation] },
          { type: 'text', text: 'Two.', annotations: [] },
        ],
      },
    ]);
  });

  it('leave the events of the completion as they are', async () => {
    const completion = start();
    completion.itemAdded({ type: 'message', id: 'msg_1' });
    completion.delta('Hi');
    completion.itemDone({ type: 'message' });
    completion.finish('stop', null);
    const types: unknown[] = [];
    for await (const { type, sequence } of completion.events()) types.push([type, sequence]);

    expect(types).toEqual([
      ['started', 0],
      ['delta', 1],
      ['done', 2],
    ]);
  });
});

describe('a reader of items that comes back too late', () => {
  /** More than a completion keeps. */
  const many = 40_000;

  it.each([0, 3, 5])(
    'after %s events gets the rest of each item, and its beginning and end',
    async (count) => {
      const completion = start();
      const reader = completion.itemEvents();
      const events: ItemEvent[] = [];
      const read = async (): Promise<void> => {
        const { value } = await reader.next();
        if (value !== undefined) events.push(value);
      };
      completion.itemAdded({ type: 'reasoning', id: 'rs_1' });
      completion.reasoningDelta('Hm', 0);
      completion.reasoningDelta('\n\nThen', 1);
      for (let index = 0; index < 4; index += 1) completion.reasoningDelta(` ${index}`, 1);
      for (let index = 0; index < count; index += 1) await read();
      for (let index = 0; index < many; index += 1) completion.reasoningDelta(` ${index}`, 1);
      completion.itemDone({ type: 'reasoning', encryptedContent: 'gAAA' });
      completion.itemAdded({ type: 'message', id: 'msg_1', phase: 'commentary' });
      for (let index = 0; index < many; index += 1) completion.delta(` ${index} 😀`);
      completion.itemDone({ type: 'message' });
      for (const callId of ['call_1', 'call_2']) {
        completion.toolCall({ type: 'function', id: callId, name: 'add', input: '{}' });
      }
      completion.itemAdded({ type: 'message', id: 'msg_2', phase: 'final_answer' });
      for (let index = 0; index < many; index += 1) completion.delta(` ${index}`);
      const isBehind = events.length;
      for (let index = 0; index < 10; index += 1) await read();
      completion.delta('.');
      completion.finish('stop', null);
      for await (const event of reader) events.push(event);

      expectWellFormed(events, completion);
      expect(isBehind).toBe(count);
      expect(events.length).toBeLessThan(1000 + many);
    },
  );
});
