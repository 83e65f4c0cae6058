import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundledCodex } from '../../src/codex/engine/app-server/binary/bundled.ts';
import type { Diagnosis } from '../../src/doctor/diagnose.ts';
import { writeFakeCodex, type FakeCodex } from '../support/fake-codex.ts';
import { startTestUpstream, type TestUpstream } from '../support/stand-in-home.ts';
import { createTempFolder, type TempFolder } from '../support/temp-folder.ts';
import { examine, faultsOf, findingOf } from './examine.ts';
import { isRunning } from '../support/is-running.ts';

const update = '`npm install -g @openai/codex@latest`';

let folder: TempFolder;
let upstream: TestUpstream;

beforeEach(async () => {
  folder = await createTempFolder();
  upstream = await startTestUpstream();
});
afterEach(async () => {
  await upstream.close();
  await folder.remove();
});

async function fake(how: FakeCodex): Promise<string> {
  return await writeFakeCodex(folder.path, how);
}

/** Examines with the test's folder first on PATH. */
async function look(...args: readonly string[]): Promise<Diagnosis> {
  const PATH = [folder.path, process.env['PATH']].join(path.delimiter);
  return await examine({ ...upstream, env: { ...upstream.env, PATH }, args });
}

const failing: FakeCodex = {
  version: '0.999.0',
  replace: [['"turn/start"', '"turn/startNew"']],
};

describe('a Codex that --codex-bin names', () => {
  it('and that is missing fails, and without the option another one is found', async () => {
    const before = await look('--codex-bin', path.join(folder.path, 'none'));
    expect(faultsOf(before)).toEqual(['codex failed']);
    expect(findingOf(before, 'codex')).toMatchObject({
      title: 'No Codex can be started.',
      detail: expect.stringContaining('no such file or directory (ENOENT)'),
      remedy: expect.stringMatching(
        /^Leave out --codex-bin \(CODEX_SERVE_CODEX_BIN\) to use the Codex of codex-serve, or /,
      ),
    });
    const after = await look();
    expect(faultsOf(after)).toEqual([]);
    expect(findingOf(after, 'codex')).toMatchObject({
      title: 'Codex 0.171.0 is used, installed with codex-serve.',
      detail: `It is ${bundledCodex()}.`,
    });
  });

  it('and that is too old fails, and a newer one in its place does not', async () => {
    const file = await fake({ version: '0.150.0' });
    const before = await look('--codex-bin', file);
    expect(faultsOf(before)).toEqual(['codex failed']);
    expect(findingOf(before, 'codex')).toMatchObject({
      title: 'Codex 0.150.0 is too old.',
      detail: expect.stringContaining('is Codex 0.150.0, but codex-serve needs >=0.169.0.'),
      remedy: expect.stringContaining(`install a newer one with ${update} and name that.`),
    });
    await fake({});
    expect(faultsOf(await look('--codex-bin', file))).toEqual([]);
  });

  it('and that fails its self-test is left out', async () => {
    const file = await fake(failing);
    const before = await look('--codex-bin', file);
    expect(faultsOf(before)).toEqual(['self_test failed']);
    expect(findingOf(before, 'self_test')).toMatchObject({
      title: 'No Codex passes the self-test.',
      detail: expect.stringContaining(`${file} fails the self-test: refuses \`turn/start\``),
      remedy:
        'Leave out --codex-bin (CODEX_SERVE_CODEX_BIN) to use the Codex of codex-serve, or name another one.',
    });
  });

  it('and that hangs is ended in time, and nothing of it stays', { timeout: 30_000 }, async () => {
    const pidFile = path.join(folder.path, 'pid');
    const file = await fake({ appServer: `echo $$ > ${pidFile}; exec sleep 600` });
    const begun = performance.now();
    const diagnosis = await look('--codex-bin', file);
    expect(performance.now() - begun).toBeLessThan(16_000);
    expect(findingOf(diagnosis, 'self_test')).toMatchObject({
      status: 'failed',
      detail: expect.stringContaining('did not pass the self-test within 10 s'),
    });
    const { readFile } = await import('node:fs/promises');
    const pid = Number(await readFile(pidFile, 'utf8'));
    await expect.poll(() => isRunning(pid)).toBe(false);
  });
});

describe('a Codex on PATH that is passed over', () => {
  it.each<[string, FakeCodex, string]>([
    ['too old', { version: '0.150.0' }, `Update it with ${update}, or remove FILE.`],
    [
      'newer, and fails the self-test',
      failing,
      'Update codex-serve; or remove FILE, or name another Codex with --codex-bin.',
    ],
    ['broken', { appServer: 'exit 3' }, `Update it with ${update}, or remove FILE.`],
  ])('is a warning, until it is removed: %s', async (_, how, remedy) => {
    const file = await fake(how);
    const before = await look();
    expect(faultsOf(before)).toEqual(['codex warning']);
    expect(findingOf(before, 'codex')).toMatchObject({
      title: 'Codex 0.171.0 is used, installed with codex-serve.',
      detail: expect.stringContaining(`Passed over: ${file} `),
      remedy: remedy.replace('FILE', file),
    });
    await rm(file);
    expect(faultsOf(await look())).toEqual([]);
  });
});

describe("Codex's configuration", () => {
  it.each([
    ['is no TOML', 'model = '],
    ['names a provider that does not exist', 'model_provider = "nope"'],
  ])('that %s is named with its line', async (_, text) => {
    const file = path.join(upstream.codexHome, 'config.toml');
    await writeFile(file, text);
    const diagnosis = await look();
    expect(faultsOf(diagnosis)).toEqual(['codex_home failed']);
    expect(findingOf(diagnosis, 'codex_home')).toMatchObject({
      title: "Codex's configuration cannot be used.",
      detail: expect.stringContaining(`${file}:1`),
      remedy: 'Fix that line, or remove it.',
    });
  });
});
