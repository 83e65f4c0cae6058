import * as fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Completion } from '../../src/codex/completion/completion.ts';
import type { ItemEvent } from '../../src/codex/completion/item-events.ts';
import type { OutputItem } from '../../src/codex/completion/item.ts';
import type { CompletionRequest } from '../../src/codex/completion/request.ts';
import type { Behaviour, PlannedItem } from '../../src/standin/index.ts';
import { ask, never, startTestCore, type TestCore } from '../support/core.ts';
import { expectWellFormed } from '../support/item-rules.ts';
import { functionTool } from '../support/tool-loop.ts';

const tools = [functionTool('weather')];
const word = fc.constantFrom('tea', 'kettle', 'steam 🫖', 'naïve', 'The', 'a\n\nb', '{"a":1}');
const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((list) => list.join(' '));
const url = 'https://a.example';

const reasoning = fc.record({
  kind: fc.constant('reasoning' as const),
  summary: fc.array(words, { maxLength: 2 }),
  tokens: fc.constant(64),
  encrypted: words.map((text) => `gAAA${text}`),
});
const message = fc.record({
  kind: fc.constant('message' as const),
  text: words,
  furtherTexts: fc.array(words, { maxLength: 1 }),
  phase: fc.constantFrom('commentary', 'final_answer'),
  annotations: fc.constantFrom([], [{ type: 'url_citation', url, start_index: 0, end_index: 1 }]),
});
const hosted = fc.oneof(
  words.map((query) => ({
    kind: 'web_search_call' as const,
    members: { action: { type: 'search', query } },
  })),
  fc.constant({ kind: 'image_generation_call' as const, members: { result: 'aGk=' } }),
);
const call = words.map((city) => ({
  kind: 'function_call' as const,
  name: 'weather',
  input: JSON.stringify({ city }),
}));
const output = fc
  .tuple(
    fc.array(fc.oneof(reasoning, message, hosted), { maxLength: 5 }),
    fc.oneof(
      fc.array(message, { minLength: 1, maxLength: 1 }),
      fc.array(call, { minLength: 1, maxLength: 2 }),
    ),
  )
  .map(([items, last]): PlannedItem[] => [...items, ...last]);

const withoutCalls = output.filter((items) => items.every(({ kind }) => kind !== 'function_call'));

/** Gives each item an id of the attempt, and each message a text of its own. */
function named(items: readonly PlannedItem[], attempt: string): PlannedItem[] {
  return items.map((item, index) => {
    const id = `${item.kind}_${index}_${attempt}`;
    if (item.kind === 'message') return { ...item, id, text: `${index}: ${item.text}` };
    return item.kind === 'function_call'
      ? { ...item, id, callId: `call_${index}` }
      : { ...item, id };
  });
}

/** What a client should see of an item. */
function shown(item: PlannedItem): object {
  const id = item.id;
  const status = 'completed';
  switch (item.kind) {
    case 'reasoning':
      return {
        type: 'reasoning',
        id,
        status,
        summary: item.summary,
        encryptedContent: item.encrypted,
      };
    case 'message': {
      const { phase, text, furtherTexts = [], annotations } = item;
      const further = furtherTexts.map((more) => ({ type: 'text', text: more, annotations: [] }));
      const parts = [{ type: 'text', text, annotations }, ...further];
      return { type: 'message', id, status, phase, parts };
    }
    case 'function_call':
    case 'custom_tool_call': {
      const called = {
        type: 'function',
        id: item.callId,
        name: item.name,
        input: item.input,
      };
      return { type: 'call', id, status, call: called };
    }
    case 'web_search_call':
    case 'image_generation_call':
    case 'tool_search_call':
    default:
      return { type: 'hosted', id, status, raw: { type: item.kind, id, status, ...item.members } };
  }
}

