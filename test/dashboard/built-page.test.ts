import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { browserAccept, load } from './load.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
});
afterAll(async () => {
  await gateway.close();
});

/** The addresses in the page that `npm run build` wrote. */
async function addresses(): Promise<readonly string[]> {
  const { body } = await load(gateway.url, '/ui/', { accept: browserAccept });
  return [...body.toString().matchAll(/(?:src|href)="([^"]+)"/g)].map(
    ([, address = '']) => address,
  );
}

it('the built page has nothing inline, and names only files of this gateway', async () => {
  const { status, body } = await load(gateway.url, '/ui/', { accept: browserAccept });
  expect(status).toBe(200);
  const page = body.toString();
  expect(page).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
  const names = await addresses();
  expect(names).toContainEqual(expect.stringMatching(/^\/ui\/assets\/index-[\w-]{8}\.js$/));
  expect(names).toContainEqual(expect.stringMatching(/^\/ui\/assets\/index-[\w-]{8}\.css$/));
  const own = /^\/ui\/(?:icon\.svg|assets\/[\w.-]+-[\w-]{8}\.(?:js|css))$/;
  expect(names.filter((name) => !own.test(name))).toEqual([]);
});

it('each file that the page names is served compressed, and hashed ones for good', async () => {
  for (const path of await addresses()) {
    const [plain, br, gzip] = await Promise.all(
      ['identity', 'br', 'gzip'].map(
        async (coding) => await load(gateway.url, path, { 'accept-encoding': coding }),
      ),
    );
    expect([path, plain?.status]).toEqual([path, 200]);
    const content = plain?.body.toString();
    expect(brotliDecompressSync(br?.body ?? '').toString()).toBe(content);
    expect(gunzipSync(gzip?.body ?? '').toString()).toBe(content);
    expect(plain?.headers['cache-control']).toBe(
      path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    );
  }
});
