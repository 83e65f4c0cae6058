import { homedir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/config/options.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { ConfigError } from '../../src/config/values/config-error.ts';

/** Leaves the config file of the user who runs the tests alone. */
const noFile = { CODEX_SERVE_CONFIG: '/dev/null' };

function read(args: readonly string[], env: Record<string, string> = {}): Config {
  const invocation = readConfig(args, { ...noFile, ...env }, '1.2.3');
  if (invocation.kind !== 'serve') throw new Error('printed instead');
  return invocation.config;
}

describe('the settings', () => {
  it('have defaults', () => {
    expect(read([])).toEqual({
      configFile: '/dev/null',
      addr: { host: '127.0.0.1', port: 8000 },
      demo: false,
      apiKeys: [],
      adminKeys: [],
      corsOrigins: [],
      allowHosts: [],
      exposeReasoningModels: false,
      maxTurns: 128,
      maxQueued: 1000,
      queueSeconds: 300,
      modelAliases: [],
      fallbackModel: undefined,
      strict: false,
      reasoningFormat: 'reasoning_content',
      parkedTurns: 100,
      parkSeconds: 600,
      drainSeconds: 25,
      retrySeconds: 30,
      silenceSeconds: 300,
      answerSeconds: 3600,
      dashboard: true,
      graphiql: true,
      introspection: true,
      persistedDocuments: undefined,
      onlyPersistedDocuments: false,
      store: 'disk',
      storeDays: 30,
      storeBytes: 2 ** 30,
      usageDays: 90,
      prices: undefined,
      recordContent: false,
      inlineImagesOnly: false,
      verbose: false,
      warmSeconds: 300,
      warmThreads: 8,
      webSearch: false,
      log: 'info',
      metrics: true,
      home: path.join(homedir(), '.codex-serve'),
      codexHome: path.join(homedir(), '.codex'),
      codexBin: undefined,
      codexProfile: undefined,
      engine: 'auto',
      keepModelFields: [],
      keepSeconds: 600,
      keptThreads: 50,
      waitingMegabytes: 128,
    });
  });

  it('come from flags, else from the environment', () => {
    const env = { CODEX_SERVE_ADDR: '[::1]:9000', CODEX_SERVE_VERBOSE: 'yes', CODEX_HOME: '/c' };
    expect(read([], env)).toMatchObject({
      addr: { host: '::1', port: 9000 },
      verbose: true,
      codexHome: '/c',
    });
    expect(read(['--addr', 'localhost:0'], env).addr).toEqual({ host: 'localhost', port: 0 });
  });

  it('take a port, which replaces that of an address from the same place or a weaker one', () => {
    const local = '127.0.0.1';
    expect(read(['--port', '9000']).addr).toEqual({ host: local, port: 9000 });
    expect(read(['--port=0']).addr).toEqual({ host: local, port: 0 });
    expect(read(['--addr', '[::1]:8001', '--port', '9000']).addr).toEqual({
      host: '::1',
      port: 9000,
    });
    const env = { CODEX_SERVE_ADDR: 'localhost:8001' };
    expect(read(['--port', '9000'], env).addr).toEqual({ host: 'localhost', port: 9000 });
    expect(read([], { ...env, CODEX_SERVE_PORT: '9000' }).addr).toEqual({
      host: 'localhost',
      port: 9000,
    });
    expect(read(['--addr', '127.0.0.1:8001'], { CODEX_SERVE_PORT: '9000' })).toMatchObject({
      addr: { host: local, port: 8001 },
      port: undefined,
    });
  });

  it.each([
    ['1', true],
    ['TRUE', true],
    ['yes', true],
    ['0', false],
    ['no', false],
    ['', false],
  ])('CODEX_SERVE_VERBOSE=%s is %s', (value, expected) => {
    expect(read([], { CODEX_SERVE_VERBOSE: value }).verbose).toBe(expected);
  });

  it('say what to do about the port that Kubernetes sets for a Service', () => {
    expect(() => read([], { CODEX_SERVE_PORT: 'tcp://10.0.0.1:8000' })).toThrow(
      new ConfigError(
        "CODEX_SERVE_PORT: 'tcp://10.0.0.1:8000' is not a port. Kubernetes sets CODEX_SERVE_PORT to such an address for a Service named codex-serve: set enableServiceLinks: false in the pod, or rename the Service",
      ),
    );
    expect(() => read(['--port', '65536'])).toThrow(
      new ConfigError("--port: '65536' is not a whole number from 0 to 65535"),
    );
  });

  it('take one API key, or several with their names', () => {
    expect(read(['--api-key', 'c2VjcmV0IGtleQ==']).apiKeys).toEqual([
      { name: 'default', key: 'c2VjcmV0IGtleQ==' },
    ]);
    expect(read(['--api-key', 'alice:key-of-alice, bob:key-of-bob']).apiKeys).toEqual([
      { name: 'alice', key: 'key-of-alice' },
      { name: 'bob', key: 'key-of-bob' },
    ]);
  });

  it('name those API keys that are admins', () => {
    const keys = ['--api-key', 'alice:key-of-alice,bob:key-of-bob'];
    expect(read([...keys, '--admin-keys', 'bob, alice']).adminKeys).toEqual(['bob', 'alice']);
    expect(read(keys, { CODEX_SERVE_ADMIN_KEYS: 'bob' }).adminKeys).toEqual(['bob']);
  });

  it('take lists with commas', () => {
    const args = ['--cors-origin', 'https://a.example, http://b.example:3000'];
    expect(read(['--model-alias', 'a=b, c = d']).modelAliases).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    expect(read(args).corsOrigins).toEqual(['https://a.example', 'http://b.example:3000']);
  });
});

describe('a bad value', () => {
  it.each([
    [['--addr', '8000'], {}, "--addr: '8000' is not an address like 127.0.0.1:8000"],
    [
      ['--addr', '127.0.0.1:70000'],
      {},
      "--addr: '127.0.0.1:70000' is not an address like 127.0.0.1:8000",
    ],
    [[], { CODEX_SERVE_ADDR: 'x' }, "CODEX_SERVE_ADDR: 'x' is not an address like 127.0.0.1:8000"],
    [
      [],
      { CODEX_SERVE_VERBOSE: 'maybe' },
      "CODEX_SERVE_VERBOSE: 'maybe' is not one of 1, true, yes, on, 0, false, no, off",
    ],
    [['--engine', 'native'], {}, "--engine: 'native' is not one of auto, app-server, direct"],
    [
      ['--codex-profile', '../work'],
      {},
      "--codex-profile: '../work' is not the name of a profile, such as work",
    ],
    [
      [],
      { CODEX_SERVE_CODEX_PROFILE: 'work.config.toml' },
      "CODEX_SERVE_CODEX_PROFILE: 'work.config.toml' is not the name of a profile, such as work",
    ],
    [
      ['--log', 'loud'],
      {},
      "--log: 'loud' is not one of trace, debug, info, warn, error, fatal, silent",
    ],
    [
      ['--cors-origin', 'https://a.example/path'],
      {},
      "--cors-origin: 'https://a.example/path' is not an origin like https://app.example: it has a path",
    ],
    [
      ['--api-key', 'alice:key-of-alice', '--admin-keys', 'alice,carol'],
      {},
      "--admin-keys: no key in --api-key is named 'carol' (CODEX_SERVE_ADMIN_KEYS)",
    ],
    [
      ['--api-key', 'short'],
      {},
      '--api-key: an API key is eight or more letters, digits and - . _ ~ + / with = at the end only, a name and a colon ahead of it at most',
    ],
    [
      ['--api-key', 'alice:key-of-alice,key-of-nobody,key-of-nobody2'],
      {},
      '--api-key: several API keys need a name of its own for each: alice:KEY,bob:KEY',
    ],
    [
      ['--api-key', 'alice:key-of-alice,bob:key-of-alice'],
      {},
      '--api-key: two names have the same API key',
    ],
    [
      ['--keep-model-fields', 'slug'],
      {},
      "--keep-model-fields: 'slug' is not one of tool_mode, apply_patch_tool_type, use_responses_lite, supports_parallel_tool_calls, experimental_supported_tools, default_verbosity, context_window, max_context_window, truncation_policy, base_instructions, model_messages",
    ],
    [
      ['--addr', '0.0.0.0:8000'],
      {},
      '--addr: 0.0.0.0 can be reached from other machines, which needs --api-key (CODEX_SERVE_API_KEY)',
    ],
    [
      ['--only-persisted-documents'],
      {},
      '--only-persisted-documents needs --persisted-documents (CODEX_SERVE_PERSISTED_DOCUMENTS)',
    ],
    [['--parked-turns', '-1'], {}, "--parked-turns: '-1' is not a whole number from 0 to 10000"],
    [['--usage-days', '4000'], {}, "--usage-days: '4000' is not a whole number from 0 to 3650"],
    [
      ['--record-content', '--usage-days', '0'],
      {},
      '--record-content: nothing is recorded with --usage-days 0',
    ],
    [['--model-alias', 'a=b=c'], {}, "--model-alias: 'a=b=c' is not an alias like gpt-4o=gpt-5.5"],
    [['--port', '70000'], {}, "--port: '70000' is not a whole number from 0 to 65535"],
    [['--home', ''], {}, '--home: the path is empty'],
    [['--nope'], {}, "unknown option '--nope' (Did you mean --home?)"],
    [['--addr'], {}, "option '--addr <host:port>' argument missing"],
    [['serve'], {}, 'too many arguments. Expected 0 arguments but got 1.'],
  ])('%j with %j is one line that names it', (args, env, message) => {
    expect(() => readConfig(args, { ...noFile, ...env }, '1.2.3')).toThrow(
      new ConfigError(message),
    );
  });
});

describe('--help and --version', () => {
  it('print and do not serve', () => {
    expect(readConfig(['--version'], {}, '1.2.3')).toEqual({ kind: 'print', text: '1.2.3\n' });
    const help = readConfig(['--help'], {}, '1.2.3');
    expect(help).toMatchObject({ kind: 'print' });
    expect(help.kind === 'print' && help.text).toMatch(/--addr <host:port>[\s\S]*CODEX_SERVE_ADDR/);
  });
});
