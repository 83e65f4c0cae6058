import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appServersOf } from '../support/child-processes.ts';
import { startKillableGateway } from '../support/killable-gateway.ts';
import { startTestUpstream, type TestUpstream } from '../support/stand-in-home.ts';
import type { Program } from '../support/started-program.ts';
import { writeFakeCodex } from '../support/fake-codex.ts';
import { createTempFolder, type TempFolder } from '../support/temp-folder.ts';
import { jsonOf, startDoctor } from './program.ts';
import { freePort } from '../support/free-port.ts';
import { isRunning } from '../support/is-running.ts';

let folder: TempFolder;
let upstream: TestUpstream;
let programs: Program[];

beforeEach(async () => {
  folder = await createTempFolder();
  await mkdir(path.join(folder.path, 'tmp'));
  upstream = await startTestUpstream({ login: 'present' });
  programs = [];
});
afterEach(async () => {
  for (const program of programs) await program.kill();
  await upstream.close();
  await folder.remove();
});

/** Runs `codex-serve doctor` with a folder of its own for all that it may leave behind. */
function doctor(...args: readonly string[]): Program {
  const env = { ...upstream.env, TMPDIR: path.join(folder.path, 'tmp') };
  const program = startDoctor({ ...upstream, env }, ...args);
  programs.push(program);
  return program;
}

/** A text for people without its line breaks and margins. */
function asOneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}

async function leftovers(): Promise<readonly string[]> {
  return await readdir(path.join(folder.path, 'tmp'));
}

describe('the report', () => {
  it('says what is in order, in lines for people, without colors in a pipe', async () => {
    const program = doctor();
    expect(await program.ended).toBe('0');
    const lines = program.stdout().trimEnd().split('\n');
    expect(lines[0]).toBe('ok       Settings      The settings do not conflict.');
    expect(lines).toContain('ok       Address       Any free port is taken.');
    expect(lines).toContain(
      'ok       Login         Codex is logged in: ChatGPT, plan plus, ada@example.com.',
    );
    expect(lines.at(-1)).toBe('0 failed, 0 warnings, 14 ok.');
    expect(program.stdout()).not.toContain('\u001B');
    expect(program.stderr()).toBe('');
    expect(await leftovers()).toEqual([]);
  });

  it('begins with what fails, each with its remedy, and ends with 1', async () => {
    await upstream.removeLogin();
    const program = doctor();
    expect(await program.ended).toBe('1');
    const [first, second] = program.stdout().split('\n');
    expect(first).toBe('FAILED   Login         Codex is not logged in.');
    expect(second).toMatch(/^ {23}Its home is /);
    expect(program.stdout()).toMatch(/\n {23}> Run\s+`CODEX_HOME=\S+ \S+codex login`,/);
    expect(program.stdout()).toMatch(/\n1 failed, 0 warnings, 12 ok\.\n$/);
  });

  it('is what docs/operations.md shows', async () => {
    await upstream.removeLogin();
    await mkdir(upstream.home);
    const port = await freePort();
    const program = doctor('--addr', `127.0.0.1:${port}`);
    await program.ended;
    const printed = asOneLine(program.stdout())
      .replaceAll(upstream.codexHome, '/home/ada/.codex')
      .replaceAll(upstream.home, '/home/ada/.codex-serve')
      .replaceAll(/`CODEX_HOME=[^`]*codex login`/g, '`codex login`')
      .replaceAll(`:${port}`, ':8000')
      .replaceAll(/\d+ are set/g, '1 is set');
    const document = await readFile('docs/operations.md', 'utf8');
    const [, sample = ''] = /```\n(FAILED .*?)\n\.\.\./s.exec(document) ?? [];
    const findings = sample.split(/\n(?=\S)/);
    expect(findings.length).toBeGreaterThan(3);
    for (const finding of findings) expect(printed).toContain(asOneLine(finding));
  });

  it('is JSON with --json, and holds no secret', async () => {
    const program = doctor(
      '--json',
      '--api-key',
      'alice:secret-key-of-alice,bob:secret-key-of-bob',
    );
    expect(await program.ended).toBe('0');
    const { status, version, checkedAt, findings } = jsonOf(program);
    expect([status, version]).toEqual(['ok', expect.stringMatching(/^\d+\.\d+\.\d+/)]);
    expect(Date.now() - Date.parse(checkedAt)).toBeLessThan(120_000);
    for (const finding of findings) {
      expect(finding).toEqual({
        id: expect.stringMatching(/^[a-z_]+$/),
        status: 'ok',
        title: expect.stringMatching(/\.$/),
        detail: expect.any(String),
        remedy: null,
      });
    }
    expect(findings.map(({ id }) => id)).toEqual([
      'settings',
      'home',
      'port',
      'codex',
      'self_test',
      'codex_home',
      'login',
      'service',
      'engine',
      'databases',
      'disk',
      'access',
      'clock',
      'versions',
    ]);
    expect(program.stdout()).not.toContain('secret-key');
    const auth = await readFile(path.join(upstream.codexHome, 'auth.json'), 'utf8');
    for (const [token] of auth.matchAll(/(?:ey|refresh-)[\w.-]{10,}/g)) {
      expect(program.stdout()).not.toContain(token);
    }
  });
});

