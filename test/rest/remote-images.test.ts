import { once } from 'node:events';
import { createServer } from 'node:http';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createImageFetcher } from '../../src/images/image-fetcher.ts';
import { startTestCore, type TestCore } from '../support/core.ts';
import { chatBody, pngUrl, post } from './client.ts';
import { startRestApp, type RestApp } from './rest-app.ts';
import { lastAsked } from '../support/last-asked.ts';

const logger = pino({ level: 'silent' });
const png = Buffer.from(pngUrl.slice(pngUrl.indexOf(',') + 1), 'base64');
const site = createServer((_req, res) => res.end(png));
let upstream: TestCore;
let fetching: RestApp;
let inlineOnly: RestApp;
let url: string;

beforeAll(async () => {
  site.listen(0, '127.0.0.1');
  await once(site, 'listening');
  const address = site.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/cat.png`;
  upstream = await startTestCore();
  const images = createImageFetcher({ allowAddress: () => true });
  fetching = await startRestApp({ core: upstream.core, images }, logger);
  inlineOnly = await startRestApp({ core: upstream.core }, logger);
});
afterAll(async () => {
  await fetching.close();
  await inlineOnly.close();
  await upstream.close();
  site.close();
});

async function chat(app: RestApp): Promise<Response> {
  const content = [{ type: 'image_url', image_url: { url } }];
  return await post(
    `${app.url}/v1/chat/completions`,
    chatBody({ messages: [{ role: 'user', content }] }),
  );
}

it('a remote image reaches the service inline', async () => {
  expect((await chat(fetching)).status).toBe(200);
  expect(lastAsked(upstream.standIn)?.input[0]).toMatchObject({
    content: [{ type: 'input_image', image_url: pngUrl }],
  });
});

it('a remote image is refused where fetching is off', async () => {
  const response = await chat(inlineOnly);

  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({
    error: {
      message:
        "Unsupported value: 'messages[0].content[0].image_url.url' must be an inline data: URL. Remote image URLs are turned off.",
      type: 'invalid_request_error',
      param: 'messages[0].content[0].image_url.url',
      code: 'unsupported_value',
    },
  });
});
