import { readdir } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { options } from '../src/config/options.ts';
import type { Gateway } from '../src/gateway.ts';
import { memoryInUse } from './measure.ts';
import { scaled, type Part } from './part.ts';
import { amount, ratio } from './print.ts';
import { startChild } from './processes/child.ts';
import { shortChatsProtocol } from './processes/short-chats-protocol.ts';
import { startMeasuredGateway, startUpstream } from './upstream.ts';

const atOnce = 16;

/** Bytes that the last completions, kept to be replayed, may differ by between two looks. */
const memoryTolerance = 3_000_000;
/** Connections that the client may have open or closed at one look and not at the other. */
const handleTolerance = atOnce;

/** Threads that wait for coming requests, at most. */
const waitingThreads = Number(options.warmThreads.fallback) + Number(options.keptThreads.fallback);
/** How long Codex may take to let go of a thread; a second is usual. */
const settleMs = 30_000;

/** Thousands of short chats one after the other: what is left of them. */
export const soak: Part = {
  name: 'soak',
  async measure(scale) {
    const warmUps = scaled(scale, 2000, 300);
    const requests = scaled(scale, 20_000, 800);
    const looks = await measureSoak(warmUps, requests);
    assertNoGrowth(looks);
    return [
      {
        title: `${requests} short requests, ${atOnce} at once`,
        columns: ['memory', 'handles', 'threads in Codex', 'requests/s', 'of the first'],
        rows: looks.map((look) => [
          `after ${look.requests}`,
          amount(look.memory / 1e6, 'MB'),
          String(look.handles),
          String(look.threads),
          look.perSecond.toFixed(0),
          ratio(look.memory, looks[0].memory),
        ]),
      },
    ];
  },
};

/** How things stand once all requests so far are answered. */
interface Look {
  /** So far. */
  readonly requests: number;
  /** Of the gateway, in bytes. */
  readonly memory: number;
  /** Open files, sockets among them, of the gateway. */
  readonly handles: number;
  readonly threads: number;
  /** Since the last look. */
  readonly perSecond: number;
}

type Looks = readonly [first: Look, last: Look];

/** Looks after the warm-up and at the end. Throws where an answer was not whole. */
async function measureSoak(warmUps: number, requests: number): Promise<Looks> {
  const upstream = await startUpstream();
  const client = startChild('short-chats', shortChatsProtocol);
  const gateway = await startMeasuredGateway(upstream);
  try {
    const url = `${gateway.url}/v1/chat/completions`;
    const ask = async (count: number): Promise<number> => {
      const { seconds, failure } = await client.ask({ url, count, atOnce });
      if (failure !== null) throw new Error(failure);
      return count / seconds;
    };
    const first = await lookAt(gateway, warmUps, await ask(warmUps));
    return [first, await lookAt(gateway, requests, await ask(requests - warmUps))];
  } finally {
    await gateway.close();
    client.close();
    await upstream.close();
  }
}

async function lookAt(gateway: Gateway, requests: number, perSecond: number): Promise<Look> {
  return {
    requests,
    threads: await settledThreads(gateway),
    memory: memoryInUse(),
    handles: (await readdir('/proc/self/fd')).length,
    perSecond,
  };
}

/** The threads that Codex keeps once it has let go of all others. Throws where it does not, or a turn is left. */
async function settledThreads({ core, engine }: Gateway): Promise<number> {
  const deadline = performance.now() + settleMs;
  for (;;) {
    const turns = core.queueHealth().queuedTurns + core.engineHealth().activeTurns;
    const threads = await engine.loadedThreads();
    if (turns === 0 && threads <= waitingThreads) return threads;
    if (performance.now() > deadline) {
      throw new Error(`${turns} turns and ${threads} threads are left of those that were answered`);
    }
    await setTimeout(100);
  }
}

function assertNoGrowth([first, last]: Looks): void {
  const memory = last.memory - first.memory;
  const handles = last.handles - first.handles;
  if (memory > memoryTolerance) throw new Error(`The gateway has grown by ${memory} bytes`);
  if (handles > handleTolerance) throw new Error(`${handles} handles are left open`);
}
