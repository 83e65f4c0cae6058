import { describe, expect, it } from 'vitest';
import type { Caller } from '../../src/codex/completion/caller.ts';
import { createAccess, type AccessRules } from '../../src/http/access/access.ts';
import { bearerKey, type Credentials } from '../../src/http/access/credentials.ts';

const token = 'csa-the-token';
const rules: AccessRules = {
  boundHost: '127.0.0.1',
  apiKeys: [],
  adminKeys: [],
  corsOrigins: ['https://app.example'],
  allowHosts: [],
  isAdminToken: (key) => key === token,
};
const keys = (
  ...pairs: readonly (readonly [name: string, key: string])[]
): Partial<AccessRules> => ({
  apiKeys: pairs.map(([name, key]) => ({ name, key })),
});

async function identify(
  credentials: Partial<Credentials>,
  more: Partial<AccessRules> = {},
): Promise<Caller | null> {
  const access = createAccess({ ...rules, ...more });
  return await access.identify({ keys: [], host: 'localhost', ...credentials });
}

async function idOf(
  credentials: Partial<Credentials>,
  more: Partial<AccessRules> = {},
): Promise<string | undefined> {
  return (await identify(credentials, more))?.id;
}

describe('without API keys', () => {
  it('everyone is the same caller, whatever key it sends', async () => {
    for (const sent of [[], ['a'], ['b', 'a'], ['csa-an-old-token'], ['key:alice']]) {
      expect(await identify({ keys: sent, userAgent: 'curl/8', requestId: 'req_1' })).toEqual({
        id: 'local',
        name: null,
        userAgent: 'curl/8',
        requestId: 'req_1',
        seesAll: true,
        mayAdminister: false,
      });
    }
  });

  it('the admin token makes nobody another caller, and lets it administer', async () => {
    expect(await identify({ keys: ['a', token] })).toMatchObject({
      id: 'local',
      seesAll: true,
      mayAdminister: true,
    });
  });

  it("the owner's pages are as its programs, and other pages are guests", async () => {
    expect(await idOf({ origin: 'https://app.example' })).toBe('local');
    expect(await idOf({ origin: 'http://localhost', host: 'localhost' })).toBe('local');
    expect(await identify({ origin: 'http://LOCALHOST:5173', keys: ['a'] })).toMatchObject({
      id: 'origin:http://localhost:5173',
      name: 'origin:http://localhost:5173',
      seesAll: false,
      mayAdminister: false,
    });
    expect(await idOf({ origin: 'http://localhost:5173', keys: [token] })).toBe('local');
  });
});

describe('with API keys', () => {
  const two = keys(['alice', 'secret-of-alice'], ['bob', 'secret-of-bob']);

  it('a caller goes by the name of its key, whatever the secret', async () => {
    expect(await idOf({ keys: ['secret-of-alice'] }, two)).toBe('key:alice');
    const renewed = keys(['alice', 'another-secret'], ['bob', 'secret-of-bob']);
    expect(await idOf({ keys: ['another-secret'] }, renewed)).toBe('key:alice');
    expect(await identify({ keys: ['secret-of-alice'] }, renewed)).toBeNull();
  });

  it('the first valid key of several counts', async () => {
    expect(await idOf({ keys: ['none', 'secret-of-bob', 'secret-of-alice'] }, two)).toBe('key:bob');
  });

  it('a name is no key', async () => {
    for (const sent of ['alice', 'key:alice', 'local', 'admin', '']) {
      expect(await identify({ keys: [sent] }, two)).toBeNull();
    }
    const swapped = keys(['secret-of-bob', 'secret-of-alice'], ['bob', 'secret-of-bob']);
    expect(await idOf({ keys: ['secret-of-bob'] }, swapped)).toBe('key:bob');
  });

  it.each(['local', 'admin', 'origin:http://localhost:5173', 'key:alice', '', '__proto__'])(
    'a key named %j is nobody else',
    async (name) => {
      const named = { ...keys([name, 'secret-of-x'], ['alice', 'secret-of-alice']) };
      expect(await identify({ keys: ['secret-of-x'] }, named)).toMatchObject({
        id: `key:${name}`,
        name,
        seesAll: false,
        mayAdminister: false,
      });
    },
  );

  it('the admin token alone is a caller of its own, and raises the holder of a key', async () => {
    expect(await identify({ keys: [token] }, two)).toMatchObject({
      id: 'admin',
      name: null,
      seesAll: true,
      mayAdminister: true,
    });
    expect(await identify({ keys: [token, 'secret-of-bob'] }, two)).toMatchObject({
      id: 'key:bob',
      seesAll: true,
      mayAdminister: true,
    });
  });

  it('a page is no guest', async () => {
    expect(await idOf({ origin: 'http://localhost:5173', keys: ['secret-of-bob'] }, two)).toBe(
      'key:bob',
    );
    expect(await idOf({ origin: 'http://localhost:5173' }, two)).toBeUndefined();
  });
});

it.each([
  ['Bearer secret', 'secret'],
  ['bearer  secret', 'secret'],
  ['', undefined],
  ['Bearer', undefined],
  ['Basic c2VjcmV0', undefined],
])('finds in the credentials %j the key %j', (credentials, key) => {
  expect(bearerKey(credentials)).toBe(key);
});

it('keeps the beginning of what a program calls itself', async () => {
  expect(await identify({ userAgent: 'x'.repeat(1000) })).toMatchObject({
    userAgent: 'x'.repeat(256),
  });
  expect(await identify({})).toMatchObject({ userAgent: null });
});
