import { afterEach, describe, expect, it } from 'vitest';
import { exposedSettings } from '../../src/config/exposed-settings.ts';
import { options } from '../../src/config/options.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { ListSettingsDocument, type ListSettingsQuery } from '../generated/graphql.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { execute, post } from './clients.ts';

type Settings = ListSettingsQuery['settings'];

const secret = 'key-of-alice-which-is-secret';
const other = 'key-of-bob-which-is-secret';
let gateway: TestGateway;

async function settings(headers: Record<string, string> = {}): Promise<Settings> {
  return (await execute(gateway.url, ListSettingsDocument, {}, headers)).settings;
}

function named(all: Settings, name: string): Settings[number] | undefined {
  return all.find((each) => each.name === name);
}

afterEach(async () => {
  await gateway.close();
});

describe('Query.settings', () => {
  it('says what is in force, and where each value comes from', async () => {
    gateway = await startTestGateway({
      args: ['--max-turns', '7', '--model-alias', 'gpt-4o=gpt-5.5,o3=gpt-5.5', '--strict'],
      variables: {
        CODEX_SERVE_STORE_BYTES: '500MB',
        CODEX_SERVE_MAX_TURNS: '9',
        CODEX_SERVE_QUEUE_SECONDS: '',
      },
    });
    const all = await settings();
    expect(named(all, 'max-turns')).toEqual({
      group: 'Queue and time limits',
      name: 'max-turns',
      variable: 'CODEX_SERVE_MAX_TURNS',
      value: '7',
      source: 'FLAG',
      isSecret: false,
      description: 'Maximum number of concurrent answers. Further requests wait in a fair queue.',
    });
    expect(named(all, 'store-bytes')).toMatchObject({ value: '500MB', source: 'VARIABLE' });
    expect(named(all, 'queue-seconds')).toMatchObject({ value: '300', source: 'DEFAULT' });
    expect(named(all, 'model-alias')).toMatchObject({ value: 'gpt-4o=gpt-5.5,o3=gpt-5.5' });
    expect(named(all, 'strict')).toMatchObject({ value: 'on', source: 'FLAG' });
    expect(named(all, 'demo')).toMatchObject({ value: 'off', source: 'DEFAULT' });
    expect(named(all, 'addr')).toMatchObject({ value: '127.0.0.1:0', source: 'FLAG' });
    expect(named(all, 'home')).toMatchObject({ value: gateway.home, source: 'FLAG' });
    expect(named(all, 'cors-origin')).toMatchObject({ value: '', source: 'DEFAULT' });
    expect(named(all, 'fallback-model')).toMatchObject({ value: null, source: 'DEFAULT' });
    expect(named(all, 'api-key')).toMatchObject({ value: null, source: 'DEFAULT', isSecret: true });
  });

  it('gives each value as the command line takes it', async () => {
    gateway = await startTestGateway({
      args: ['--cors-origin', 'https://a.example,https://b.example'],
    });
    const given = (await settings()).flatMap(({ name, value }) => {
      const flag = Object.values(options).find(
        ({ flag: text }) => text.split(' ')[0] === `--${name}`,
      );
      if (value === null || value === '') return [];
      if (flag?.flag.includes(' ') === true) return [`--${name}`, value];
      return value === 'on' ? [`--${name}`] : [];
    });
    const read = (args: readonly string[]): unknown => readConfig(args, {}, '0.0.0');
    expect(read(given)).toMatchObject({
      config: { home: gateway.home, corsOrigins: ['https://a.example', 'https://b.example'] },
    });
    expect(given.join(' ')).not.toContain('[object');
  });

  it('never shows a secret, only that it is set', async () => {
    const keys = `alice:${secret},bob:${other}`;
    gateway = await startTestGateway({
      args: ['--admin-keys', 'alice'],
      variables: { CODEX_SERVE_API_KEY: keys },
    });
    const alice = { authorization: `Bearer ${secret}` };
    const response = await post(gateway.url, { query: ListSettingsDocument.toString() }, alice);
    const text = await response.text();
    expect(text).toContain('"name":"api-key"');
    expect(text).not.toContain(secret);
    expect(text).not.toContain(other);
    expect(named(await settings(alice), 'api-key')).toMatchObject({
      value: null,
      source: 'VARIABLE',
      isSecret: true,
    });
    expect(await settings({ authorization: `Bearer ${other}` })).toEqual([]);
  });

  it('shows none to a page of another loopback port', async () => {
    gateway = await startTestGateway();
    expect(await settings({ origin: 'http://localhost:5173' })).toEqual([]);
  });

  it('lists every option that is shown or a secret, and every option is one of these', async () => {
    gateway = await startTestGateway();
    expect(Object.keys(exposedSettings).toSorted()).toEqual(Object.keys(options).toSorted());
    const secrets = Object.entries(exposedSettings).filter(([, exposure]) => exposure === 'secret');
    expect(secrets.map(([name]) => name)).toEqual(['apiKeys', 'alertUrl']);
    const flags = Object.values(options).map(({ flag }) => flag.replace(/^--| .*$/g, ''));
    expect((await settings()).map(({ name }) => name).toSorted()).toEqual(flags.toSorted());
  });
});
