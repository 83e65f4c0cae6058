import { rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bundledCodex } from '../../src/codex/engine/app-server/binary/bundled.ts';
import { killEngine } from '../support/engine-pid.ts';
import { writeFakeCodex, type FakeCodex } from '../support/fake-codex.ts';
import { startTestGateway, type TestGateway, type TestGatewayOptions } from '../support/gateway.ts';
import { memoryLog, type MemoryLog } from '../support/memory-log.ts';
import { startTestUpstream, type TestUpstream } from '../support/stand-in-home.ts';
import { createTempFolder, type TempFolder } from '../support/temp-folder.ts';
import { endSharedGateway } from '../support/shared-gateway.ts';

// It looks for the app-server among those of its process.
beforeAll(endSharedGateway);

let folder: TempFolder;
let upstream: TestUpstream;
let log: MemoryLog;
let gateway: TestGateway | undefined;

beforeEach(async () => {
  folder = await createTempFolder();
  upstream = await startTestUpstream();
  log = memoryLog();
});
afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
  await upstream.close();
  await folder.remove();
});

/** Starts a gateway with these folders, from the test's own, before the rest of PATH. */
async function startWith(
  folders: readonly string[],
  options: TestGatewayOptions = {},
): Promise<TestGateway> {
  const places = folders.map((name) => path.join(folder.path, name));
  const searchPath = [...places, process.env['PATH']].join(path.delimiter);
  const env = { ...upstream.env, PATH: searchPath };
  gateway = await startTestGateway({
    ...options,
    upstream: { ...upstream, env },
    logger: log.logger,
  });
  return gateway;
}

async function fake(name: string, how: FakeCodex): Promise<string> {
  return await writeFakeCodex(path.join(folder.path, name), how);
}

async function answerOf({ url }: TestGateway): Promise<unknown> {
  const response = await fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-5.5', messages: [{ role: 'user', content: 'Count to 2' }] }),
  });
  return await response.json();
}

const renamed = (method: string): FakeCodex => ({
  version: '0.999.0',
  replace: [[`"${method}"`, `"${method}New"`]],
});

describe('a Codex on PATH that fails the self-test', () => {
  it.each<[string, FakeCodex, string]>([
    ['another handshake', renamed('initialize'), 'refuses `initialize`'],
    ['no thread/start', renamed('thread/start'), 'refuses `thread/start`'],
    ['no thread/inject_items', renamed('thread/inject_items'), 'refuses `thread/inject_items`'],
    ['no turn/start', renamed('turn/start'), 'refuses `turn/start`'],
    ['no turn/interrupt', renamed('turn/interrupt'), 'has no method `turn/interrupt`'],
    ['no thread/read', renamed('thread/read'), 'has no method `thread/read`'],
    ['no account/login/start', renamed('account/login/start'), 'no method `account/login/start`'],
    [
      'no account/logout',
      { replace: [['`account/logout`', '`account/leave`']] },
      'no method `account/logout`',
    ],
    ['no text', renamed('item/agentMessage/delta'), 'it passed on "" for "ok"'],
    [
      'no reasoning',
      renamed('item/reasoning/summaryTextDelta'),
      'no `item/reasoning/summaryTextDelta`',
    ],
    ['no raw items', renamed('rawResponseItem/completed'), 'no `rawResponseItem/completed`'],
    ['no end of a turn', { drop: '"turn/completed"' }, 'it sent no `turn/completed`'],
    ['no tool calls', renamed('item/tool/call'), 'no `item/tool/call`'],
    ['no errors', { drop: '{"method":"error"' }, 'it sent no `error`'],
    [
      'no usage',
      { replace: [['"cachedInputTokens":', '"cached":']] },
      'its message `rawResponse/completed` has another `usage.cachedInputTokens`',
    ],
    [
      'no model names',
      { replace: [['"displayName":', '"title":']] },
      'its answer to `model/list` has another `data.0.displayName`',
    ],
    [
      'no login state',
      { replace: [['"authMethod":', '"method":']] },
      '`getAuthStatus` has another `authMethod`',
    ],
    [
      'a prompt of its own',
      { replace: [['"baseInstructions":""', '"baseInstructions":"Rhyme."']] },
      'it changes the conversation that it is given',
    ],
    [
      'no app-server',
      { appServer: 'echo "unrecognized subcommand" >&2; exit 2' },
      'exited with code 2; it wrote "unrecognized subcommand"',
    ],
    [
      'an app-server that prints garbage and ends',
      { appServer: 'echo hello; exit 0' },
      'exited with code 0; it wrote "hello"',
    ],
    ['an app-server that is killed', { appServer: 'kill -9 $$' }, 'was ended by SIGKILL'],
  ])('is skipped for the next one: %s', async (_name, how, reason) => {
    const file = await fake('new', how);
    const { url } = await startWith(['new']);
    const health: unknown = await (await fetch(`${url}/healthz`)).json();

    const skipped = [{ path: file, source: 'path', reason: expect.stringContaining(reason) }];
    const engine = { version: '0.171.0', source: 'bundled', path: bundledCodex(), skipped };
    expect(health).toMatchObject({ ok: true, engine });
  });
});

