import { afterEach, describe, expect, it } from 'vitest';
import { ReadViewerDocument } from '../generated/graphql.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { execute, transports } from './clients.ts';

const keys = 'alice:key-of-alice,boss:key-of-admin';
const alice = { authorization: 'Bearer key-of-alice' };
const boss = { authorization: 'Bearer key-of-admin' };

let gateway: TestGateway;

async function start(args: readonly string[] = []): Promise<void> {
  gateway = await startTestGateway({ args });
}

async function seenBy(headers: Record<string, string> = {}): Promise<unknown> {
  return await execute(gateway.url, ReadViewerDocument, {}, headers);
}

afterEach(async () => {
  await gateway.close();
});

describe('Query.viewer without API keys', () => {
  it('sees all, and changes the login with the admin token', async () => {
    await start();
    const local = { keyName: null, seesAll: true, isKeyRequired: false, mayChangeLogin: false };
    expect(await seenBy()).toEqual({ viewer: local, keys: [], fallbackModel: null });
    expect(await seenBy(gateway.admin)).toEqual({
      viewer: { ...local, mayChangeLogin: true },
      keys: [],
      fallbackModel: null,
    });
  });

  it('is a page of another loopback port, which sees only its own and has no key', async () => {
    await start();
    expect(await seenBy({ origin: 'http://localhost:5173' })).toMatchObject({
      viewer: { keyName: null, seesAll: false, isKeyRequired: false, mayChangeLogin: false },
    });
  });

  it("is a page of the gateway's own, which sees all", async () => {
    await start();
    expect(await seenBy({ origin: gateway.url })).toMatchObject({
      viewer: { keyName: null, seesAll: true },
    });
  });
});

describe('Query.viewer with API keys', () => {
  it('names the key, and shows the keys to one that sees all', async () => {
    await start(['--api-key', keys, '--admin-keys', 'boss', '--fallback-model', 'gpt-5.5']);
    expect(await seenBy(alice)).toEqual({
      viewer: { keyName: 'alice', seesAll: false, isKeyRequired: true, mayChangeLogin: false },
      keys: [],
      fallbackModel: 'gpt-5.5',
    });
    const known = [
      { name: 'alice', seesAll: false },
      { name: 'boss', seesAll: true },
    ];
    expect(await seenBy(boss)).toEqual({
      viewer: { keyName: 'boss', seesAll: true, isKeyRequired: true, mayChangeLogin: true },
      keys: known,
      fallbackModel: 'gpt-5.5',
    });
    expect(await seenBy(gateway.admin)).toMatchObject({
      viewer: { keyName: null, seesAll: true, mayChangeLogin: true },
      keys: known,
    });
  });

  it('gives a key that comes with the admin token all rights', async () => {
    await start(['--api-key', keys, '--admin-keys', 'boss']);
    const { authorization } = gateway.admin;
    const both = { ...alice, 'x-api-key': authorization.replace('Bearer ', '') };
    expect(await seenBy(both)).toMatchObject({
      viewer: { keyName: 'alice', seesAll: true, mayChangeLogin: true },
    });
  });

  it('takes a single key without a name as one that sees all', async () => {
    await start(['--api-key', 'secret-key']);
    expect(await seenBy({ 'x-api-key': 'secret-key' })).toEqual({
      viewer: { keyName: 'default', seesAll: true, isKeyRequired: true, mayChangeLogin: true },
      keys: [{ name: 'default', seesAll: true }],
      fallbackModel: null,
    });
  });

  it.each(transports)('is who opened the connection over %s', async (_name, subscribe) => {
    await start(['--api-key', keys, '--admin-keys', 'boss']);
    const answers = subscribe(gateway.url, ReadViewerDocument, {}, alice);
    expect((await answers.next()).value).toMatchObject({
      data: { viewer: { keyName: 'alice', seesAll: false }, keys: [] },
    });
    await answers.return?.();
  });
});
