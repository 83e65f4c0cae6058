import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CompletionRequest, Message } from '../../src/codex/completion/request.ts';
import { said } from '../reuse/chat.ts';
import { ask, never, startTestCore, type TestCore } from '../support/core.ts';
import { lastAsked } from '../support/last-asked.ts';
import { functionTool, withResults } from '../support/tool-loop.ts';

/** One red pixel. */
const pixel =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const broken = pixel.slice(0, -40);

function picture(dataUrl: string): Message {
  return {
    role: 'user',
    content: [
      { type: 'text', text: 'see' },
      { type: 'image', dataUrl },
    ],
  };
}

describe.each([
  ['app-server', 'websocket'],
  ['app-server', 'sse'],
  ['direct', 'websocket'],
  ['direct', 'sse'],
] as const)('what comes beside tool results, on %s over %s,', (engineSetting, transport) => {
  let test: TestCore;

  beforeAll(async () => {
    test = await startTestCore({ engineSetting, transport });
    if (engineSetting === 'direct' && transport === 'websocket') {
      await test.standIn.waitFor(({ sockets }) => sockets > 0);
    }
  });
  afterEach(() => test.standIn.behave(undefined));
  afterAll(async () => {
    await test.close();
  });

  /** A request that brings the results of two calls. */
  async function bringing(): Promise<CompletionRequest> {
    const calls = ['look', 'find'].map((name) => ({ name, arguments: '{"city":"Oslo"}' }));
    test.standIn.behave(() => ({ kind: 'calls', calls }));
    const request = ask('look', { tools: [functionTool('look'), functionTool('find')] });
    const first = await (await test.core.run(request, never())).result();
    test.standIn.behave(undefined);
    return withResults(request, first, (_, name) => `did ${name}`);
  }

  /** What the service was shown after the calls, and whether that continued a turn that waited. */
  async function shownFor(request: CompletionRequest): Promise<[shown: unknown[], isOne: boolean]> {
    const before = lastAsked(test.standIn);
    await (await test.core.run(request, never())).result();
    const after = lastAsked(test.standIn);
    const items = after?.input ?? [];
    const last = items.findLastIndex(({ type }) => type === 'function_call');
    const isOne = before?.body['prompt_cache_key'] === after?.body['prompt_cache_key'];
    return [items.slice(last + 1).map((item) => item['output'] ?? item['content']), isOne];
  }

  const text = (words: string): object[] => [{ type: 'input_text', text: words }];

  it('reaches the model in the same turn, after the results', async () => {
    const request = await bringing();
    const messages = [
      ...request.messages,
      said('user', 'Hurry'),
      said('developer', 'Mind.'),
      picture(pixel),
    ];
    expect(await shownFor({ ...request, messages })).toEqual([
      [
        'did look',
        'did find',
        text('Hurry'),
        text('Mind.'),
        [...text('see'), { type: 'input_image', image_url: pixel }],
      ],
      true,
    ]);
  });

  it('reaches the model in the order of the client', async () => {
    const before = await bringing();
    const [question, answer, first, second] = before.messages;
    expect(
      (
        await shownFor({
          ...before,
          messages: [question!, answer!, said('user', 'Before'), first!, second!],
        })
      )[0],
    ).toEqual([text('Before'), 'did look', 'did find']);

    const between = await bringing();
    const [asked, called, one, other] = between.messages;
    expect(
      (
        await shownFor({
          ...between,
          messages: [asked!, called!, one!, said('user', 'Between'), other!],
        })
      )[0],
    ).toEqual(['did look', text('Between'), 'did find']);
  });

  it('is a part of the conversation that continues', async () => {
    const request = await bringing();
    const messages = [...request.messages, said('user', 'Say exactly: beside')];
    await shownFor({ ...request, messages });
    const more = [...messages, said('assistant', 'beside'), said('user', 'Continue')];
    const [, isOne] = await shownFor({ ...request, messages: more });
    expect(isOne).toBe(true);
    expect(lastAsked(test.standIn)?.input.at(-1)?.['content']).toEqual(text('Continue'));
  });
});

describe('on the app-server', () => {
  it('a picture that cannot be read beside tool results fails the answer', async () => {
    const test = await startTestCore({ engineSetting: 'app-server' });
    try {
      test.standIn.behave(() => ({ kind: 'calls', calls: [{ name: 'look', arguments: '{}' }] }));
      const request = ask('look', { tools: [functionTool('look')] });
      const first = await (await test.core.run(request, never())).result();
      test.standIn.behave(undefined);
      const next = withResults(request, first, () => 'done');
      const messages = [...next.messages, picture(broken)];
      const completion = await test.core.run({ ...next, messages }, never());
      await expect(completion.result()).rejects.toMatchObject({
        code: 'invalid_value',
        message: 'A picture could not be read. Send an intact PNG, JPEG, GIF or WebP.',
      });
    } finally {
      await test.close();
    }
  });
});