describe('the Codex that runs', () => {
  it('is the first on PATH that passes, whatever its number, and all before it are named', async () => {
    const broken = await fake('broken', { appServer: 'exit 3', version: '0.500.0' });
    const old = await fake('old', { version: '0.168.9' });
    const file = await fake('newer', { version: '0.999.0' });
    const test = await startWith(['broken', 'old', 'newer']);

    expect(test.core.engineHealth()).toEqual({
      state: 'ready',
      version: '0.999.0',
      source: 'path',
      path: file,
      skipped: [
        { path: broken, source: 'path', version: '0.500.0', reason: 'exited with code 3' },
        {
          path: old,
          source: 'path',
          version: '0.168.9',
          reason: 'is Codex 0.168.9, but codex-serve needs >=0.169.0',
        },
      ],
      activeTurns: 0,
      breaker: null,
      engine: 'app-server',
      engineReason: 'The setting --engine asks for it.',
      fallbacks: [],
    });
    expect(await answerOf(test)).toMatchObject({ choices: [{ message: { content: '1 2' } }] });
  });
});

describe('a Codex that was named', () => {
  it('ends the start with the reason when it fails the self-test', async () => {
    const file = await fake('named', renamed('turn/start'));
    await expect(startWith([], { args: ['--codex-bin', file] })).rejects.toThrow(
      `--codex-bin: ${file} fails the self-test: refuses \`turn/start\``,
    );
  });

  it('ends the start with what it printed instead of a version', async () => {
    const file = await fake('named', { version: '' });
    await expect(startWith([], { args: ['--codex-bin', file] })).rejects.toThrow(
      `--codex-bin: ${file} is not a Codex executable: \`codex --version\` exited with code 0; it wrote "codex-cli"`,
    );
  });

  it('ends the start within seconds when it never answers', { timeout: 30_000 }, async () => {
    const file = await fake('named', { appServer: 'echo waiting >&2; sleep 60' });
    await expect(startWith([], { args: ['--codex-bin', file] })).rejects.toThrow(
      `--codex-bin: ${file} did not pass the self-test within 10 s; it wrote "waiting"`,
    );
  });
});

describe('a newer Codex than the newest that was tested', () => {
  it('is logged once, and again for the next one', async () => {
    await fake('newer', { version: '0.998.0' });
    const { core } = await startWith(['newer']);
    const mentions = (): unknown[] =>
      log.lines.map(({ msg }) => msg).filter((text) => /is newer than/.test(String(text)));
    expect(mentions()).toEqual([
      'Codex 0.998.0 is newer than 0.171.0, the newest that this codex-serve was tested with; it passed the self-test',
    ]);

    await fake('newer', { version: '0.999.0' });
    await killEngine();
    await expect.poll(() => core.engineHealth().state, { timeout: 10_000 }).toBe('restarting');
    const restarted = { state: 'ready', version: '0.999.0' };
    await expect.poll(() => core.engineHealth(), { timeout: 10_000 }).toMatchObject(restarted);
    expect(mentions()).toHaveLength(2);
  });
});

