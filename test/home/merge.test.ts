import { createHash } from 'node:crypto';
import { access, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { startTestUpstream, type TestUpstream } from '../support/stand-in-home.ts';
import { answer } from '../schema/clients.ts';
import {
  holdDatabase,
  oldInstallationId,
  writeDatabase,
  writeOldAnswer,
  writeOldEngine,
  writeOldUsage,
} from './old-home.ts';

const keys = ['--api-key', 'alice:key-of-alice,bob:key-of-bob', '--admin-keys', 'alice'];
const bearer = (key: string): Record<string, string> => ({ authorization: `Bearer ${key}` });
const as = (name: string): Record<string, string> => bearer(`key-of-${name}`);
const digestOf = (name: string): string =>
  createHash('sha256').update(`key-of-${name}`).digest('hex').slice(0, 16);

/** A moment within the last hour but one, so that all of it is in one bucket of the report. */
const hourMs = 60 * 60 * 1000;
const start = Date.now() - (Date.now() % hourMs) - hourMs;

let upstream: TestUpstream;
let open: TestGateway[] = [];
let log: string[];

beforeEach(async () => {
  upstream = await startTestUpstream();
  log = [];
});
afterEach(async () => {
  await Promise.all(open.map(async (gateway) => await gateway.close()));
  open = [];
  await upstream.close();
});

async function startGateway(args: readonly string[] = keys): Promise<TestGateway> {
  const logger = pino({}, { write: (line: string) => log.push(line) });
  const gateway = await startTestGateway({ upstream, args, logger });
  open.push(gateway);
  return gateway;
}

async function restart(gateway: TestGateway, args = keys): Promise<TestGateway> {
  await gateway.close();
  open = [];
  return await startGateway(args);
}

/** The messages of the log at `warn` and above. */
function complaints(): string[] {
  const line = z.object({ level: z.number(), msg: z.string() });
  const all = log.map((text) => line.parse(JSON.parse(text)));
  return all.filter(({ level }) => level > 30).map(({ msg }) => msg);
}

const oldFolder = (address: string): string => path.join(upstream.home, address);
const first = '127.0.0.1-8000';
const second = '__1-8001';

async function get(gateway: TestGateway, name: string, route: string): Promise<unknown> {
  const response = await fetch(`${gateway.url}/v1${route}`, { headers: as(name) });
  return await response.json();
}

const idsSchema = z.object({ data: z.array(z.object({ id: z.string() })) });

async function storedIds(gateway: TestGateway, name: string, query = ''): Promise<string[]> {
  return await storedFor(gateway, as(name), query);
}

async function storedFor(
  { url }: TestGateway,
  headers: Record<string, string>,
  query = '',
): Promise<string[]> {
  const response = await fetch(`${url}/v1/chat/completions${query}`, { headers });
  return idsSchema.parse(await response.json()).data.map(({ id }) => id);
}

const usageQuery = `{
  usage(groupBy: [KEY]) { totals { completions totalTokens } buckets { keyName totals { completions } } }
  completionRecords(first: 20) { edges { node { completionId client { keyName } } } }
}`;

const usageSchema = z.object({
  data: z.object({
    usage: z.object({
      totals: z.object({ completions: z.number(), totalTokens: z.number() }),
      buckets: z.array(
        z.object({
          keyName: z.string().nullable(),
          totals: z.object({ completions: z.number() }),
        }),
      ),
    }),
    completionRecords: z.object({
      edges: z.array(z.object({ node: z.object({ completionId: z.string() }) })),
    }),
  }),
});

interface Kept {
  readonly completions: number;
  readonly totalTokens: number;
  readonly byKey: Readonly<Record<string, number>>;
  /** Newest first. */
  readonly records: readonly string[];
}

async function usageOf(gateway: TestGateway, name = 'alice'): Promise<Kept> {
  const { data } = usageSchema.parse(await answer(gateway.url, usageQuery, as(name)));
  return {
    ...data.usage.totals,
    byKey: Object.fromEntries(
      data.usage.buckets.map(({ keyName, totals }) => [keyName ?? '', totals.completions]),
    ),
    records: data.completionRecords.edges.map(({ node }) => node.completionId),
  };
}

/** Usage, records and stored answers under two addresses. */
async function writeTwoAddresses(): Promise<void> {
  const said = { messages: [], text: 'It is swordfish.', reasoning: '', toolCalls: [] };
  await writeOldUsage(oldFolder(first), [
    { id: 'chatcmpl-1', endedAt: start + 1000, keyName: 'alice', content: JSON.stringify(said) },
    { id: 'chatcmpl-3', endedAt: start + 3000, keyName: 'bob', totalTokens: 100 },
  ]);
  await writeOldUsage(oldFolder(second), [
    { id: 'chatcmpl-2', endedAt: start + 2000, keyName: 'bob', totalTokens: 1000 },
    { id: 'chatcmpl-4', endedAt: start + 4000 },
  ]);
  await writeOldAnswer(oldFolder(first), {
    id: 'chatcmpl-1',
    client: digestOf('alice'),
    storedAt: start + 1000,
  });
  await writeOldAnswer(oldFolder(first), {
    id: 'chatcmpl-3',
    client: digestOf('bob'),
    storedAt: start + 2000,
  });
  await writeOldAnswer(oldFolder(second), {
    id: 'chatcmpl-2',
    client: digestOf('bob'),
    storedAt: start + 2000,
  });
}

const merged: Kept = {
  completions: 4,
  totalTokens: 1130,
  byKey: { '': 1, alice: 1, bob: 2 },
  records: ['chatcmpl-4', 'chatcmpl-3', 'chatcmpl-2', 'chatcmpl-1'],
};

describe('the folders of the addresses of version 0.1', () => {
  it('are merged: totals, records in the order of their ends, and what was said', async () => {
    await writeTwoAddresses();
    const gateway = await startGateway();

    expect(await usageOf(gateway)).toEqual(merged);
    expect((await usageOf(gateway, 'bob')).records).toEqual(['chatcmpl-3', 'chatcmpl-2']);
    const query = '{ completionRecord(id: "chatcmpl-1") { content { text } } }';
    expect(await answer(gateway.url, query, as('alice'))).toEqual({
      data: { completionRecord: { content: { text: 'It is swordfish.' } } },
    });
    expect(complaints()).toEqual([]);
  });

  it('leave every stored answer to the client that stored it, on pages too', async () => {
    await writeTwoAddresses();
    const gateway = await startGateway();

    expect(await storedIds(gateway, 'alice')).toEqual(['chatcmpl-1']);
    expect(await storedIds(gateway, 'bob')).toEqual(['chatcmpl-2', 'chatcmpl-3']);
    // Both were stored in the same millisecond.
    expect(await storedIds(gateway, 'bob', '?limit=1&after=chatcmpl-2')).toEqual(['chatcmpl-3']);
    expect(await storedIds(gateway, 'bob', '?order=desc&after=chatcmpl-3')).toEqual(['chatcmpl-2']);
    expect(await get(gateway, 'bob', '/chat/completions/chatcmpl-2')).toMatchObject({
      id: 'chatcmpl-2',
      choices: [{ message: { content: 'Hello.' } }],
      metadata: { from: second },
    });
    expect(await get(gateway, 'bob', '/chat/completions/chatcmpl-2/messages')).toMatchObject({
      data: [{ role: 'user', content: 'Say hello' }],
    });
    expect(await get(gateway, 'bob', '/chat/completions/chatcmpl-1')).toMatchObject({
      error: { code: 'completion_not_found' },
    });
  });

  it('are gone afterwards, and another address finds the same', async () => {
    await writeTwoAddresses();
    await writeOldEngine(oldFolder(first), upstream.codexHome);
    const login = path.join(upstream.codexHome, 'auth.json');
    await writeFile(login, '{}');
    const gateway = await startGateway();
    expect((await readdir(upstream.home)).toSorted()).toEqual([
      'address',
      'admin-token',
      'data',
      'engines',
      'lock.sqlite',
      'lock.sqlite-journal',
    ]);
    expect(await readFile(login, 'utf8')).toBe('{}');
    const id = await readFile(path.join(upstream.home, 'data', 'installation_id'), 'utf8');
    expect(id).toBe(oldInstallationId);

    const next = await restart(gateway);
    expect(new URL(next.url).host).not.toBe(new URL(gateway.url).host);
    expect(await usageOf(next)).toEqual(merged);
    expect(await storedIds(next, 'bob')).toEqual(['chatcmpl-2', 'chatcmpl-3']);
  });

  it('keep their database where usage is off, until it is on again', async () => {
    await writeTwoAddresses();
    const gateway = await startGateway([...keys, '--usage-days', '0']);
    expect(await storedIds(gateway, 'bob')).toEqual(['chatcmpl-2', 'chatcmpl-3']);
    expect((await usageOf(gateway)).completions).toBe(0);

    expect(await usageOf(await restart(gateway))).toEqual(merged);
  });

  it('give their model catalogs, unless there is a newer one', async () => {
    const old = path.join(upstream.home, 'catalogs');
    await mkdir(old, { recursive: true });
    await writeFile(path.join(old, '0123456789abcdef.json'), '{}');
    await startGateway();
    const catalogs = path.join(upstream.home, 'data', 'catalogs');
    expect(await readdir(catalogs)).toContain('0123456789abcdef.json');
    await expect(access(old)).rejects.toThrow('ENOENT');
  });

  it("are told from a user's own folders, which stay as they are", async () => {
    const folder = path.join(upstream.home, 'my-notes-2026');
    await mkdir(path.join(folder, 'codex'), { recursive: true });
    await writeFile(path.join(folder, 'codex', 'notes.txt'), 'mine');
    await writeFile(path.join(folder, 'workspace'), 'mine, too');
    await startGateway();
    expect((await readdir(folder, { recursive: true })).toSorted()).toEqual([
      'codex',
      'codex/notes.txt',
      'workspace',
    ]);
  });
});

describe('a folder that a gateway of version 0.1 still uses', () => {
  it('is merged as far as it goes, stays, and is merged again at the next start', async () => {
    await writeTwoAddresses();
    await writeOldEngine(oldFolder(first), upstream.codexHome);
    const file = path.join(oldFolder(first), 'usage.sqlite');
    const old = await holdDatabase(file);
    const gateway = await startGateway();
    expect(await usageOf(gateway)).toEqual(merged);
    expect(complaints()).toEqual([
      'a gateway of version 0.1 uses an old folder; what it adds is merged later',
    ]);
    expect(await readdir(oldFolder(first))).toEqual(
      expect.arrayContaining(['codex', 'usage.sqlite']),
    );
    await old.close();

    const next = await restart(gateway);
    expect(await usageOf(next)).toEqual(merged);
    await expect(access(oldFolder(first))).rejects.toThrow('ENOENT');
  });
});

describe('what is damaged', () => {
  it.each([
    [
      'is no database',
      (bytes: Buffer) => Buffer.from('not a database, '.repeat(bytes.length / 16)),
    ],
    ['has lost its end', (bytes: Buffer) => bytes.subarray(0, 5000)],
    ['has a page of zeros', (bytes: Buffer) => Buffer.from(bytes).fill(0, 8192, 12_288)],
  ])('is set aside where a database %s; the rest is merged', async (_how, damage) => {
    await writeTwoAddresses();
    const file = path.join(oldFolder(second), 'usage.sqlite');
    const bytes = damage(await readFile(file));
    await writeFile(file, bytes);
    const gateway = await startGateway();

    expect(await usageOf(gateway)).toMatchObject({
      completions: 2,
      records: ['chatcmpl-3', 'chatcmpl-1'],
    });
    expect(await storedIds(gateway, 'bob')).toEqual(['chatcmpl-2', 'chatcmpl-3']);
    expect(complaints()).toEqual(['the usage database of an old folder is corrupt']);
    const left = await readdir(oldFolder(second));
    const [aside = ''] = left;
    expect(aside).toMatch(/^usage\.sqlite\.corrupt-[\dTZ-]+$/);
    expect(log.join('')).toContain(aside);
    expect((await stat(path.join(oldFolder(second), aside))).size).toBe(bytes.length);

    log = [];
    await restart(gateway);
    expect(complaints()).toEqual([]);
    expect(await readdir(oldFolder(second))).toEqual(left);
  });

  it.each([
    ['is cut off', (text: string) => text.slice(0, -5)],
    ['is empty', () => ''],
    ['holds something else', () => '{"client":"x"}'],
    ['is named after another', (text: string) => text.replace('chatcmpl-2', 'chatcmpl-9')],
  ])('is set aside where a stored answer %s; the rest is merged', async (_how, damage) => {
    await writeTwoAddresses();
    const file = path.join(oldFolder(second), 'completions', 'chatcmpl-2.json');
    const text = damage(await readFile(file, 'utf8'));
    await writeFile(file, text);
    const gateway = await startGateway();

    expect(await storedIds(gateway, 'bob')).toEqual(['chatcmpl-3']);
    expect(await usageOf(gateway)).toEqual(merged);
    expect(complaints()).toEqual(['a stored completion of an old folder is corrupt']);
    const folder = path.dirname(file);
    const [aside = ''] = await readdir(folder);
    expect(aside).toMatch(/^chatcmpl-2\.json\.corrupt-[\dTZ-]+$/);
    expect(await readFile(path.join(folder, aside), 'utf8')).toBe(text);
  });

  it('is left alone where a later version has made the database', async () => {
    await writeTwoAddresses();
    const file = path.join(oldFolder(second), 'usage.sqlite');
    await writeDatabase({ file, schema: 'PRAGMA user_version = 999' });
    const gateway = await startGateway();
    expect((await usageOf(gateway)).completions).toBe(2);
    expect(complaints()).toEqual([
      'an old folder is not merged wholly; it stays until the next start',
    ]);
    await access(file);
  });
});

describe('what two folders have under one id', () => {
  it('is kept once and counted once where it is the same', async () => {
    await writeTwoAddresses();
    const copy = oldFolder('localhost-8002');
    await writeOldUsage(copy, [
      { id: 'chatcmpl-3', endedAt: start + 3000, keyName: 'bob', totalTokens: 100 },
    ]);
    const stored = path.join(oldFolder(first), 'completions', 'chatcmpl-3.json');
    await mkdir(path.join(copy, 'completions'));
    await writeFile(path.join(copy, 'completions', 'chatcmpl-3.json'), await readFile(stored));
    const gateway = await startGateway();

    expect(await usageOf(gateway)).toEqual(merged);
    expect(await storedIds(gateway, 'bob')).toEqual(['chatcmpl-2', 'chatcmpl-3']);
    expect(complaints()).toEqual([]);
    await expect(access(copy)).rejects.toThrow('ENOENT');
  });

  it('is reported and set aside where it differs', async () => {
    const names = [first, second];
    for (const [index, name] of names.entries()) {
      await writeOldUsage(oldFolder(name), [
        { id: 'chatcmpl-1', endedAt: start + 1000, keyName: 'bob', totalTokens: 100 + index },
        { id: `chatcmpl-of-${index}`, endedAt: start + 2000 + index },
      ]);
      await writeOldAnswer(oldFolder(name), {
        id: 'chatcmpl-1',
        client: digestOf('bob'),
        storedAt: start,
        text: `Hello from ${name}.`,
      });
    }
    const gateway = await startGateway();

    const { completions, totalTokens, records } = await usageOf(gateway);
    expect([completions, records]).toEqual([3, ['chatcmpl-of-1', 'chatcmpl-of-0', 'chatcmpl-1']]);
    expect([130, 131]).toContain(totalTokens);
    expect(await storedIds(gateway, 'bob')).toEqual(['chatcmpl-1']);
    expect(complaints()).toEqual([
      'completions clash with others of the same id; the database was set aside',
      'a stored completion clashes with another of the same id',
    ]);
    expect(log.join('')).toContain('"ids":["chatcmpl-1"]');
    const left = names.filter((name) => log.join('').includes(`${name}/usage.sqlite.clash-`));
    expect(left).toHaveLength(1);
    const files = await readdir(oldFolder(left[0] ?? ''), { recursive: true });
    expect(files.toSorted()).toEqual([
      'completions',
      expect.stringMatching(/^completions\/chatcmpl-1\.json\.clash-[\dTZ-]+$/),
      expect.stringMatching(/^usage\.sqlite\.clash-[\dTZ-]+$/),
    ]);
  });
});

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
