import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createImageFetcher } from '../../src/images/image-fetcher.ts';
import { chatBody, post } from '../rest/client.ts';
import { startRestApp, type RestApp } from '../rest/rest-app.ts';
import { startTestCore, type TestCore } from '../support/core.ts';
import { pngUrl, startImageServer, type ImageServer } from './image-server.ts';
import { lastAsked } from '../support/last-asked.ts';

let core: TestCore;
let app: RestApp;
let images: ImageServer;

beforeAll(async () => {
  [core, images] = await Promise.all([startTestCore(), startImageServer()]);
  const fetcher = createImageFetcher({ allowAddress: (address) => address === '127.0.0.1' });
  app = await startRestApp({ core: core.core, images: fetcher }, pino({ level: 'silent' }));
});
afterAll(async () => {
  await app.close();
  await images.close();
  await core.close();
});

async function chat(url: string): Promise<Response> {
  const content = [
    { type: 'text', text: 'What is it?' },
    { type: 'image_url', image_url: { url, detail: 'high' } },
  ];
  return await post(
    `${app.url}/v1/chat/completions`,
    chatBody({ messages: [{ role: 'user', content }] }),
  );
}

describe('a chat with a remote image', () => {
  it('shows the model the image itself', async () => {
    const response = await chat(`${images.url}/cat.png`);

    expect(response.status).toBe(200);
    expect(lastAsked(core.standIn)?.input.at(-1)).toMatchObject({
      role: 'user',
      content: [
        { type: 'input_text', text: 'What is it?' },
        { type: 'input_image', image_url: pngUrl, detail: 'high' },
      ],
    });
  });

  it('is refused where the image cannot be had', async () => {
    const response = await chat(`http://127.0.0.2:${images.port}/cat.png`);

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: {
        type: 'invalid_request_error',
        param: 'messages[0].content[1].image_url.url',
        code: 'invalid_value',
      },
    });
  });
});
