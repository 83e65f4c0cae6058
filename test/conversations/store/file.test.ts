import { chmod, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/sqlite/database.ts';
import { createTestConversations, type TestConversations } from './test-store.ts';
import { alice, newTurn, say, textsOf, turnEnd, userMessage } from './turns.ts';

let conversations: TestConversations;

beforeEach(async () => {
  conversations = await createTestConversations();
});
afterEach(async () => {
  await conversations.remove();
});

describe('the file of conversations', () => {
  it('keeps everything over a restart', async () => {
    const before = await conversations.open();
    const turn = await say(before, { ask: '1', answer: 'A' });
    const kept = await before.turn(alice, turn.id);
    const conversation = await before.conversation(alice, turn.conversationId);
    await before.close();

    const after = await conversations.open();
    expect(await after.turn(alice, turn.id)).toEqual(kept);
    expect(await after.conversation(alice, turn.conversationId)).toEqual(conversation);
    await after.close();
  });

  it('can be read by its user alone, and all that SQLite puts beside it', async () => {
    const store = await conversations.open();
    await say(store, { ask: '1', answer: 'A' });
    const names = await readdir(conversations.folder);
    expect(names).toContain('conversations.sqlite-wal');
    for (const name of names) {
      const { mode } = await stat(path.join(conversations.folder, name));
      expect([name, mode & 0o777]).toEqual([name, 0o600]);
    }
    await store.close();
    await chmod(conversations.file, 0o644);
    await (await conversations.open()).close();
    expect((await stat(conversations.file)).mode & 0o777).toBe(0o600);
  });

  it.each(['memory', 'off'] as const)('is not made with --store %s', async (place) => {
    const store = await conversations.open({ place });
    await say(store, { ask: '1', answer: 'A' }).catch(() => {});
    await store.close();
    await expect(stat(conversations.folder)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it.each([
    ['is no database', Buffer.from('not a database, '.repeat(1000))],
    ['has lost its end', undefined],
  ])('is moved aside, never removed, where it %s', async (_how, content) => {
    const before = await conversations.open();
    await say(before, { ask: '1', answer: 'A' });
    await before.close();
    const bytes = content ?? Buffer.from(await conversations.bytes(), 'latin1').subarray(0, 5000);
    await writeFile(conversations.file, bytes);

    const store = await conversations.open();
    await say(store, { ask: '2', answer: 'B' });
    expect(await store.facts()).toMatchObject({ conversations: 1 });
    await store.close();
    const aside = (await readdir(conversations.folder)).filter((name) =>
      /^conversations\.sqlite\.corrupt-[\dTZ-]+$/.test(name),
    );
    expect(aside).toHaveLength(1);
    expect((await stat(path.join(conversations.folder, String(aside[0])))).size).toBe(bytes.length);
    expect(conversations.log.join('')).toContain(
      'the conversation database is corrupt; a new one begins',
    );
  });

  it('is left alone where a later version has made it, or where there is a folder', async () => {
    await (await conversations.open()).close();
    const database = await openDatabase(conversations.file);
    await database.exec('PRAGMA user_version = 999');
    database.close();
    const expectRefusing = async (options: object): Promise<void> => {
      const store = await conversations.open(options);
      const refused = {
        code: 'internal_error',
        message: "The conversation store could not be opened; the gateway's log says why.",
      };
      await expect(store.beginTurn(newTurn())).rejects.toMatchObject(refused);
      await expect(store.conversations(alice, { limit: 1 })).rejects.toMatchObject(refused);
      expect(await store.facts()).toEqual({
        mode: 'disk',
        conversations: 0,
        bytes: 0,
        oldestAt: null,
      });
      await store.close();
    };
    await expectRefusing({});
    const folder = path.join(conversations.folder, 'folder.sqlite');
    await mkdir(folder);
    await expectRefusing({ place: { file: folder } });
    expect(conversations.log.join('')).toContain('It has version 999');
    expect(conversations.log.join('')).toContain(
      'the conversation database cannot be opened; conversations are not kept',
    );
  });

  it('that fails rejects what cannot be written, as a whole, and works again later', async () => {
    const store = await conversations.open();
    const turn = await say(store, { ask: '1', answer: 'A' });
    const running = newTurn({ conversationId: turn.conversationId, previousId: turn.id });
    await store.beginTurn(running);
    const other = await openDatabase(conversations.file);
    await other.exec('ALTER TABLE content RENAME TO elsewhere');
    const next = newTurn({ conversationId: turn.conversationId });
    await expect(store.beginTurn(next)).rejects.toThrow('no such table');
    await expect(store.endTurn(running.id, turnEnd())).rejects.toThrow('no such table');
    await other.exec('ALTER TABLE elsewhere RENAME TO content');
    other.close();

    expect(await store.turn(alice, next.id)).toBeUndefined();
    expect(await store.turn(alice, running.id)).toMatchObject({ status: 'in_progress' });
    await store.endTurn(running.id, turnEnd());
    await store.beginTurn(next);
    expect(textsOf(await store.allItems(alice, turn.conversationId))).toEqual([
      '1',
      'A',
      'Hi',
      'Hello!',
    ]);
    await store.close();
  });

  it('is not needed with --store off: nothing is found, and what must be kept is refused', async () => {
    const store = await conversations.open({ place: 'off' });
    const refused = { code: 'store_off' };
    await expect(store.beginTurn(newTurn())).rejects.toMatchObject(refused);
    await expect(store.endTurn('resp_1', turnEnd())).rejects.toMatchObject(refused);
    await expect(store.createConversation({ owner: alice.id })).rejects.toMatchObject(refused);
    expect(await store.turn(alice, 'resp_1')).toBeUndefined();
    expect(await store.addItems(alice, 'conv_1', [userMessage('x')])).toBeUndefined();
    expect(await store.conversations(alice, { limit: 1 })).toEqual({ data: [], hasMore: false });
    expect(await store.notices('conv_1').next()).toEqual({ done: true, value: undefined });
    expect(await store.facts()).toEqual({
      mode: 'off',
      conversations: 0,
      bytes: 0,
      oldestAt: null,
    });
    await store.close();
  });
});
