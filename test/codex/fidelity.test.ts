import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ContentPart } from '../../src/codex/completion/request.ts';
import type { RecordedRequest } from '../../src/standin/index.ts';
import { ask, never, startTestCore, type TestCore } from '../support/core.ts';
import { lastAsked } from '../support/last-asked.ts';

/** One red pixel. */
const pixel =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

describe('what the client sent', () => {
  let test: TestCore;

  beforeAll(async () => {
    test = await startTestCore();
  });
  afterAll(async () => {
    await test.close();
  });

  /** The requests that reach the service for one user message. */
  async function sent(...content: readonly ContentPart[]): Promise<readonly RecordedRequest[]> {
    const before = test.standIn.requests.length;
    const completion = await test.core.run(
      ask('', { messages: [{ role: 'user', content }] }),
      never(),
    );
    await completion.result();
    return test.standIn.requests.slice(before).filter(({ prewarm }) => !prewarm);
  }

  it.each([
    ['auto', { detail: 'auto' }],
    ['high', { detail: 'high' }],
    ['original', { detail: 'original' }],
    // Codex has no such detail and would leave the picture out.
    ['low', {}],
    [undefined, {}],
  ] as const)('a picture of detail %s reaches the service', async (detail, expected) => {
    const part = { type: 'image', dataUrl: pixel, ...(detail && { detail }) } as const;
    const [request] = await sent({ type: 'text', text: 'look' }, part);

    expect(request?.input).toEqual([
      expect.objectContaining({
        content: [
          { type: 'input_text', text: 'look' },
          { type: 'input_image', image_url: pixel, ...expected },
        ],
      }),
    ]);
  });

  it('a picture that cannot be read is refused, not replaced by a remark', async () => {
    const before = test.standIn.received;
    await expect(sent({ type: 'image', dataUrl: pixel.slice(0, -40) })).rejects.toMatchObject({
      code: 'invalid_value',
      param: 'messages',
      message: 'A picture could not be read. Send an intact PNG, JPEG, GIF or WebP.',
    });
    expect(test.standIn.received).toBe(before);
  });

  it('a text far beyond the context window reaches the service whole, in one request', async () => {
    const text = 'word '.repeat(400_000);
    const requests = await sent({ type: 'text', text });

    expect(requests).toHaveLength(1);
    expect(requests[0]?.input).toEqual([
      expect.objectContaining({ content: [{ type: 'input_text', text }] }),
    ]);
  });

  it('half a surrogate pair becomes U+FFFD, and is answered', async () => {
    const [request] = await sent({ type: 'text', text: 'a \uD800 b \\ud800 c 🫖' });

    expect(request?.input).toEqual([
      expect.objectContaining({
        content: [{ type: 'input_text', text: 'a \uFFFD b \\ud800 c 🫖' }],
      }),
    ]);
  });

  it.each([
    [{ verbosity: 'high' }, { verbosity: 'high' }, undefined],
    [{ serviceTier: 'priority' }, undefined, 'priority'],
  ])('of %j the service is told', async (more, text, tier) => {
    await (
      await test.core.run(ask('Count to 2', { model: 'gpt-6-sol', ...more }), never())
    ).result();
    const { body } = lastAsked(test.standIn) ?? {};

    expect([body?.['text'], body?.['service_tier']]).toEqual([text, tier]);
  });
});
