// In a process of its own: it measures memory.
import { describe, expect, it } from 'vitest';
import { localCaller } from '../support/callers.ts';
import type { CompletionEvent } from '../../src/codex/completion/events.ts';
import { LiveCompletion } from '../../src/codex/completion/live-completion.ts';
import { heapInUse } from '../support/heap.ts';

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

async function collect(events: AsyncIterable<CompletionEvent>): Promise<CompletionEvent[]> {
  const all: CompletionEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

describe('events that are kept for replay', () => {
  it('are given as they came, from any sequence', async () => {
    const completion = start();
    const reader = completion.events();
    const live: unknown[] = [(await reader.next()).value];
    const happen = async (act: () => void): Promise<void> => {
      act();
      live.push((await reader.next()).value);
    };
    for (let index = 0; index < 100; index += 1) {
      await happen(() => completion.reasoningDelta(` ${index}`, index < 45 ? 0 : 1));
    }
    for (let index = 0; index < 150; index += 1) {
      await happen(() => completion.delta(index % 7 === 0 ? ' 😀' : ` ${index}`));
    }
    const call = { type: 'function', id: 'call_1', name: 'add', input: '{}' } as const;
    await happen(() => completion.toolCall(call));
    await happen(() => completion.finish('tool_calls', null));

    expect(live).toHaveLength(253);
    for (let after = -1; after <= completion.lastSequence; after += 1) {
      expect(await collect(completion.events(after))).toEqual(live.slice(after + 1));
    }
  });

  it('are one object for all who keep up, so that what is made of them can be shared', async () => {
    const completion = start();
    const readers = [completion.events(0), completion.events(0)];
    for (let index = 0; index < 20; index += 1) {
      const reads = readers.map(async (reader) => (await reader.next()).value);
      completion.delta(` ${index}`);
      const [one, other] = await Promise.all(reads);
      expect(one).toMatchObject({ text: ` ${index}` });
      expect(other).toBe(one);
    }
  });

  it('and the text itself take less than 64 bytes for a token of six', () => {
    const before = heapInUse();
    const completions = Array.from({ length: 50 }, start);
    for (const completion of completions) {
      for (let index = 0; index < 2000; index += 1) completion.delta(` ${10_000 + index}`);
    }
    const perToken = (heapInUse() - before) / (50 * 2000);

    expect(completions.at(-1)?.lastSequence).toBe(2000);
    expect(perToken).toBeLessThan(64);
  });

  it('and the whole call take less than 64 bytes for a piece of six characters', () => {
    const before = heapInUse();
    const completions = Array.from({ length: 50 }, start);
    const begun = { type: 'function', id: 'call_1', name: 'add' } as const;
    for (const completion of completions) {
      completion.callAdded(begun);
      const pieces = Array.from({ length: 2000 }, (_, index) => ` ${10_000 + index}`);
      for (const piece of pieces) completion.callDelta('call_1', piece);
      completion.toolCall({ ...begun, input: pieces.join('') });
    }
    const perPiece = (heapInUse() - before) / (50 * 2000);

    expect(completions.at(-1)?.lastSequence).toBe(2002);
    expect(perPiece).toBeLessThan(64);
  });
});

describe('a text that is read while it grows', () => {
  it('is whole each time', () => {
    const completion = start();
    const read: string[] = [];
    for (let index = 0; index < 300; index += 1) {
      completion.delta(`${index} `);
      if (index % 50 === 0 || index > 280) read.push(completion.text);
    }
    const whole = Array.from({ length: 300 }, (_, index) => `${index} `).join('');

    expect(read).toHaveLength(25);
    expect(read.filter((text) => !whole.startsWith(text))).toEqual([]);
    expect(read.at(-1)).toBe(whole);
  });
});
