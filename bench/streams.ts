import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createStandInHome } from '../src/demo.ts';
import { createTempFolder } from '../test/support/temp-folder.ts';
import { lockedDownHome } from './locked-down-home.ts';
import { cpuShare, memoryInUse } from './measure.ts';
import { scaled, type Part } from './part.ts';
import { amount, targetTable } from './print.ts';
import { startChild } from './processes/child.ts';
import {
  readersProtocol,
  type ReadersOrder,
  type ReadersResult,
  type ReadersWay,
} from './processes/readers-protocol.ts';
import { stampingProtocol } from './processes/stamping-protocol.ts';
import { startMeasuredGateway } from './upstream.ts';

const tokensPerSecond = 20;

/** Many streams at once, each as fast as a model writes: how late a token is, and what it costs. */
export const streams: Part = {
  name: 'streams',
  async measure(scale) {
    const readers = scaled(scale, 500, 20);
    const seconds = scaled(scale, 60, 3);
    const bare = await measureBare({ readers, slow: 0, seconds });
    const idle = await measureStreams({ readers, slow: 0, seconds });
    const mixed = await measureStreams({ readers, slow: readers / 2, seconds });
    const runs = [
      { name: 'all read', run: idle },
      { name: 'half read nothing until the end', run: mixed },
    ];
    const delays = (run: ReadersResult): string[] => [
      String(run.tokens),
      amount(run.medianMs, 'ms'),
      amount(run.p99Ms, 'ms'),
      amount(run.p99Ms - bare.p99Ms, 'ms'),
      amount(run.maxMs, 'ms'),
    ];
    return [
      {
        title: `${readers} streams, ${tokensPerSecond} tokens/s each`,
        columns: ['tokens', 'delay, median', '99th', 'added', 'max', 'CPU', 'per stream'],
        rows: [
          ['bare driver', ...delays(bare), '', ''],
          ...runs.map(({ name, run }) => [
            `REST, ${name}`,
            ...delays(run),
            amount(run.cpuPercent, '%'),
            amount(run.bytesPerStream / 1000, 'kB'),
          ]),
        ],
      },
      targetTable([
        {
          name: '99th percentile of the delay, REST after bare',
          value: idle.p99Ms - bare.p99Ms,
          atMost: 25,
          unit: 'ms',
        },
        {
          name: 'the same beside slow readers',
          value: mixed.p99Ms - bare.p99Ms,
          atMost: 25,
          unit: 'ms',
        },
        {
          name: 'memory per stream in the gateway',
          value: idle.bytesPerStream / 1000,
          atMost: 60,
          unit: 'kB',
        },
      ]),
    ];
  },
};

interface Streams {
  readonly readers: number;
  /** Of those, how many read nothing until the others have their answers. */
  readonly slow: number;
  /** How long all of them run. */
  readonly seconds: number;
}

interface StreamsRun extends ReadersResult {
  /** Of one core, of the gateway alone. */
  readonly cpuPercent: number;
  /** Added to the gateway's memory while all of them run. */
  readonly bytesPerStream: number;
}

/** How long answers are, and how long their delays are looked at: the first half of the time. */
function lengthOf({ readers, seconds }: Streams): Pick<ReadersOrder, 'tokens' | 'measuredMs'> {
  // So many begin in a second; the first must not end before the last has had its time.
  const startSeconds = Math.ceil(readers / 25);
  return { tokens: (startSeconds + seconds) * tokensPerSecond, measuredMs: seconds * 500 };
}

/** The first requests are the compiler's. */
const warmUp = { readers: 20, slow: 0, tokens: tokensPerSecond, measuredMs: 1000 };

/** The same by the least program that drives Codex. */
async function measureBare(run: Streams): Promise<ReadersResult> {
  return await withService(async (service) => {
    const ask = clients(await lockedDownHome(service));
    try {
      await ask.run(warmUp);
      return await ask.run({ ...run, ...lengthOf(run) });
    } finally {
      ask.close();
    }
  });
}

/** Throws where a reader did not get each token once and in order. */
async function measureStreams(run: Streams): Promise<StreamsRun> {
  const { readers, slow, seconds } = run;
  return await withService(async (service) => {
    const gateway = await startMeasuredGateway(service, ['--max-turns', String(readers)]);
    const ask = clients({ url: `${gateway.url}/v1/chat/completions` });
    try {
      await ask.run(warmUp);
      const before = memoryInUse();
      const running = ask.run({ readers, slow, ...lengthOf(run) });
      await until(() => gateway.core.engineHealth().activeTurns === readers, running);
      // Longer than the delays are looked at: to look at memory is to stop for its garbage.
      const cpuPercent = await cpuShare(seconds * 700);
      const bytesPerStream = (memoryInUse() - before) / readers;
      return { ...(await running), cpuPercent, bytesPerStream };
    } finally {
      ask.close();
      await gateway.close();
    }
  });
}
/** Looks until it is so, or the work is over. */
async function until(isSo: () => boolean, work: Promise<unknown>): Promise<void> {
  const over = new AbortController();
  const end = (): void => over.abort();
  void work.then(end, end);
  while (!isSo() && !over.signal.aborted) await setTimeout(20);
}

/** Readers in a process of their own, whose answers have to be whole. */
function clients(way: ReadersWay): {
  run(order: Omit<ReadersOrder, 'way'>): Promise<ReadersResult>;
  close(): void;
} {
  const child = startChild('readers', readersProtocol);
  return {
    async run({ readers, slow, tokens, measuredMs }) {
      const result = await child.ask({ way, readers, slow, tokens, measuredMs });
      if (result.failure !== null) throw new Error(result.failure);
      return result;
    },
    close: () => child.close(),
  };
}

async function withService<T>(
  play: (service: { readonly folder: string; readonly codexHome: string }) => Promise<T>,
): Promise<T> {
  const folder = await createTempFolder();
  const service = startChild('stamping-service', stampingProtocol);
  const codexHome = path.join(folder.path, 'user');
  try {
    const baseUrl = await service.ask({ tokensPerSecond });
    await createStandInHome(codexHome, { baseUrl, hasWebSockets: true });
    return await play({ folder: folder.path, codexHome });
  } finally {
    service.close();
    await folder.remove();
  }
}