describe.each(['websocket', 'sse'] as const)('over %s the items of an answer', (transport) => {
  let test: TestCore;

  beforeAll(async () => {
    test = await startTestCore({ transport });
  });
  afterAll(async () => {
    await test.close();
  });
  afterEach(() => {
    test.standIn.behave(undefined);
  });

  /** Runs a request to its end, with these attempts; the last one stays. */
  async function run(
    attempts: readonly Behaviour[],
    more: Partial<CompletionRequest> = {},
  ): Promise<Completion> {
    let attempt = 0;
    test.standIn.behave(() => attempts[Math.min(attempt++, attempts.length - 1)]);
    const completion = await test.core.run(
      ask('hello', { tools, effort: 'high', ...more }),
      never(),
    );
    const live = collect(completion);
    await completion.result().catch(() => undefined);
    const events = await collect(completion);
    expect(await live).toEqual(events);
    expectWellFormed(events, completion);
    return completion;
  }

  async function collect(completion: Completion): Promise<ItemEvent[]> {
    const events: ItemEvent[] = [];
    for await (const event of completion.itemEvents()) events.push(event);
    return events;
  }

  it('are those that the service sent, each with all that it holds', async () => {
    const property = fc.asyncProperty(output, async (planned) => {
      const items = named(planned, 'a');
      const completion = await run([{ kind: 'items', items }]);

      expect(completion.items).toEqual(items.map(shown));
    });
    await fc.assert(property, { numRuns: 40, endOnFailure: true });
  });

  it('come once where the connection breaks and the answer repeats', async () => {
    const after = fc.oneof(fc.nat({ max: 12 }), fc.constant('text' as const));
    const cuts = fc.array(after, { minLength: 1, maxLength: 2 });
    const property = fc.asyncProperty(withoutCalls, cuts, async (planned, places) => {
      const attempts = places.map((place, index): Behaviour => {
        return { kind: 'cut', after: place, items: named(planned, `cut${index}`) };
      });
      const last = named(planned, 'last');
      const completion = await run([...attempts, { kind: 'items', items: last }]);

      expect(completion.status).toBe('completed');
      expect(completion.items.map(withoutId)).toEqual(last.map(shown).map(withoutId));
    });
    await fc.assert(property, { numRuns: 10, endOnFailure: true });
  });

  it('are well formed where the second answer is another one', async () => {
    const place = fc.nat({ max: 8 });
    const property = fc.asyncProperty(withoutCalls, output, place, async (first, second, after) => {
      const items = named(second, 'b');
      const completion = await run([
        { kind: 'cut', after, items: named(first, 'a') },
        { kind: 'items', items },
      ]);

      expect(completion.error?.code ?? 'answer_diverged').toBe('answer_diverged');
    });
    await fc.assert(property, { numRuns: 10, endOnFailure: true });
  });

  it('hold what was given out where the answer is cut or brought into shape', async () => {
    const settings = fc.oneof(
      fc.record({ stop: fc.constantFrom(['1:'], ['a2:', 'te'], ['tea0'], [' ']) }),
      fc.record({ maxOutputTokens: fc.integer({ min: 1, max: 12 }) }),
      fc.record({
        format: fc.constant({ type: 'json_object' } as const),
        delivery: fc.constantFrom('whole' as const, 'streamed' as const),
      }),
      fc.record({ toolChoice: fc.constant('required' as const) }),
      fc.record({ allowsParallelToolCalls: fc.constant(false) }),
    );
    const property = fc.asyncProperty(output, settings, async (planned, more) => {
      const items = named(planned, 'a').map((item) => {
        return item.kind === 'message'
          ? { ...item, text: item.text.replace(/^\d+: \{/, '{') }
          : item;
      });
      const completion = await run([{ kind: 'items', items }], more);

      expect(completion.status).toBe('completed');
    });
    await fc.assert(property, { numRuns: 40, endOnFailure: true });
  });

  it('keep what came of them where the service ends early', async () => {
    const items = named([{ kind: 'message', text: 'tea kettle', phase: 'final_answer' }], 'a');
    const reason = 'max_output_tokens';
    const completion = await run([{ kind: 'incomplete', reason, afterTokens: 3, items }]);

    expect(completion.items).toMatchObject([{ id: 'message_0_a', status: 'incomplete' }]);
  });
});

function withoutId(item: OutputItem | object): object {
  return JSON.parse(JSON.stringify(item).replaceAll(/_(?:cut\d|last)"/g, '"'));
}
