import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { appServersOf } from '../support/child-processes.ts';
import { startProgram, type Program } from '../support/started-program.ts';
import { startTestUpstream, type TestUpstream } from '../support/stand-in-home.ts';
import { createTempFolder, type TempFolder } from '../support/temp-folder.ts';

let folder: TempFolder;
let programs: Program[] = [];
let upstream: TestUpstream | undefined;

beforeEach(async () => {
  folder = await createTempFolder();
  await mkdir(path.join(folder.path, 'home'));
  await mkdir(path.join(folder.path, 'tmp'));
});
afterEach(async () => {
  for (const program of programs) await program.kill();
  programs = [];
  await upstream?.close();
  upstream = undefined;
  await folder.remove();
});

/** Runs `codex-serve try-engines` with folders of its own for all that it may leave behind. */
function tryEngines(...args: readonly string[]): Program {
  const env = { TMPDIR: path.join(folder.path, 'tmp') };
  const program = startProgram(path.join(folder.path, 'home'), ['try-engines', ...args], env);
  programs.push(program);
  return program;
}

async function leftovers(): Promise<string[]> {
  const folders = ['home', 'tmp'].map((name) => path.join(folder.path, name));
  return (await Promise.all(folders.map(async (each) => await readdir(each)))).flat();
}

/** Each row of the table: engine, question, and the counts at its end. */
function rowsOf(text: string): string[] {
  return [
    ...text.matchAll(/^(app-server|direct) +(first|follow-up) .* ms +(\d+) +(\d+) +(\d+)$/gm),
  ].map(
    ([, engine, question, input, cached, output]) =>
      `${engine} ${question}: ${input} ${cached} ${output}`,
  );
}

it('asks both engines of the demo the same, and leaves nothing behind', async () => {
  const program = tryEngines('--demo');
  expect(await program.ended).toBe('0');

  const rows = rowsOf(program.stdout());
  expect(rows.map((row) => row.split(':')[0])).toEqual([
    'app-server first',
    'app-server follow-up',
    'direct first',
    'direct follow-up',
  ]);
  // The same conversation, with the same cache, costs the same.
  expect(rows.map((row) => row.split(':')[1]).slice(2)).toEqual(
    rows.map((row) => row.split(':')[1]).slice(0, 2),
  );
  expect(program.stdout()).toContain(
    '\n\nKeep --engine auto, which chooses direct. Both answer, and it passes on more of what clients ask for.\n',
  );
  expect(program.stderr()).toBe('');
  expect(await leftovers()).toEqual([]);
});

it('asks with the login of the user, twice each engine', async () => {
  upstream = await startTestUpstream({ login: 'present' });
  const program = tryEngines('--codex-home', upstream.codexHome);
  expect(await program.ended).toBe('0');

  const asked = upstream.standIn.requests.filter(({ prewarm }) => !prewarm);
  expect(asked).toHaveLength(4);
  expect(new Set(asked.map(({ headers }) => headers.authorization)).size).toBe(1);
  expect(asked[0]?.headers.authorization).toMatch(/^Bearer ./);
  expect(await leftovers()).toEqual([]);
});

it('says what each engine fails of, where only one works', async () => {
  upstream = await startTestUpstream({
    userConfig: (baseUrl) =>
      [
        'model_provider = "x"',
        '[model_providers.x]',
        'name = "x"',
        `base_url = "${baseUrl}"`,
        '[model_providers.x.auth]',
        'command = "echo"',
        'args = ["token"]',
      ].join('\n'),
  });
  const program = tryEngines('--codex-home', upstream.codexHome);
  expect(await program.ended).toBe('0');

  expect(rowsOf(program.stdout())).toHaveLength(2);
  expect(program.stdout()).toContain(
    "\n\ndirect failed: the direct engine cannot serve here: the provider 'x' gets its token from a command, as only Codex can; choose --engine auto or app-server\n\nKeep --engine auto, which chooses app-server. It is the one that answers.\n",
  );
});

it('ends with 1 where neither engine answers', async () => {
  const program = tryEngines();
  expect(await program.ended).toBe('1');

  expect(program.stdout()).toContain(
    '\n\nBoth engines failed: Codex is not logged in on this machine. Run `codex login`, or start codex-serve with --demo to try it without a login.\n\nNo setting of --engine helps before that is fixed.\n',
  );
  expect(await leftovers()).toEqual([]);
});

it('says in one line that the configuration is at fault', async () => {
  const codexHome = path.join(folder.path, 'codex');
  await mkdir(codexHome);
  await writeFile(path.join(codexHome, 'config.toml'), 'model = ');
  const program = tryEngines('--codex-home', codexHome);
  expect(await program.ended).toBe('1');

  expect(program.stdout()).toContain(`Both engines failed: ${codexHome}/config.toml:1:`);
});

it('ends in order when it is stopped, and leaves no Codex behind', async () => {
  upstream = await startTestUpstream();
  upstream.standIn.behave(() => ({ kind: 'stall', afterTokens: 1 }));
  const program = tryEngines('--codex-home', upstream.codexHome);
  await upstream.standIn.waitFor(({ active }) => active === 1, AbortSignal.timeout(60_000));
  const pid = program.child.pid ?? 0;
  expect(appServersOf(pid)).toHaveLength(1);
  const codex = appServersOf(pid)[0] ?? 0;
  program.child.kill('SIGINT');

  expect(await program.ended).toBe('1');
  expect(program.stderr()).toBe('codex-serve: stopped before both engines were tried\n');
  expect(() => process.kill(codex, 0)).toThrow('ESRCH');
  expect(await leftovers()).toEqual([]);
});
