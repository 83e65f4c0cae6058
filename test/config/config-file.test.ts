import { execFile } from 'node:child_process';
import { chmod, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { Ajv } from 'ajv';
import { parse } from 'smol-toml';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { configSchema } from '../../scripts/config-schema-document.ts';
import { chmodLine, isShared } from '../../src/config/file/read-file.ts';
import { readConfig, type Invocation } from '../../src/config/read-config.ts';
import { ConfigError } from '../../src/config/values/config-error.ts';
import { createTempFolder, type TempFolder } from '../support/temp-folder.ts';

type Served = Extract<Invocation, { kind: 'serve' }>;
type Env = Record<string, string>;

const isValid = new Ajv({ strict: false }).compile(configSchema());

let folder: TempFolder;
let home: string;
let inHome: string;

beforeEach(async () => {
  folder = await createTempFolder();
  home = path.join(folder.path, 'home');
  inHome = path.join(home, 'codex-serve.toml');
  await mkdir(home);
});
afterEach(async () => {
  await folder.remove();
});

/** Writes a file that only its owner can read. */
async function write(file: string, toml: string, mode = 0o600): Promise<void> {
  await writeFile(file, toml, { mode });
  await chmod(file, mode);
}

function read(args: readonly string[] = [], env: Env = {}): Served {
  const invocation = readConfig(['--home', home, ...args], env, '1.2.3');
  if (invocation.kind !== 'serve') throw new Error(`${invocation.kind} instead`);
  return invocation;
}

/** Why the file in the home is refused, after its path. */
function refusal(): string {
  try {
    read();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message.replace(`${inHome}:`, '');
  }
  throw new Error('accepted');
}

describe('the config file', () => {
  it('holds settings by the names of the flags, in the types of TOML', async () => {
    await write(
      inHome,
      `max-turns = 8
       strict = true
       graphiql = false
       store-bytes = 5_000_000
       cors-origin = ["https://a.example", "app://obsidian.md"]
       keep-model-fields = []
       engine = "direct"
       prices = "prices.json"
       codex-home = "~/codex"
       [model-alias]
       "gpt-4.1" = "gpt-5.5"
       o3 = "gpt-5.5-high"
       [api-key]
       alice = "key-of-alice"
       bob = "key-of-bob"`,
    );
    const { config, sources } = read([], { HOME: '/ignored' });
    expect(config).toMatchObject({
      maxTurns: 8,
      strict: true,
      graphiql: false,
      storeBytes: 5_000_000,
      corsOrigins: ['https://a.example', 'app://obsidian.md'],
      keepModelFields: [],
      engine: 'direct',
      prices: path.join(home, 'prices.json'),
      modelAliases: [
        ['gpt-4.1', 'gpt-5.5'],
        ['o3', 'gpt-5.5-high'],
      ],
      apiKeys: [
        { name: 'alice', key: 'key-of-alice' },
        { name: 'bob', key: 'key-of-bob' },
      ],
      configFile: inHome,
    });
    expect(sources).toMatchObject({ maxTurns: 'file', apiKeys: 'file', home: 'flag' });
    expect(sources).not.toHaveProperty('log');
  });

  it('holds a list as the flag takes it too, and one key without a name', async () => {
    await write(
      inHome,
      `api-key = "only-one-key"
       cors-origin = "https://a.example, https://b.example"
       model-alias = ["a=b", "c=d"]
       store-bytes = "2GiB"`,
    );
    expect(read().config).toMatchObject({
      apiKeys: [{ name: 'default', key: 'only-one-key' }],
      corsOrigins: ['https://a.example', 'https://b.example'],
      modelAliases: [
        ['a', 'b'],
        ['c', 'd'],
      ],
      storeBytes: 2 ** 31,
    });
  });

  it('comes after a flag and a variable, and before the default', async () => {
    await write(inHome, 'max-turns = 8\nqueue-seconds = 9\npark-seconds = 10\nport = 9000\n');
    const env = { CODEX_SERVE_MAX_TURNS: '20', CODEX_SERVE_QUEUE_SECONDS: '21' };
    const { config, sources } = read(['--max-turns', '30'], env);
    expect(config).toMatchObject({
      maxTurns: 30,
      queueSeconds: 21,
      parkSeconds: 10,
      maxQueued: 1000,
    });
    expect(config.addr).toEqual({ host: '127.0.0.1', port: 9000 });
    expect(sources).toMatchObject({
      maxTurns: 'flag',
      queueSeconds: 'variable',
      parkSeconds: 'file',
    });
    const addressed = read(['--addr', '127.0.0.1:7000']);
    expect(addressed.config).toMatchObject({ addr: { port: 7000 }, port: undefined });
    expect(addressed.sources).not.toHaveProperty('port');
  });

  it('is read again by each call', async () => {
    await write(inHome, 'log = "warn"');
    expect(read().config.log).toBe('warn');
    await write(inHome, 'log = "debug"');
    expect(read().config.log).toBe('debug');
  });

  it('is the one that --config or CODEX_SERVE_CONFIG names, instead of the one in the home', async () => {
    const other = path.join(folder.path, 'other.toml');
    await write(inHome, 'max-turns = 8');
    await write(other, `home = "elsewhere"\nprices = "../prices.json"`);
    const invocation = readConfig([], { CODEX_SERVE_CONFIG: other }, '1.2.3');
    expect(invocation).toMatchObject({
      config: {
        home: path.join(folder.path, 'elsewhere'),
        prices: path.join(folder.path, '..', 'prices.json'),
        maxTurns: 128,
        configFile: other,
      },
      sources: { home: 'file', configFile: 'variable' },
    });
    expect(read(['--config', other]).config).toMatchObject({ home, maxTurns: 128 });
    expect(readConfig(['admin-token', '--config', other], {}, '1.2.3')).toMatchObject({
      home: path.join(folder.path, 'elsewhere'),
    });
    expect(readConfig(['--config', other, 'try-engines'], {}, '1.2.3')).toMatchObject({
      config: { home: path.join(folder.path, 'elsewhere') },
    });
    expect(read(['--config', '/dev/null']).config.maxTurns).toBe(128);
  });

  it('is not looked for in the working folder, and need not be in the home', () => {
    expect(read().config.configFile).toBeUndefined();
    expect(read(['--home', path.join(home, 'none')]).config.configFile).toBeUndefined();
  });

  it('must be there and a file where --config names it', async () => {
    const none = path.join(folder.path, 'none.toml');
    expect(() => read(['--config', none])).toThrow(
      new ConfigError(`--config: ${none} does not exist`),
    );
    expect(() => read([], { CODEX_SERVE_CONFIG: none })).toThrow(
      new ConfigError(`CODEX_SERVE_CONFIG: ${none} does not exist`),
    );
    await mkdir(inHome);
    expect(() => read()).toThrow(new ConfigError(`${inHome}: cannot be read: it is a folder`));
  });

  it('is read through a link, and with the marks of an editor on Windows', async () => {
    const target = path.join(folder.path, 'target.toml');
    await symlink(target, inHome);
    await write(target, '\uFEFFmax-turns = 8\r\n[model-alias]\r\na = "b"\r\n');
    expect(read().config).toMatchObject({ maxTurns: 8, modelAliases: [['a', 'b']] });
    await write(target, 'api-key = "key-of-alice"', 0o644);
    expect(() => read()).toThrow('other users can read it');
    await write(target, '');
    expect(read().config).toMatchObject({ maxTurns: 128, configFile: inHome });
  });

  it.each<[string, (file: string) => Promise<unknown>]>([
    ['it is a link to a file that does not exist', async (file) => await symlink('none', file)],
    ['it is a pipe; name a file', async (file) => await promisify(execFile)('mkfifo', [file])],
    ['it has more than 1 MiB', async (file) => await symlink('/dev/zero', file)],
    ['it has more than 1 MiB', async (file) => await writeFile(file, '#'.repeat(2 ** 20 + 1))],
    [
      'it is not UTF-8; save it in that encoding',
      async (file) => await writeFile(file, 'log = "warn" # für', 'latin1'),
    ],
    [
      'it is not UTF-8; save it in that encoding',
      async (file) => await writeFile(file, '\uFEFFlog = "warn"', 'utf16le'),
    ],
  ])('is refused where it cannot be read: %s', async (reason, make) => {
    await make(inHome);
    expect(() => read()).toThrow(new ConfigError(`${inHome}: cannot be read: ${reason}`));
  });

  it('leaves a home that cannot be reached to those who use it', async () => {
    const file = path.join(folder.path, 'file');
    await write(file, '');
    expect(read(['--home', path.join(file, 'home')]).config.configFile).toBeUndefined();
  });

  it('counts where a variable is empty, and not where a flag is', async () => {
    await write(inHome, 'max-turns = 8\ncors-origin = "https://a.example"');
    const env = { CODEX_SERVE_MAX_TURNS: '', CODEX_SERVE_CORS_ORIGIN: '' };
    expect(read([], env).config).toMatchObject({
      maxTurns: 8,
      corsOrigins: ['https://a.example'],
    });
    expect(read(['--cors-origin', '']).config.corsOrigins).toEqual([]);
  });

  it.each([
    ['max-turns = 0', "1: max-turns: '0' is not a whole number from 1 to 10000"],
    ['\n# three\nmax-turns = 8.5', "3: max-turns: '8.5' is not a whole number from 1 to 10000"],
    ['max-turns = "8"', '1: max-turns: must be a number, without quotes'],
    ['strict = "yes"', '1: strict: must be true or false, without quotes'],
    ['strict = 1', '1: strict: must be true or false, without quotes'],
    ['fallback-model = 5', '1: fallback-model: must be a string in quotes'],
    ['fallback-model = ""', "1: fallback-model: '' is not a name"],
    ['prices = ""', '1: prices: the path is empty'],
    [
      'home = "/elsewhere"',
      '1: home: the file is in this folder already; use --home, or name the file with --config',
    ],
    ['config = "other.toml"', '1: config: a config file cannot name another one'],
    ['cors-origin = [1]', '1: cors-origin: must be a string in quotes'],
    [
      'cors-origin = ["https://a.example,https://b.example"]',
      '1: cors-origin: a member holds a comma; give each one for itself',
    ],
    ['cors-origin = { a = "b" }', '1: cors-origin: must be an array of strings, or a string'],
    ['store-bytes = 5', "1: store-bytes: '5' is not a size of at least 1MB, like 1GiB or 500MB"],
    ['store-bytes = true', '1: store-bytes: must be a number of bytes, or a string like "1GiB"'],
    ['log = 2026-01-01', '1: log: must be a string in quotes'],
    [
      '[model-alias]\ngpt-4.1 = "gpt-5.5"',
      '1: model-alias: put a name with a dot in quotes, like "gpt-4.1"',
    ],
    [
      '[api-key]\nalice.laptop = "KEY-OF-ALICE"',
      '1: api-key: put a name with a dot in quotes, like "alice.laptop"',
    ],
    ['model-alias.a = []', '1: model-alias: must be a table of names with strings in quotes'],
    ['max-turns = inf', "1: max-turns: 'Infinity' is not a whole number from 1 to 10000"],
    ['[model-alias]\na = 1', '1: model-alias: must be a table of names with strings in quotes'],
    ['[[api-key]]\nname = "a"', '1: api-key: must be a string in quotes'],
    ['max_turns = 8', '1: max_turns: no such setting (Did you mean max-turns?)'],
    ['api-keys = "x"', '1: api-keys: no such setting (Did you mean api-key?)'],
    ['MaxTurns = 8', '1: MaxTurns: no such setting (Did you mean max-turns?)'],
    ['kettle = true', '1: kettle: no such setting'],
    ['renew = true', '1: renew: no such setting'],
    ['strict = true\n[server]\nport = 8000', '2: server: no such setting'],
    ['"__proto__" = 1', '1: __proto__: no such setting'],
    ['toString = 1', '1: toString: no such setting'],
    ['prices = """\nkettle = 1"""\n"kettle" = 1', '3: kettle: no such setting'],
  ])('is refused with the line and the key: %j', async (toml, message) => {
    await write(inHome, toml);
    expect(refusal()).toBe(message);
  });

  it.each([
    ['max-turns = ', /^1:13: not TOML: \S.*$/],
    ['strict = true\nstrict = false', /^2:\d+: not TOML: \S.*$/],
    ['api-key = "my-secret-key\nlog = "x"', /^1:\d+: not TOML: \S.*$/],
  ])(
    'is refused with the place where it is not TOML, without quoting it: %j',
    async (toml, message) => {
      await write(inHome, toml);
      expect(refusal()).toMatch(message);
      expect(refusal()).not.toContain('my-secret-key');
    },
  );

  it('shows no API key in an error', async () => {
    await write(inHome, '[api-key]\nalice = "short"');
    expect(refusal()).toMatch(/^1: api-key: an API key is eight or more letters/);
    expect(refusal()).not.toContain('short');
    await write(inHome, '[api-key]\nalice = 12345678');
    expect(refusal()).not.toContain('12345678');
  });
});

describe('a config file with keys', () => {
  it.each([0o644, 0o640, 0o604, 0o620, 0o602])(
    'is refused where others can read or change it, with the remedy: mode %o',
    async (mode) => {
      await write(inHome, 'api-key = "key-of-alice"', mode);
      expect(() => read()).toThrow(
        new ConfigError(
          `${inHome}: it holds api-key, and other users can read it; run chmod 600 ${inHome}`,
        ),
      );
      await chmod(inHome, 0o600);
      expect(read().config.apiKeys).toHaveLength(1);
    },
  );

  it('is one that has them in whatever form, and no other', async () => {
    await write(inHome, 'max-turns = 8', 0o644);
    expect(read().config.maxTurns).toBe(8);
    await write(inHome, 'api-key.alice = "key-of-alice"', 0o644);
    expect(refusal()).toContain('it holds api-key');
    await write(inHome, 'api-key = "key-of-alice"', 0o644);
    expect(() => read(['--api-key', 'another-key'])).toThrow('it holds api-key');
  });

  it('may be a credential of systemd, which its group cannot read', () => {
    const credential = { mode: 0o100_440, uid: 0, gid: 0 };
    expect(isShared(credential, 1000)).toBe(false);
    expect(isShared({ ...credential, mode: 0o100_444 }, 1000)).toBe(true);
    expect(isShared(credential, 0)).toBe(true);
    expect(isShared({ ...credential, gid: 1000 }, 1000)).toBe(true);
    expect(isShared({ mode: 0o100_666, uid: 1000, gid: 1000 }, undefined)).toBe(false);
  });

  it('has a remedy that can be pasted, whatever its path', () => {
    expect(chmodLine('/home/ada/it is mine.toml')).toBe("chmod 600 '/home/ada/it is mine.toml'");
    expect(chmodLine("/home/o'neil/x.toml")).toBe(String.raw`chmod 600 '/home/o'\''neil/x.toml'`);
  });
});

describe('config.schema.json', () => {
  it.each([
    'max-turns = 8\nstrict = true\nstore-bytes = "1GiB"',
    'api-key = "only-one-key"\nmodel-alias = ["a=b"]\ncors-origin = ["https://a.example"]',
    '[api-key]\nalice = "key-of-alice"\n[model-alias]\n"gpt-4.1" = "gpt-5.5"',
    'engine = "direct"\nlog = "silent"\nport = 0\nkeep-model-fields = ["context_window"]',
  ])('accepts what the gateway accepts: %j', async (toml) => {
    await write(inHome, toml);
    expect(read().config.configFile).toBe(inHome);
    isValid(parse(toml));
    expect(isValid.errors).toBeNull();
  });

  it.each([
    'max-turns = 0',
    'max-turns = "8"',
    'strict = "yes"',
    'engine = "native"',
    'kettle = true',
    'config = "other.toml"',
    'cors-origin = [1]',
    '[model-alias]\na = 1',
    'keep-model-fields = ["slug"]',
    'port = 70000',
  ])('refuses what the gateway refuses: %j', async (toml) => {
    await write(inHome, toml);
    expect(() => read()).toThrow(ConfigError);
    expect(isValid(parse(toml))).toBe(false);
  });

  it('accepts the example in docs/settings.md, and so does the gateway', async () => {
    const document = await readFile('docs/settings.md', 'utf8');
    const [, example = ''] = /```toml\n([^]*?)```/.exec(document) ?? [];
    expect(example).toMatch(/^#:schema /);
    await write(inHome, example);
    expect(read().config).toMatchObject({ maxTurns: 8, addr: { port: 8080 } });
    isValid(parse(example));
    expect(isValid.errors).toBeNull();
  });
});
