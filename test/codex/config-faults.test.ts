import path from 'node:path';
import { expect, it } from 'vitest';
import { RpcError } from '../../src/codex/engine/app-server/rpc/rpc-errors.ts';
import { callError } from '../../src/codex/engine/app-server/turn/turn-error.ts';
import { homeFailure } from '../../src/home/home-failure.ts';
import { startTestCore } from '../support/core.ts';

const provider = (...lines: string[]): string =>
  ['model_provider = "x"', '[model_providers.x]', ...lines].join('\n');

it.each<[string, string, string]>([
  [
    'an unknown provider',
    'model = "m"\nmodel_provider = "nope"',
    ':2: model_provider = "nope": Model provider `nope` not found',
  ],
  [
    'a legacy profile',
    'profile = "work"',
    ':1: profile = "work": legacy `profile = "work"` config is no longer supported',
  ],
  [
    'wire_api = "chat"',
    provider('name = "x"', 'base_url = "http://127.0.0.1:9/v1"', 'wire_api = "chat"'),
    ':5:12: `wire_api = "chat"` is no longer supported',
  ],
  [
    'an unknown wire_api',
    provider('name = "x"', 'wire_api = "graphql"'),
    ':4:12: unknown variant `graphql`',
  ],
  ['a number for a name', 'model_provider = 5', ':1:18: invalid type: integer `5`'],
  ['a number for an address', 'openai_base_url = 7', ':1:19: invalid type: integer `7`'],
  [
    'a provider without a name',
    provider('base_url = "http://127.0.0.1:9/v1"'),
    ':2:2: model_providers.x: provider name must not be empty',
  ],
  ['broken TOML', 'a = 1\nb = ', ':2:'],
])('the start says where the configuration is at fault: %s', async (_name, config, words) => {
  const lost: string[] = [];
  await expect(
    startTestCore({
      userConfig: () => config,
      prepareCodexHome: async (codexHome) => {
        await Promise.resolve(lost.push(path.join(codexHome, 'config.toml')));
      },
    }),
  ).rejects.toSatisfy((error: Error) => {
    expect(error.name).toBe('UserConfigError');
    expect(error.message).toContain(`${lost[0]}${words}`);
    expect(error.message).not.toContain('\n');
    return true;
  });
});

it.each([
  'failed to load configuration: /home/me/config.toml:5:10: `wire_api = "chat"` is no longer supported.',
  'failed to load configuration: Too many open files (os error 24)',
  'failed to create session: /home/me/.codex: Permission denied (os error 13)',
])("a fault of the engine's is no fault of the request, and tells no path: %s", (reason) => {
  expect(callError(new RpcError('thread/start', -32_600, reason))).toMatchObject({
    code: 'internal_error',
    message: 'The server had an error while processing your request.',
  });
});

it.each([
  [
    'EROFS',
    'cannot write /data/x: the file system is read-only; choose another folder with --home',
  ],
  [
    'ENOSPC',
    'cannot write /data/x: no space is left; free some, or choose another folder with --home',
  ],
  [
    'ENOTDIR',
    'cannot write /data/x: a file stands where a folder must be; move it away, or choose another folder with --home',
  ],
])('a home that cannot be written is one line: %s', (code, text) => {
  expect(homeFailure(Object.assign(new Error('x'), { code, path: '/data/x' }))).toBe(text);
});
