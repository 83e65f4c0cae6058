// Many readers of streamed chats whose tokens are the times at which they were sent.
import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { serveParent } from './child.ts';
import { readersProtocol, type ReadersResult } from './readers-protocol.ts';

/** Between two that begin: the cost of beginning is not what is measured. */
const startPauseMs = 15;

/** One reader's answer. */
interface Reading {
  /** All of them. */
  readonly tokens: number;
  /** Of those that were sent after the last reader had begun. */
  readonly delaysMs: readonly number[];
  readonly failure: string | null;
}

/** When the last reader had begun, in nanoseconds on the machine's clock. */
let begunAt: bigint | null = null;

serveParent(readersProtocol, async ({ url, readers, slow, tokens }) => {
  const agent = new Agent({ maxSockets: Infinity });
  const asked: Promise<IncomingMessage>[] = [];
  const fast: Promise<Reading>[] = [];
  begunAt = null;
  for (let index = 0; index < readers; index += 1) {
    const answered = ask(url, tokens, agent);
    asked.push(answered);
    if (index >= slow) fast.push(answered.then(async (response) => await read(response, tokens)));
    await setTimeout(startPauseMs);
  }
  const responses = await Promise.all(asked);
  begunAt = process.hrtime.bigint();
  const inTime = await Promise.all(fast);
  const late = await Promise.all(
    responses.slice(0, slow).map(async (response) => await read(response, tokens)),
  );
  return summary(inTime, late);
});

/** The answer, of which nothing is read yet. */
async function ask(url: string, tokens: number, agent: Agent): Promise<IncomingMessage> {
  const asked = request(url, {
    method: 'POST',
    agent,
    headers: { 'content-type': 'application/json' },
  });
  const messages = [{ role: 'user', content: `Give me ${tokens} tokens` }];
  asked.end(JSON.stringify({ model: 'gpt-5.5', messages, stream: true }));
  const answered: IncomingMessage[] = await once(asked, 'response');
  const [response] = answered;
  if (response === undefined) throw new Error('There is no answer');
  return response;
}

async function read(response: IncomingMessage, expected: number): Promise<Reading> {
  const delaysMs: number[] = [];
  let tokens = 0;
  let last = 0n;
  let failure: string | null = null;
  let partial = '';
  for await (const bytes of response.setEncoding('utf8')) {
    const now = process.hrtime.bigint();
    const text = partial + String(bytes);
    const end = text.lastIndexOf('\n\n');
    partial = text.slice(end + 2);
    for (const [stamp] of text.slice(0, end + 2).matchAll(/(?<= )\d{10,}/g)) {
      const sentAt = BigInt(stamp);
      if (sentAt <= last) failure ??= 'A token came out of order';
      last = sentAt;
      tokens += 1;
      if (begunAt !== null && sentAt > begunAt) delaysMs.push(Number(now - sentAt) / 1e6);
    }
  }
  if (tokens !== expected) failure ??= `${tokens} of ${expected} tokens came`;
  return { tokens, delaysMs, failure };
}

function summary(inTime: readonly Reading[], late: readonly Reading[]): ReadersResult {
  const delays = Float64Array.from(inTime.flatMap(({ delaysMs }) => delaysMs)).toSorted();
  const at = (share: number): number =>
    delays[Math.min(Math.floor(delays.length * share), delays.length - 1)] ?? Number.NaN;
  const all = [...inTime, ...late];
  return {
    medianMs: at(0.5),
    p99Ms: at(0.99),
    maxMs: at(1),
    tokens: all.reduce((sum, { tokens }) => sum + tokens, 0),
    failure: all.find(({ failure }) => failure !== null)?.failure ?? null,
  };
}
