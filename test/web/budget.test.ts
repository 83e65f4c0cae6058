import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { gzipSync } from 'node:zlib';
import { useDashboard } from '../support/dashboard.ts';

const dashboard = useDashboard();

/** What script and style of the board may weigh in all, in bytes as gzip -9 has them. */
const budget = 80_000;

it('a browser loads at most 80 kB of script and style for the board', async () => {
  const { page } = await dashboard.open('/ui/?warm=1');
  await page.getByRole('heading', { name: 'Board', level: 1 }).waitFor();
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
  await page.reload({ waitUntil: 'networkidle' });
  await page.getByRole('heading', { name: 'Board', level: 1 }).waitFor();
  const files = loaded.filter((path) => /^\/ui\/assets\/.*\.(?:js|css)$/.test(path));
  expect(files.length).toBeGreaterThan(2);
  const sizes = files.map(async (path) => {
    const content = await readFile(path.replace(/^\/ui\//, 'dist/web/'));
    return [gzipSync(content, { level: 9 }).length, path] as const;
  });
  const sum = (await Promise.all(sizes)).reduce((total, [size]) => total + size, 0);
  expect(sum).toBeLessThanOrEqual(budget);
});
