import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { runCodex } from '../../src/codex/engine/app-server/binary/run-codex.ts';
import type { RecordedRequest } from '../../src/standin/index.ts';
import { ask, never, startTestCore, type TestCore } from '../support/core.ts';
import { lastAsked } from '../support/last-asked.ts';
import { testedCodex } from '../support/tested-codex.ts';

/** A provider that leads to the stand-in, with some members that a profile may change. */
function providerAt(baseUrl: string): string {
  return [
    'model = "gpt-5.5"',
    'model_provider = "one"',
    '[model_providers.one]',
    'name = "One"',
    `base_url = "${baseUrl}"`,
    '[model_providers.one.http_headers]',
    'x-both = "base"',
    'x-base = "base"',
  ].join('\n');
}

const profile = [
  'model = "gpt-5.4"',
  '[model_providers.one.http_headers]',
  'x-both = "profile"',
  'x-profile = "profile"',
].join('\n');

let cores: TestCore[] = [];
afterEach(async () => {
  await Promise.all(cores.map(async (core) => await core.close()));
  cores = [];
});

/** Starts a core with a profile; gives its Codex home before it starts. */
async function startWith(
  name: string,
  files: Readonly<Record<string, string>>,
  userConfig = providerAt,
): Promise<TestCore> {
  const core = await startTestCore({
    codexProfile: name,
    userConfig,
    prepareCodexHome: async (codexHome) => {
      for (const [file, text] of Object.entries(files)) {
        await writeFile(path.join(codexHome, file), text);
      }
    },
  });
  cores.push(core);
  return core;
}

/** What of a request follows from the configuration. */
function configured(request: RecordedRequest | undefined): object {
  const { 'x-both': both, 'x-base': base, 'x-profile': own } = request?.headers ?? {};
  return { both, base, own };
}

describe('a profile', () => {
  it('is layered over config.toml, table by table', async () => {
    const { core, standIn } = await startWith('work', { 'work.config.toml': profile });
    await (await core.run(ask('hi'), never())).result();

    expect(configured(lastAsked(standIn))).toEqual({
      both: 'profile',
      base: 'base',
      own: 'profile',
    });
    const models = await core.models();
    expect(models.find(({ isDefault }) => isDefault)?.id).toBe('gpt-5.4');
  });

  it("leads to the same requests as Codex's own --profile", async () => {
    const test = await startWith('work', { 'work.config.toml': profile });
    await (await test.core.run(ask('hi'), never())).result();
    const own = configured(lastAsked(test.standIn));
    test.standIn.reset();

    const folder = path.join(test.home, 'elsewhere');
    await mkdir(folder);
    const args = ['exec', '--skip-git-repo-check', '-C', folder, '--profile', 'work', 'hi'];
    const env = { ...test.env, CODEX_HOME: test.codexHome };
    await runCodex(testedCodex(), args, { env, timeoutMs: 60_000 });
    expect(lastAsked(test.standIn)?.body['model']).toBe('gpt-5.4');
    expect(configured(lastAsked(test.standIn))).toEqual(own);
  });

  it('may select a provider that only it has', async () => {
    let address = '';
    const test = await startTestCore({
      codexProfile: 'work-2_b',
      userConfig: (baseUrl) => {
        address = baseUrl;
        return 'model_provider = "nowhere"';
      },
      prepareCodexHome: async (codexHome) => {
        await writeFile(path.join(codexHome, 'work-2_b.config.toml'), providerAt(address));
      },
    });
    cores.push(test);
    const completion = await test.core.run(ask('Say exactly: here'), never());
    expect(await completion.result()).toMatchObject({ text: 'here' });
    expect(test.engine.upstream.provider).toBe('one');
  });
});

describe('a profile that cannot be used ends the start with one line', () => {
  const failing: [string, string, Readonly<Record<string, string>>, string, string?][] = [
    [
      'there is no such file',
      'nope',
      {},
      "--codex-profile: there is no profile 'nope'; its file would be HOME/nope.config.toml",
    ],
    ['broken TOML', 'work', { 'work.config.toml': 'a = 1\nb = [' }, 'HOME/work.config.toml:2:5: '],
    [
      'a provider that is nowhere',
      'work',
      { 'work.config.toml': '\nmodel_provider = "two"' },
      'HOME/work.config.toml:2: model_provider = "two": Model provider `two` not found',
    ],
    [
      'a value that Codex refuses',
      'work',
      { 'work.config.toml': '[model_providers.one]\nwire_api = "graphql"' },
      'HOME/work.config.toml:2: wire_api = "graphql": unknown variant `graphql`, expected `responses`',
    ],
    [
      'a fault below it',
      'work',
      { 'work.config.toml': 'model = "gpt-5.4"' },
      'HOME/config.toml:2: model_provider = "nope": Model provider `nope` not found',
      '\nmodel_provider = "nope"',
    ],
    [
      'a legacy selector of its name',
      'work',
      { 'work.config.toml': '' },
      'HOME/config.toml: legacy `profile = "work"` stands in the way of the profile \'work\'; move its settings to HOME/work.config.toml',
      'profile = "work"',
    ],
    [
      'a legacy table of its name',
      'work',
      { 'work.config.toml': '' },
      "HOME/config.toml: legacy `[profiles.work]` stands in the way of the profile 'work'; move its settings to HOME/work.config.toml",
      '[profiles.work]\nmodel = "gpt-5.4"',
    ],
  ];

  it.each(failing)('%s', async (_name, name, files, words, base) => {
    const homes: string[] = [];
    const starting = startTestCore({
      codexProfile: name,
      userConfig: (baseUrl) => base ?? providerAt(baseUrl),
      prepareCodexHome: async (codexHome) => {
        homes.push(codexHome);
        for (const [file, text] of Object.entries(files)) {
          await writeFile(path.join(codexHome, file), text);
        }
      },
    });
    await expect(starting).rejects.toSatisfy((error: Error) => {
      expect(error.name).toBe('UserConfigError');
      expect(error.message).toContain(words.replaceAll('HOME', homes[0] ?? ''));
      expect(error.message).not.toContain('\n');
      return true;
    });
  });
});
