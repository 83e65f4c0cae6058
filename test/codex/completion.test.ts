import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CompletionEvent } from '../../src/codex/completion/events.ts';
import { ask, never, startTestCore, type TestCore } from '../support/core.ts';

async function collect(events: AsyncIterable<CompletionEvent>): Promise<CompletionEvent[]> {
  const all: CompletionEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

describe.each(['websocket', 'sse'] as const)('a completion, upstream over %s', (transport) => {
  let test: TestCore;

  beforeAll(async () => {
    test = await startTestCore({ transport });
  });
  afterAll(async () => {
    await test.close();
  });

  it('gives numbered events from started to done, and the same text as a whole', async () => {
    const completion = await test.core.run(ask('Count to 5'), never());
    const events = await collect(completion.events());

    expect(events.map(({ sequence }) => sequence)).toEqual([...events.keys()]);
    expect(events.map(({ type }) => type)).toEqual([
      'started',
      'delta',
      'delta',
      'delta',
      'delta',
      'delta',
      'done',
    ]);
    const text = events.map((event) => (event.type === 'delta' ? event.text : '')).join('');
    expect(text).toBe('1 2 3 4 5');
    expect(await completion.result()).toMatchObject({ text, finishReason: 'stop' });
    expect(completion.status).toBe('completed');
  });

  it('reports the usage that the service reported', async () => {
    const completion = await test.core.run(ask('Count to 3', { effort: 'medium' }), never());
    const { usage } = await completion.result();

    expect(usage?.reasoningOutputTokens).toBeGreaterThan(0);
    expect(usage?.totalTokens).toBe((usage?.inputTokens ?? 0) + (usage?.outputTokens ?? 0));
  });

  it('puts a blank line between paragraphs of the reasoning summary', async () => {
    const completion = await test.core.run(ask('Count to 3', { effort: 'high' }), never());
    const events = await collect(completion.events());

    const first = events.find(
      (event) => event.type === 'reasoning-delta' && event.summaryIndex === 1,
    );
    expect(first).toMatchObject({ text: expect.stringMatching(/^\n\n\S/) });
    const { reasoning } = await completion.result();
    expect(reasoning).toContain('\n\n');
  });

  it('replays from any sequence, with no event missing or doubled', async () => {
    const completion = await test.core.run(ask('Count to 40'), never());
    const whole = await collect(completion.events());

    for (const after of [-1, 0, 7, 16, 40, 41]) {
      expect(await collect(completion.events(after))).toEqual(whole.slice(after + 1));
    }
  });

  it('finds a completion by its id, and nothing by another', async () => {
    const completion = await test.core.run(ask('Count to 2'), never());
    await completion.result();

    expect(await test.core.completion(completion.id)).toBe(completion);
    expect(await test.core.completion('chatcmpl-unknown')).toBeUndefined();
  });
});