describe('a Codex that is upgraded while the gateway runs', () => {
  const bundled = { version: '0.171.0', source: 'bundled' };

  it.each<[string, () => Promise<unknown>, object]>([
    [
      'in place',
      async () => await fake('used', renamed('item/agentMessage/delta')),
      { ...bundled, skipped: [{ version: '0.999.0' }] },
    ],
    [
      'in place, and is still good',
      async () => await fake('used', { version: '0.170.1' }),
      { version: '0.170.1', source: 'path', skipped: [] },
    ],
    [
      'by a link, as package managers do',
      async () => {
        await fake('next', { version: '0.100.0' });
        await rm(path.join(folder.path, 'used'), { recursive: true });
        await symlink('next', path.join(folder.path, 'used'));
      },
      { ...bundled, skipped: [{ version: '0.100.0' }] },
    ],
    [
      'by one in an earlier folder of PATH',
      async () => await fake('first', { version: '0.170.2' }),
      { version: '0.170.2', source: 'path', skipped: [] },
    ],
    [
      'by half of one',
      async () => await writeFile(path.join(folder.path, 'used', 'codex'), 'half'),
      { ...bundled, skipped: [{ version: null }] },
    ],
    [
      'and is gone',
      async () => await rm(path.join(folder.path, 'used', 'codex')),
      { ...bundled, skipped: [] },
    ],
  ])('%s is found and tested anew at the next engine start', async (_name, upgrade, expected) => {
    await fake('used', { version: '0.170.0' });
    const { core } = await startWith(['first', 'used']);
    expect(core.engineHealth().version).toBe('0.170.0');

    await upgrade();
    await killEngine();
    await expect.poll(() => core.engineHealth().state, { timeout: 10_000 }).toBe('restarting');
    await expect
      .poll(() => core.engineHealth(), { timeout: 20_000 })
      .toMatchObject({ state: 'ready', ...expected });
  });

  it('ends the answers with its reason where it was named, until it is good again', async () => {
    const file = await fake('named', { version: '0.170.0' });
    const running = await startWith([], { args: ['--codex-bin', file] });
    await fake('named', { version: '0.100.0' });
    await killEngine();
    await expect.poll(() => running.core.engineHealth().state).toBe('restarting');
    expect(await answerOf(running)).toMatchObject({ error: { code: 'engine_unavailable' } });

    await fake('named', { version: '0.171.0' });
    await expect
      .poll(async () => await answerOf(running))
      .toMatchObject({ choices: [{ message: { content: '1 2' } }] });
    expect(running.core.engineHealth()).toMatchObject({ version: '0.171.0', source: 'codex-bin' });
  });
});

describe('a Codex that prints half a model catalog', () => {
  const half: FakeCodex = { debugModels: `printf '{"models": [{"slug": "gpt-5.5"'` };

  it('starts on the last good one, and the log says how old that is', async () => {
    await (await startWith([])).close();
    await fake('half', half);
    const test = await startWith(['half']);

    expect(test.core.engineHealth().skipped).toEqual([]);
    expect(await answerOf(test)).toMatchObject({ choices: [{ message: { content: '1 2' } }] });
    expect(log.lines).toContainEqual(
      expect.objectContaining({
        level: 40,
        catalogAgeSeconds: expect.any(Number),
        msg: expect.stringMatching(
          /^Codex gives no model catalog: `codex debug models` printed 30 characters that are not JSON: .*; using the last good catalog, which is \d+ seconds? old$/,
        ),
      }),
    );
  });

  it('is skipped where none was kept', async () => {
    await fake('half', half);
    const { core } = await startWith(['half']);
    expect(core.engineHealth()).toMatchObject({
      source: 'bundled',
      skipped: [{ reason: expect.stringContaining('gives no model catalog') }],
    });
  });
});

describe('a request for a model that the Codex is too old for', () => {
  it('is told which Codex runs, and how to update it', async () => {
    upstream.standIn.behave(() => ({
      kind: 'status',
      status: 400,
      body: { detail: "The 'gpt-9' model requires a newer version of Codex. Please upgrade." },
    }));
    expect(await answerOf(await startWith([]))).toMatchObject({
      error: {
        message:
          "The 'gpt-9' model requires a newer version of Codex. Please upgrade. codex-serve runs Codex 0.171.0, the one bundled with it; update codex-serve, or install a newer Codex on its PATH (`npm install -g @openai/codex@latest`) and restart it.",
        type: 'invalid_request_error',
      },
    });
  });
});
