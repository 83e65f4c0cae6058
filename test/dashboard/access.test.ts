import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import type { TempFolder } from '../support/temp-folder.ts';
import { writeBuiltFolder } from './built-folder.ts';
import { browserAccept, load } from './load.ts';

let folder: TempFolder;
let bare: TestGateway;
let keyed: TestGateway;

beforeAll(async () => {
  folder = await writeBuiltFolder();
  const dashboardFolder = folder.path;
  [bare, keyed] = await Promise.all([
    startTestGateway({ dashboardFolder }),
    startTestGateway({ dashboardFolder, args: ['--api-key', 'secret-key'] }),
  ]);
});
afterAll(async () => {
  await Promise.all([bare.close(), keyed.close()]);
  await folder.remove();
});

const pages: readonly (readonly [path: string, status: number])[] = [
  ['/', 302],
  ['/ui', 302],
  ['/ui/', 200],
  ['/ui/usage', 200],
  ['/ui/assets/index-D0fQ9t_2.js', 200],
];

async function statusOf(
  { url }: TestGateway,
  path: string,
  headers: Record<string, string> = {},
): Promise<number> {
  return (await load(url, path, { accept: browserAccept, ...headers })).status;
}

describe('a gateway with an API key', () => {
  it.each(pages)('lets a browser read %s without one', async (path, status) => {
    expect(await statusOf(keyed, path)).toBe(status);
    expect(await statusOf(keyed, path, { authorization: 'Bearer wrong' })).toBe(status);
    expect(await statusOf(keyed, path, { host: 'gateway.lan' })).toBe(status);
  });

  it('keeps the root, and every other method, for those who have one', async () => {
    expect((await load(keyed.url, '/', { accept: '*/*' })).status).toBe(401);
    expect((await load(keyed.url, '/', { accept: browserAccept }, 'POST')).status).toBe(401);
    expect((await load(keyed.url, '/ui/', {}, 'POST')).status).toBe(401);
    const key = { 'x-api-key': 'secret-key' };
    expect((await load(keyed.url, '/', key)).status).toBe(200);
    expect((await load(keyed.url, '/ui/', key, 'POST')).status).toBe(405);
  });
});

describe.each([
  ['with an API key', () => keyed],
  ['without one', () => bare],
])('a gateway %s', (_name, gateway) => {
  it.each(pages)('refuses pages of a foreign origin at %s', async (path) => {
    for (const origin of ['https://evil.example', 'null']) {
      const headers = { accept: browserAccept, origin };
      const { status, body } = await load(gateway().url, path, headers);
      expect(status).toBe(403);
      expect(JSON.parse(body.toString())).toMatchObject({ error: { code: 'origin_not_allowed' } });
    }
  });

  it.each(pages)('lets its own page read %s', async (path, status) => {
    expect(await statusOf(gateway(), path, { origin: gateway().url })).toBe(status);
  });
});

it.each(pages)('without a key, %s is not for a name that was rebound', async (path) => {
  const { status, body } = await load(bare.url, path, {
    accept: browserAccept,
    host: 'evil.example',
  });
  expect(status).toBe(403);
  expect(JSON.parse(body.toString())).toMatchObject({ error: { code: 'host_not_allowed' } });
});
