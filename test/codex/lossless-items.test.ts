import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CompletionEvent } from '../../src/codex/completion/events.ts';
import type { CompletionRequest } from '../../src/codex/completion/request.ts';
import { ask, never, startTestCore, type TestCore } from '../support/core.ts';

const summary =
  '**Reading the question**\n\nThe message says “Count to 3”. I look for what is asked and what it needs.' +
  '\n\n**Choosing an answer**\n\nSomething short and warm will do — with a cup of tea beside it 🫖.';

describe.each(['websocket', 'sse'] as const)('an item of which, over %s,', (transport) => {
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

  /** The result, and the texts put together from the events. */
  async function run(request: CompletionRequest): Promise<object> {
    const completion = await test.core.run(request, never());
    const streamed = { text: '', reasoning: '' };
    const note = (event: CompletionEvent): void => {
      if (event.type === 'delta') streamed.text += event.text;
      if (event.type === 'reasoning-delta') streamed.reasoning += event.text;
    };
    for await (const event of completion.events()) note(event);
    const { text, reasoning, finishReason } = await completion.result();
    return { text, reasoning, finishReason, streamed };
  }

  it.each([
    ['no delta comes', 0],
    ['all deltas come', 1000],
  ])('%s reaches the client whole, and its summary does', async (_, deltaTokens) => {
    test.standIn.behave(() => ({ kind: 'sparse', deltaTokens }));

    expect(await run(ask('Count to 3', { effort: 'high' }))).toEqual({
      text: '1 2 3',
      reasoning: summary,
      finishReason: 'stop',
      streamed: { text: '1 2 3', reasoning: summary },
    });
  });

  it.each([1, 2, 3])('only %s deltas come reaches the client whole', async (deltaTokens) => {
    test.standIn.behave(() => ({ kind: 'sparse', deltaTokens }));

    expect(await run(ask('Count to 3'))).toMatchObject({
      text: '1 2 3',
      streamed: { text: '1 2 3' },
    });
  });

  it('no delta comes is held to stop sequences and to limits', async () => {
    test.standIn.behave(() => ({ kind: 'sparse' }));

    expect(await run(ask('Count to 9', { stop: [' 4'] }))).toMatchObject({ text: '1 2 3' });
    expect(await run(ask('Count to 9', { maxOutputTokens: 2 }))).toMatchObject({
      finishReason: 'length',
    });
  });

  it('no delta comes is given out once when the connection breaks after it', async () => {
    let attempt = 0;
    test.standIn.behave(() =>
      attempt++ === 0
        ? { kind: 'cut', after: 'text', text: 'One two.' }
        : { kind: 'sparse', text: 'One two.' },
    );

    expect(await run(ask('hello'))).toMatchObject({ text: 'One two.' });
  });
});
