import { createHash } from 'node:crypto';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach } from 'vitest';
import { z } from 'zod';
import { answer } from '../schema/clients.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { startTestUpstream, type TestUpstream } from '../support/stand-in-home.ts';
import { writeOldAnswer, writeOldUsage } from './old-home.ts';

/** The keys of alice, an admin, and of bob. */
export const keys = ['--api-key', 'alice:key-of-alice,bob:key-of-bob', '--admin-keys', 'alice'];
/** The header of a key. */
export const bearer = (key: string): Record<string, string> => ({ authorization: `Bearer ${key}` });
/** The header of the key of that name. */
export const as = (name: string): Record<string, string> => bearer(`key-of-${name}`);
/** The id that version 0.1 gave to the holder of the key of that name. */
export const digestOf = (name: string): string =>
  createHash('sha256').update(`key-of-${name}`).digest('hex').slice(0, 16);

/** A moment within the last hour but one, so that all of it is in one bucket of the report. */
const hourMs = 60 * 60 * 1000;
export const start = Date.now() - (Date.now() % hourMs) - hourMs;

let upstream: TestUpstream;
let open: TestGateway[] = [];
let log: string[];

/** Gives each test of a file a home of its own. */
export function useHome(): void {
  beforeEach(async () => {
    upstream = await startTestUpstream();
    log = [];
  });
  afterEach(async () => {
    await Promise.all(open.map(async (gateway) => await gateway.close()));
    open = [];
    await upstream.close();
  });
}

/** Starts a gateway on the home of this test, which is closed after it. */
export async function startGateway(args: readonly string[] = keys): Promise<TestGateway> {
  const logger = pino({}, { write: (line: string) => log.push(line) });
  const gateway = await startTestGateway({ upstream, args, logger });
  open.push(gateway);
  return gateway;
}

/** Starts another gateway, on another address, once that one has ended. */
export async function restart(gateway: TestGateway, args = keys): Promise<TestGateway> {
  await gateway.close();
  open = [];
  return await startGateway(args);
}

/** The log of all gateways so far. */
export const logText = (): string => log.join('');

/** Forgets it. */
export function clearLog(): void {
  log = [];
}

/** The messages of the log at `warn` and above. */
export function complaints(): string[] {
  const line = z.object({ level: z.number(), msg: z.string() });
  const all = log.map((text) => line.parse(JSON.parse(text)));
  return all.filter(({ level }) => level > 30).map(({ msg }) => msg);
}

/** The home of this test's gateways. */
export const home = (): string => upstream.home;

/** The user's own Codex home. */
export const codexHome = (): string => upstream.codexHome;

/** The folder in which version 0.1 kept what belongs to an address. */
export const oldFolder = (address: string): string => path.join(upstream.home, address);
/** Two addresses. */
export const first = '127.0.0.1-8000';
/** The other one, `[::1]:8001`. */
export const second = '__1-8001';

/** What the holder of a key gets. */
export async function get(gateway: TestGateway, name: string, route: string): Promise<unknown> {
  const response = await fetch(`${gateway.url}/v1${route}`, { headers: as(name) });
  return await response.json();
}

const idsSchema = z.object({ data: z.array(z.object({ id: z.string() })) });

/** The stored answers that the holder of a key sees. */
export async function storedIds(gateway: TestGateway, name: string, query = ''): Promise<string[]> {
  return await storedFor(gateway, as(name), query);
}

/** The stored answers that a client with these headers sees. */
export async function storedFor(
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

/** What is kept of usage. */
export interface Kept {
  readonly completions: number;
  readonly totalTokens: number;
  readonly byKey: Readonly<Record<string, number>>;
  /** Newest first. */
  readonly records: readonly string[];
}

/** The usage that the holder of a key sees. */
export async function usageOf(gateway: TestGateway, name = 'alice'): Promise<Kept> {
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
export async function writeTwoAddresses(): Promise<void> {
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

/** What the admin sees of these. */
export const merged: Kept = {
  completions: 4,
  totalTokens: 1130,
  byKey: { '': 1, alice: 1, bob: 2 },
  records: ['chatcmpl-4', 'chatcmpl-3', 'chatcmpl-2', 'chatcmpl-1'],
};
