import { describe, expect, it } from 'vitest';
import {
  as,
  bearer,
  digestOf,
  first,
  get,
  keys,
  oldFolder,
  restart,
  start,
  startGateway,
  storedFor,
  storedIds,
  useHome,
} from './merging.ts';
import { writeOldAnswer } from './old-home.ts';

useHome();

describe('answers that version 0.1 stored', () => {
  async function store(client: string, id: string): Promise<void> {
    await writeOldAnswer(oldFolder(first), { id, client, storedAt: start });
  }

  it('stay with a key of the same name when it gets a new secret after the merge', async () => {
    await store(digestOf('bob'), 'chatcmpl-1');
    const gateway = await startGateway();
    expect(await storedIds(gateway, 'bob')).toEqual(['chatcmpl-1']);

    const renewed = ['--api-key', 'alice:key-of-alice,bob:new-secret', '--admin-keys', 'alice'];
    const next = await restart(gateway, renewed);
    expect(await storedFor(next, bearer('new-secret'))).toEqual(['chatcmpl-1']);
    expect(await storedIds(next, 'alice')).toEqual([]);
  });

  it('are seen by admins alone under a key that is not known, until it is', async () => {
    await store(digestOf('carol'), 'chatcmpl-1');
    const gateway = await startGateway();
    expect(await storedIds(gateway, 'bob')).toEqual([]);
    expect(await get(gateway, 'bob', '/chat/completions/chatcmpl-1')).toMatchObject({
      error: { code: 'completion_not_found' },
    });
    expect(await storedIds(gateway, 'alice')).toEqual(['chatcmpl-1']);
    expect(await storedFor(gateway, gateway.admin)).toEqual(['chatcmpl-1']);
    expect(await get(gateway, 'alice', '/chat/completions/chatcmpl-1')).toMatchObject({
      id: 'chatcmpl-1',
    });

    const three = `${keys[1]},carol:key-of-carol`;
    const next = await restart(gateway, ['--api-key', three, '--admin-keys', 'alice']);
    expect(await storedIds(next, 'carol')).toEqual(['chatcmpl-1']);
    expect(await storedIds(next, 'alice')).toEqual([]);
  });

  it('are found without a key, whatever bearer is and was sent', async () => {
    await store('', 'chatcmpl-1');
    await store(digestOf('carol'), 'chatcmpl-2');
    const gateway = await startGateway([]);
    for (const headers of [{}, bearer('a'), bearer('b'), as('carol')]) {
      expect(await storedFor(gateway, headers)).toEqual(['chatcmpl-1', 'chatcmpl-2']);
    }
  });

  it('of a page stay its own', async () => {
    const origin = 'http://localhost:5173';
    await store(`origin:${origin}`, 'chatcmpl-1');
    await store('', 'chatcmpl-2');
    const gateway = await startGateway([]);
    expect(await storedFor(gateway, { origin })).toEqual(['chatcmpl-1']);
    expect(await storedFor(gateway, { origin: 'http://localhost:5174' })).toEqual([]);
  });
});
