import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CompletionRequest, Message } from '../../src/codex/completion/request.ts';
import type { JsonObject } from '../../src/codex/completion/tools.ts';
import { ask, never, startTestCore, type TestCore } from '../support/core.ts';
import { lastAsked } from '../support/last-asked.ts';

const text = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' });
const itemId = (prefix: string): fc.Arbitrary<string> =>
  fc.nat({ max: 999_999 }).map((number) => `${prefix}_${number}`);
const content = text.map((said) => [{ type: 'text', text: said }] as const);

/** A message, and the items that the service is to get for it. */
interface Sent {
  readonly messages: readonly Message[];
  readonly items: readonly JsonObject[];
}

const user = content.map((said): Sent => {
  const [{ text: words }] = said;
  const parts = [{ type: 'input_text', text: words }];
  return {
    messages: [{ role: 'user', content: said }],
    items: [{ type: 'message', role: 'user', content: parts }],
  };
});
const reasoning = fc
  .record({ id: itemId('rs'), summary: fc.array(text, { maxLength: 2 }), encrypted: text })
  .map(({ id, summary, encrypted }): Sent => {
    const parts = summary.map((paragraph) => ({ type: 'text', text: paragraph }) as const);
    const summaries = summary.map((paragraph) => ({ type: 'summary_text', text: paragraph }));
    return {
      messages: [{ role: 'reasoning', id, content: parts, encryptedContent: encrypted }],
      items: [{ type: 'reasoning', id, summary: summaries, encrypted_content: encrypted }],
    };
  });
const answer = fc
  .record({
    id: itemId('msg'),
    said: content,
    phase: fc.constantFrom('commentary', 'final_answer'),
  })
  .map(({ id, said, phase }): Sent => {
    const parts = [{ type: 'output_text', text: said[0].text }];
    return {
      messages: [{ role: 'assistant', id, phase, content: said }],
      items: [{ type: 'message', role: 'assistant', id, phase, content: parts }],
    };
  });
const called = fc
  .record({ id: itemId('fc'), callId: itemId('call'), city: text, result: text })
  .map(({ id, callId, city, result }): Sent => {
    const input = JSON.stringify({ city });
    const call = { type: 'function', id: callId, itemId: id, name: 'weather', input } as const;
    const output = { type: 'function_call_output', call_id: callId, output: result };
    return {
      messages: [
        { role: 'assistant', content: [], toolCalls: [call] },
        { role: 'tool', toolCallId: callId, content: [{ type: 'text', text: result }] },
      ],
      items: [
        { type: 'function_call', id, call_id: callId, name: 'weather', arguments: input },
        output,
      ],
    };
  });
const opaque = fc
  .oneof(
    fc.record({
      type: fc.constant('web_search_call'),
      id: itemId('ws'),
      status: fc.constant('completed'),
      action: fc.record({ type: fc.constant('search'), query: text }),
    }),
    fc.record({
      type: fc.constant('image_generation_call'),
      id: itemId('ig'),
      status: fc.constant('completed'),
      revised_prompt: text,
      result: fc.constant('aGk='),
    }),
    fc.record({ type: fc.constant('compaction'), encrypted_content: text }),
  )
  .map((item): Sent => ({ messages: [{ role: 'item', content: [], item }], items: [item] }));

const history = fc
  .tuple(fc.array(fc.oneof(user, reasoning, answer, called, opaque), { maxLength: 8 }), user)
  .map(([earlier, last]) => [...earlier, last])
  .filter((all) => new Set(idsOf(all)).size === idsOf(all).length);

function idsOf(all: readonly Sent[]): unknown[] {
  return all.flatMap(({ items }) => items.flatMap(({ id, call_id: callId }) => id ?? callId ?? []));
}

describe.each(['websocket', 'sse'] as const)('items of a history, over %s,', (transport) => {
  let test: TestCore;

  beforeAll(async () => {
    test = await startTestCore({ transport });
  });
  afterAll(async () => {
    await test.close();
  });

  async function run(messages: readonly Message[]): Promise<readonly Message[]> {
    const request: CompletionRequest = { ...ask(''), effort: 'high', messages };
    const completion = await test.core.run(request, never());
    await completion.result();
    return completion.items.flatMap((item): Message[] => {
      if (item.type === 'reasoning') {
        const parts = item.summary.map((said) => ({ type: 'text', text: said }) as const);
        const { id, encryptedContent } = item;
        return [
          { role: 'reasoning', id, content: parts, encryptedContent: encryptedContent ?? '' },
        ];
      }
      if (item.type !== 'message') return [];
      const said = item.parts.flatMap((part) => (part.type === 'text' ? [part] : []));
      const parts = said.map(({ text: words }) => ({ type: 'text', text: words }) as const);
      return [{ role: 'assistant', id: item.id, content: parts }];
    });
  }

  it('reach the service as they were sent, and in this order', async () => {
    const property = fc.asyncProperty(history, async (all) => {
      await run(all.flatMap(({ messages }) => messages));

      const sent = lastAsked(test.standIn)?.input ?? [];
      expect(sent.map(asSent)).toEqual(all.flatMap(({ items }) => items));
    });
    await fc.assert(property, { numRuns: 30, endOnFailure: true });
  });

  it('that the thread of the chat holds already do not reach the service twice', async () => {
    const first: Message = { role: 'user', content: [{ type: 'text', text: 'Count to 2' }] };
    const next: Message = { role: 'user', content: [{ type: 'text', text: 'Count to 3' }] };
    const answered = await run([first]);
    expect(answered.map(({ role }) => role)).toEqual(['reasoning', 'assistant']);
    await run([first, ...answered, next]);

    const asked = lastAsked(test.standIn);
    const types = asked?.input.map(({ type, role }) => role ?? type);
    expect(types).toEqual(['user', 'reasoning', 'assistant', 'user']);
    const [, kept] = asked?.input ?? [];
    expect(kept).toMatchObject({ id: answered[0]?.role === 'reasoning' ? answered[0].id : '' });
  });
});

/** Leaves out what Codex adds: ids of its own, members without a value, and notes to itself. */
function asSent(item: object): object {
  const added = 'internal_chat_message_metadata_passthrough';
  const isSent = ([name, value]: readonly [string, unknown]): boolean =>
    value !== null &&
    name !== added &&
    !(name === 'id' && typeof value === 'string' && /_[\da-f]{8}-[\da-f-]{27}$/.test(value));
  return Object.fromEntries(Object.entries(item).filter(isSent));
}
