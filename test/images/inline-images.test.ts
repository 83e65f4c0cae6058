import { EventEmitter, once } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { ImagePart, Message } from '../../src/codex/completion/request.ts';
import { createImageFetcher } from '../../src/images/image-fetcher.ts';
import { inlineImages } from '../../src/images/inline-images.ts';
import { pngUrl, startImageServer } from './image-server.ts';

const signal = new AbortController().signal;
const fetcher = createImageFetcher({ allowAddress: () => true, timeoutMs: 60_000 });

const image = (dataUrl: string, more: Partial<ImagePart> = {}): ImagePart => ({
  type: 'image',
  dataUrl,
  ...more,
});
const user = (...content: ImagePart[]): Message => ({ role: 'user', content });

describe('the pictures of a conversation', () => {
  it('are left alone where none is remote', async () => {
    const messages: Message[] = [user(image(pngUrl))];

    expect(await inlineImages(messages, fetcher, signal)).toBe(messages);
  });

  it('are fetched for users and tools, each URL once, and all else stays', async () => {
    const server = await startImageServer();
    const { url } = server;
    const text = { type: 'text', text: url } as const;
    const messages: Message[] = [
      { role: 'system', content: [text] },
      { role: 'user', content: [text, image(`${url}/a`, { detail: 'high' }), image(pngUrl)] },
      { role: 'assistant', content: [text] },
      { role: 'tool', toolCallId: 'call_1', content: [image(`${url}/b`), image(`${url}/a`)] },
    ];

    expect(await inlineImages(messages, fetcher, signal)).toEqual([
      { role: 'system', content: [text] },
      { role: 'user', content: [text, image(pngUrl, { detail: 'high' }), image(pngUrl)] },
      { role: 'assistant', content: [text] },
      { role: 'tool', toolCallId: 'call_1', content: [image(pngUrl), image(pngUrl)] },
    ]);
    expect(server.requests.map((request) => request.url)).toEqual(['/a', '/b']);
    await server.close();
  });

  it('are fetched no more than eight at a time', async () => {
    const waiting: (() => void)[] = [];
    let most = 0;
    const messages = [
      user(...Array.from({ length: 20 }, (_, index) => image(`http://x/${index}`))),
    ];

    await inlineImages(
      messages,
      {
        async fetch() {
          await new Promise<void>((resolve) => {
            waiting.push(resolve);
            most = Math.max(most, waiting.length);
            // Lets every one go that waits, once no more come.
            setImmediate(() => waiting.splice(0).forEach((go) => go()));
          });
          return pngUrl;
        },
      },
      signal,
    );

    expect(most).toBe(8);
  });

  it('fail together at the first that cannot be had, which the error names', async () => {
    const seen = new EventEmitter();
    const closed = once(seen, 'closed');
    const server = await startImageServer((req, res) => {
      if (req.url === '/slow') res.once('close', () => seen.emit('closed'));
      else res.writeHead(404).end();
    });
    const messages = [
      user(image(`${server.url}/slow`)),
      user(image(pngUrl), image(`${server.url}/none`)),
    ];

    await expect(inlineImages(messages, fetcher, signal)).rejects.toMatchObject({
      code: 'invalid_value',
      param: 'messages[1].content[1].image_url.url',
    });
    await closed;
    await server.close();
  });

  it('are at most 500 and 50 MB together', async () => {
    const many = Array.from({ length: 501 }, (_, index) => image(`http://x/${index}`));
    const large = 'x'.repeat(26 * 1024 * 1024);
    const fetchLarge = { fetch: async (): Promise<string> => await Promise.resolve(large) };

    await expect(inlineImages([user(...many)], fetchLarge, signal)).rejects.toMatchObject({
      param: 'messages[0].content[500].image_url.url',
      message:
        "Invalid 'messages[0].content[500].image_url.url': expected at most 500 remote images in a request.",
    });
    const two = [user(image('http://x/1'), image('http://x/2'))];
    await expect(inlineImages(two, fetchLarge, signal)).rejects.toMatchObject({
      param: 'messages[0].content[1].image_url.url',
      message:
        "Invalid 'messages[0].content[1].image_url.url': the remote images of the request are more than 50 MB together.",
    });
  });
});
