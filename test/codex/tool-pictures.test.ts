import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CompletionRequest, ContentPart } from '../../src/codex/completion/request.ts';
import { ask, never, startTestCore, type TestCore } from '../support/core.ts';
import { lastAsked } from '../support/last-asked.ts';
import { functionTool, withResults } from '../support/tool-loop.ts';

/** One red pixel. */
const pixel =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const broken = pixel.slice(0, -40);
const text = { type: 'text', text: 'a screenshot' } as const;

describe.each(['websocket', 'sse'] as const)('pictures in tool results, over %s', (transport) => {
  let test: TestCore;

  beforeAll(async () => {
    test = await startTestCore({ transport });
  });
  afterEach(() => test.standIn.behave(undefined));
  afterAll(async () => {
    await test.close();
  });

  /** A request that brings a result with these parts, to a turn that waits for it. */
  async function toParkedTurn(...parts: readonly ContentPart[]): Promise<CompletionRequest> {
    const calls = [{ name: 'look', arguments: '{"city":"Oslo"}' }];
    test.standIn.behave(() => ({ kind: 'calls', calls }));
    const request = ask('look', { tools: [functionTool('look')] });
    const first = await (await test.core.run(request, never())).result();
    test.standIn.behave(undefined);
    const next = withResults(request, first, () => '');
    const messages = next.messages.map((message) =>
      message.role === 'tool' ? { ...message, content: parts } : message,
    );
    return { ...next, messages };
  }

  /** The same, to no turn: another effort makes the conversation a new one. */
  async function toNoTurn(...parts: readonly ContentPart[]): Promise<CompletionRequest> {
    return { ...(await toParkedTurn(...parts)), effort: 'high' };
  }

  async function sentOutput(request: CompletionRequest): Promise<unknown> {
    await (await test.core.run(request, never())).result();
    const output = lastAsked(test.standIn)?.input.at(-1);
    expect(output).toMatchObject({ type: 'function_call_output' });
    return output?.['output'];
  }

  it.each([
    ['of a turn that waits', toParkedTurn],
    ['of a replayed conversation', toNoTurn],
  ] as const)('%s keep their detail', async (_, bring) => {
    for (const detail of ['auto', 'high', 'original'] as const) {
      const request = await bring(text, { type: 'image', dataUrl: pixel, detail });
      expect(await sentOutput(request)).toEqual([
        { type: 'input_text', text: 'a screenshot' },
        { type: 'input_image', image_url: pixel, detail },
      ]);
    }
  });

  it('of a turn that waits need no replay where their detail is left to the model', async () => {
    const request = await toParkedTurn({ type: 'image', dataUrl: pixel });
    expect(await sentOutput(request)).toEqual([
      { type: 'input_image', image_url: pixel, detail: 'high' },
    ]);
    const { previous_response_id: previous } = lastAsked(test.standIn)?.body ?? {};
    expect(typeof previous).toBe(transport === 'websocket' ? 'string' : 'undefined');
  });

  it.each([
    ['of a turn that waits', toParkedTurn],
    ['of a replayed conversation', toNoTurn],
  ] as const)('%s are refused where they cannot be read, and no answer comes', async (_, bring) => {
    for (const parts of [[broken], [pixel, broken]]) {
      const images = parts.map((dataUrl) => ({ type: 'image', dataUrl }) as const);
      const request = await bring(text, ...images);
      const before = test.standIn.received;
      const completion = await test.core.run(request, never());
      await expect(completion.result()).rejects.toMatchObject({
        code: 'invalid_value',
        param: 'messages',
        message: 'A picture could not be read. Send an intact PNG, JPEG, GIF or WebP.',
      });
      expect(completion.text).toBe('');
      // Codex asks the service at once where a turn waits; that request is interrupted.
      const allowed = bring === toParkedTurn ? 1 : 0;
      expect(test.standIn.received - before).toBeLessThanOrEqual(allowed);
    }
  });

  it('may be sent again, intact, after a refusal', async () => {
    const request = await toParkedTurn({ type: 'image', dataUrl: broken });
    await expect((await test.core.run(request, never())).result()).rejects.toThrow('A picture');
    const messages = request.messages.map((message) =>
      message.role === 'tool'
        ? { ...message, content: [{ type: 'image', dataUrl: pixel } as const] }
        : message,
    );
    expect(await sentOutput({ ...request, messages })).toEqual([
      { type: 'input_image', image_url: pixel },
    ]);
  });
});
