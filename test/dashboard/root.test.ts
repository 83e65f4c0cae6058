import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import type { TempFolder } from '../support/temp-folder.ts';
import { writeBuiltFolder } from './built-folder.ts';
import { browserAccept, load } from './load.ts';

let folder: TempFolder;
let gateway: TestGateway;

beforeAll(async () => {
  folder = await writeBuiltFolder();
  gateway = await startTestGateway({ dashboardFolder: folder.path });
});
afterAll(async () => {
  await gateway.close();
  await folder.remove();
});

/** What programs read at `/`. */
const root = {
  name: 'codex-serve',
  version: '0.0.0',
  links: {
    chat_completions: '/v1/chat/completions',
    models: '/v1/models',
    responses: '/v1/responses',
    graphql: '/graphql',
    health: '/healthz',
  },
};

describe('the root', () => {
  it.each([browserAccept, 'text/html', 'TEXT/HTML', 'text/html, application/json;q=0.9'])(
    'sends a client to the dashboard that accepts %s',
    async (accept) => {
      for (const method of ['GET', 'HEAD']) {
        const { status, headers } = await load(gateway.url, '/', { accept }, method);
        expect([status, headers.location]).toEqual([302, '/ui/']);
        expect(headers.vary?.toLowerCase()).toContain('accept');
      }
    },
  );

  it.each([
    undefined,
    '*/*',
    'application/json',
    'application/json, text/plain, */*',
    'application/json, text/html;q=0.5',
    'text/html;q=0, */*',
    'image/png',
  ])('tells a program what this is that accepts %j', async (accept) => {
    const asked = accept === undefined ? {} : { accept };
    const { status, headers, body } = await load(gateway.url, '/', asked);
    expect([status, JSON.parse(body.toString())]).toEqual([200, root]);
    expect(headers.vary?.toLowerCase()).toContain('accept');
    expect((await load(gateway.url, '/', asked, 'HEAD')).status).toBe(200);
  });
});
