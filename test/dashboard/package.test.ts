import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { z } from 'zod';

const packed = z.tuple([z.object({ files: z.array(z.object({ path: z.string() })) })]);

it('the package ships the built page with its compressed forms, and no source of it', async () => {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const { stdout } = await promisify(execFile)('npm', args, { maxBuffer: 10_000_000 });
  const [{ files }] = packed.parse(JSON.parse(stdout));
  const paths = files.map((file) => file.path);
  expect(paths).toEqual(
    expect.arrayContaining([
      'dist/main.js',
      'dist/web/index.html',
      'dist/web/index.html.br',
      'dist/web/index.html.gz',
    ]),
  );
  for (const type of ['js', 'css']) {
    const name = new RegExp(String.raw`^dist/web/assets/index-[\w-]{8}\.${type}(?:\.br|\.gz)?$`);
    expect(paths.filter((path) => name.test(path))).toHaveLength(3);
  }
  expect(paths.filter((path) => path.startsWith('web/'))).toEqual([]);
});
