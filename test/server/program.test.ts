import { execFileSync } from 'node:child_process';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appServersOf } from '../support/child-processes.ts';
import { startProgram, type Program } from '../support/started-program.ts';
import { createTempFolder, type TempFolder } from '../support/temp-folder.ts';
import { isRunning } from '../support/is-running.ts';

/** What a line of the banner gets, sent without curl; `npm run test:machine` runs it as it stands. */
async function postedBy(line: string): Promise<string> {
  const [, url = '', body = ''] = /(http:\S+)[^]*-d '(.*)'/.exec(line) ?? [];
  const headers = { 'content-type': 'application/json' };
  return await (await fetch(url, { method: 'POST', headers, body })).text();
}

describe('the program', () => {
  let folder: TempFolder;
  let programs: Program[] = [];

  beforeEach(async () => {
    folder = await createTempFolder();
  });
  afterEach(async () => {
    for (const program of programs) await program.kill();
    programs = [];
    await folder.remove();
  });

  function run(...args: readonly string[]): Program {
    const program = startProgram(folder.path, args);
    programs.push(program);
    return program;
  }

  /** What the program prints before it ends. */
  function printed(...args: readonly string[]): string {
    const env = { PATH: process.env['PATH'], HOME: folder.path };
    return execFileSync(process.execPath, [path.resolve('dist/main.js'), ...args], {
      env,
    }).toString();
  }

  async function banner(program: Program): Promise<string> {
    return await program.banner();
  }

  function urlIn(text: string): string {
    return /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0] ?? '';
  }

  /** The first of the app-servers whose parent is this program. */
  function appServer({ child }: Program): number {
    const [first = 0] = appServersOf(child.pid ?? 0);
    expect(first).toBeGreaterThan(0);
    return first;
  }

  it('ends with one line for persisted documents that it cannot use', async () => {
    const program = run('--demo', '--addr', '127.0.0.1:0', '--persisted-documents', 'package.json');
    expect(await program.ended).toBe('1');
    const file = path.resolve('package.json');
    expect(program.stderr()).toBe(
      `codex-serve: ${file} is not a JSON object of hashes with documents\n`,
    );
  });

  it.each([
    ['is missing', '/none/codex', 'no such file or directory (ENOENT)'],
    ['is another program', process.execPath, 'is not a Codex executable'],
  ])('ends with one line and the way to the doctor where --codex-bin %s', async (_, file, why) => {
    const program = run('--addr', '127.0.0.1:0', '--codex-bin', file);
    expect(await program.ended).toBe('1');
    expect(program.stderr().trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^codex-serve: --codex-bin: /),
      'codex-serve: run `codex-serve doctor` with the same settings to see what to do about it',
    ]);
    expect(program.stderr()).toContain(why);
  });

  it('starts with --demo, shows both addresses with a line to try for each, and answers', async () => {
    const program = run('--demo', '--addr', '127.0.0.1:0');
    const shown = await banner(program);
    const url = urlIn(shown);

    expect(shown).toMatch(/codex-serve \d+\.\d+\.\d+, Codex 0\.171\.0 \(bundled: \/.*\/codex\)\n/);
    expect(shown).toContain("Demo: the real Codex, with a local stand-in for OpenAI's service.");
    expect(shown).toContain(`REST     ${url}/v1`);
    expect(shown).toContain(`GraphQL  ${url}/graphql`);

    const lines = shown.match(/curl [^\n]*\\\n[^\n]*/g) ?? [];
    expect(lines).toHaveLength(2);
    const [rest, graphql] = await Promise.all(lines.map(postedBy));
    expect(rest).toMatch(/^data: \{"id":"chatcmpl-[\s\S]*\ndata: \[DONE\]\n\n$/);
    expect(graphql).toMatch(/^\{"data":\{"models":\{"edges":\[\{"node":\{"id":"gpt-/);
  });

  it('ends on SIGTERM with 0 and leaves no Codex behind', async () => {
    const program = run('--demo', '--addr', '127.0.0.1:0');
    await banner(program);
    const codex = appServer(program);
    program.child.kill('SIGTERM');

    expect(await program.ended).toBe('0');
    expect(isRunning(codex)).toBe(false);
  });

  it('leaves no Codex behind when it is killed', async () => {
    const program = run('--demo', '--addr', '127.0.0.1:0');
    await banner(program);
    const codex = appServer(program);
    expect(isRunning(codex)).toBe(true);
    program.child.kill('SIGKILL');

    expect(await program.ended).toBe('SIGKILL');
    await expect.poll(() => isRunning(codex), { timeout: 5000 }).toBe(false);
  });

  it('has an account in --demo, and a login there that is approved by itself', async () => {
    const url = urlIn(await banner(run('--demo', '--addr', '127.0.0.1:0')));
    const token = printed('admin-token').trim();
    const ask = async (query: string): Promise<unknown> =>
      await (
        await fetch(`${url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
          body: JSON.stringify({ query }),
        })
      ).json();
    const account = '{ account { isReady plan quota { usedPercent } } }';

    const loggedIn = {
      isReady: true,
      plan: 'plus',
      quota: [{ usedPercent: 12 }, { usedPercent: 34 }],
    };
    expect(await ask(account)).toEqual({ data: { account: loggedIn } });
    expect(await ask('mutation { logout { ... on Account { isReady } } }')).toEqual({
      data: { logout: { isReady: false } },
    });
    expect(await ask('mutation { startLogin { ... on Login { status } } }')).toEqual({
      data: { startLogin: { status: 'PENDING' } },
    });
    await expect
      .poll(async () => await ask(account), { timeout: 15_000 })
      .toEqual({ data: { account: loggedIn } });
  });

  it('prints the admin token, and renews it for a gateway that runs', async () => {
    const program = run('--demo', '--addr', '127.0.0.1:0');
    const shown = await banner(program);
    const mayCancel = async (token: string): Promise<unknown> => {
      const query = 'mutation { cancelLogin(input: { id: "x" }) { ... on Error { code } } }';
      const headers = { 'content-type': 'application/json', 'x-api-key': token };
      const body = JSON.stringify({ query });
      const url = `${urlIn(shown)}/graphql`;
      return await (await fetch(url, { method: 'POST', headers, body })).json();
    };
    const permitted = { data: { cancelLogin: { code: 'LOGIN_NOT_FOUND' } } };
    const refused = { data: { cancelLogin: { code: 'NOT_PERMITTED' } } };

    const first = printed('admin-token');
    expect(first).toMatch(/^csa-[\w-]{43}\n$/);
    expect(printed('--demo', 'admin-token')).toBe(first);
    expect(await mayCancel(first.trim())).toEqual(permitted);
    const second = printed('admin-token', '--renew');
    expect(second).not.toBe(first);
    expect(await mayCancel(first.trim())).toEqual(refused);
    expect(await mayCancel(second.trim())).toEqual(permitted);

    const file = path.join(folder.path, '.codex-serve', 'admin-token');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    for (const token of [first, second]) {
      expect(program.stdout() + program.stderr()).not.toContain(token.trim());
    }
  });

  it('starts without a login, says so, and a chat points to codex login and --demo', async () => {
    const program = run('--addr', '127.0.0.1:0');
    const shown = await banner(program);
    const { path: codex } = /bundled: (?<path>\S+)\)/.exec(shown)?.groups ?? {};
    expect(shown).toContain(`Not logged in: run \`${codex} login\`, or start with --demo.`);

    const url = urlIn(shown);
    const health = await (await fetch(`${url}/healthz`)).json();
    expect(health).toMatchObject({
      authenticated: false,
      message: 'Codex auth missing; run `codex login`',
    });
    const answer = await fetch(`${url}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'gpt-5.5', messages: [{ role: 'user', content: 'hi' }] }),
    });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('x-should-retry')).toBe('false');
    expect(await answer.json()).toEqual({
      error: {
        message:
          'Codex is not logged in on this machine. Run `codex login`, or start codex-serve with --demo to try it without a login.',
        type: 'authentication_error',
        param: null,
        code: 'codex_login_required',
      },
    });
  });

  it('writes its log as JSON lines where no terminal is', async () => {
    const program = run('--demo', '--addr', '127.0.0.1:0');
    await banner(program);
    // Another pipe than the banner's, so it may be read later.
    await expect.poll(() => program.stderr()).toMatch(/"engine ready".*\n$/s);
    const logged = program
      .stderr()
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(logged).toContainEqual(expect.objectContaining({ msg: 'engine ready' }));
  });

  const seeDoctor =
    'codex-serve: run `codex-serve doctor` with the same settings to see what to do about it\n';

  it.each([
    [['--addr', 'x'], 2, "codex-serve: --addr: 'x' is not an address like 127.0.0.1:8000\n"],
    [
      ['--codex-bin', '/bin/true'],
      1,
      `codex-serve: --codex-bin: /bin/true is not a Codex executable\n${seeDoctor}`,
    ],
    [
      ['--addr', '192.0.2.1:8077', '--api-key', 'secret-key'],
      1,
      `codex-serve: cannot listen at 192.0.2.1:8077: no network interface of this machine has it; choose another one with --addr\n${seeDoctor}`,
    ],
  ])('%j ends with a line that says why', async (args, code, text) => {
    const program = run('--addr', '127.0.0.1:0', ...args);
    expect(await program.ended).toBe(String(code));
    expect(program.stderr()).toBe(text);
    expect(program.stdout()).toBe('');
  });

  it('says so when its address is taken', async () => {
    const url = urlIn(await banner(run('--demo', '--addr', '127.0.0.1:0')));
    const address = new URL(url).host;
    const second = run('--demo', '--addr', address);

    expect(await second.ended).toBe('1');
    expect(second.stderr()).toBe(
      `codex-serve: address already in use ${address}; choose another one with --port\n${seeDoctor}`,
    );
  });
});