describe('settings that cannot be used', () => {
  it('are one line and 2 where they cannot be read', async () => {
    const program = doctor('--max-turns', 'many');
    expect(await program.ended).toBe('2');
    expect(program.stdout()).toBe('');
    expect(program.stderr()).toBe(
      "codex-serve: --max-turns: 'many' is not a whole number from 1 to 10000\n",
    );
  });

  it('are a finding and 2 where they conflict', async () => {
    const program = doctor('--json', '--addr', '0.0.0.0:0');
    expect(await program.ended).toBe('2');
    expect(jsonOf(program).findings[0]).toEqual({
      id: 'settings',
      status: 'failed',
      title: 'The gateway does not start with these settings.',
      detail:
        '--addr: 0.0.0.0 can be reached from other machines, which needs --api-key (CODEX_SERVE_API_KEY).',
      remedy:
        'Set CODEX_SERVE_API_KEY to the output of `openssl rand -hex 24`, or listen at 127.0.0.1.',
    });
  });

  it.each([
    ['--prices', []],
    ['--persisted-documents', []],
    ['--alert-secret-file', ['--alert-url', 'http://127.0.0.1:9/alerts']],
  ])('are a finding and 1 where the file of %s is missing', async (flag, others) => {
    const program = doctor('--json', ...others, flag, path.join(folder.path, 'none.json'));
    expect(await program.ended).toBe('1');
    expect(jsonOf(program).findings[0]).toMatchObject({
      id: 'settings',
      title: `The file of ${flag} cannot be used.`,
      remedy: `Fix the file, or leave out ${flag}.`,
    });
  });

  it('are a warning where an alias leads nowhere', async () => {
    const program = doctor('--json', '--demo', '--model-alias', 'gpt-4o=gpt-nope');
    expect(await program.ended).toBe('0');
    // The provider of the demo may have models that Codex does not know.
    expect(jsonOf(program).status).toBe('ok');
  });
});

describe('a doctor beside a gateway on the same home', () => {
  it('finds it, and leaves it and its answers alone', async () => {
    upstream.standIn.behave(() => ({ kind: 'stall', afterTokens: 1 }));
    const gateway = await startKillableGateway(upstream);
    const engines = appServersOf(gateway.pid);
    const leaving = new AbortController();
    const answer = await fetch(`${gateway.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        model: 'gpt-5.5',
        stream: true,
        messages: [{ role: 'user', content: 'Count to 9' }],
      }),
      signal: leaving.signal,
    });
    expect(answer.status).toBe(200);
    const asked = upstream.standIn.requests.length;

    const program = doctor('--json', '--addr', new URL(gateway.url).host);
    expect(await program.ended).toBe('0');
    const { status, findings } = jsonOf(program);
    expect(status).toBe('ok');
    const titles = findings.map(({ title }) => title);
    expect(titles).toContain(`The gateway at ${gateway.url} uses ${upstream.home}.`);
    expect(titles).toContain(`The gateway of this home listens at ${gateway.url}.`);
    expect(upstream.standIn.requests).toHaveLength(asked);
    expect(upstream.standIn.active).toBe(1);
    expect(appServersOf(gateway.pid)).toEqual(engines);
    leaving.abort();
    await gateway.kill();
  });
});

describe('a test request', () => {
  it('is sent with --ask alone', async () => {
    const program = doctor('--json', '--ask');
    expect(await program.ended).toBe('0');
    expect(jsonOf(program).findings.at(-1)).toMatchObject({
      id: 'test_request',
      status: 'ok',
      title: expect.stringMatching(/^gpt-\S+ answers 'pong'\.$/),
      detail: expect.stringMatching(/^The first token came after \d+ ms\. It used \d+ tokens\.$/),
    });
    expect(upstream.standIn.requests.filter(({ prewarm }) => !prewarm)).toHaveLength(1);
    expect(await leftovers()).toEqual([]);
  });

  it('fails with the error that any request gets', async () => {
    upstream.standIn.behave(() => ({ kind: 'status', status: 429 }));
    const program = doctor('--json', '--ask', '--retry-seconds', '0');
    expect(await program.ended).toBe('1');
    expect(jsonOf(program).findings[0]).toMatchObject({
      id: 'test_request',
      status: 'failed',
      title: 'The test request got no answer.',
    });
  });
});

describe('a doctor that is stopped', () => {
  it('ends at once, and leaves no Codex and no file', async () => {
    const pidFile = path.join(folder.path, 'pid');
    const file = await writeFakeCodex(path.join(folder.path, 'fake'), {
      appServer: `echo $$ > ${pidFile}; exec sleep 600`,
    });
    const program = doctor('--codex-bin', file);
    const pid = async (): Promise<number> => Number(await readFile(pidFile, 'utf8'));
    await expect.poll(pid, { timeout: 30_000 }).toBeGreaterThan(0);
    program.child.kill('SIGINT');
    expect(await program.ended).toBe('1');
    expect(program.stderr()).toBe('codex-serve: stopped before all was checked\n');
    const id = await pid();
    await expect.poll(() => isRunning(id)).toBe(false);
    expect(await leftovers()).toEqual([]);
  });
});
