import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createStandInHome } from '../src/demo.ts';
import type { Gateway } from '../src/gateway.ts';
import { createTempFolder } from '../test/support/temp-folder.ts';
import { cpuShare, memoryInUse } from './measure.ts';
import { scaled, type Part } from './part.ts';
import { amount, ratio, targetTable } from './print.ts';
import { startChild } from './processes/child.ts';
import {
  readersProtocol,
  type ReadersOrder,
  type ReadersResult,
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
    const idle = await measureStreams({ readers, slow: 0, seconds });
    const mixed = await measureStreams({ readers, slow: readers / 2, seconds });
    const runs = [
      { name: 'all read', run: idle },
      { name: 'half read nothing until the end', run: mixed },
    ];
    return [
      {
        title: `${readers} streams, ${tokensPerSecond} tokens/s each`,
        columns: ['tokens', 'delay, median', '99th', 'of the first', 'max', 'CPU', 'per stream'],
        rows: runs.map(({ name, run }) => [
          name,
          String(run.tokens),
          amount(run.medianMs, 'ms'),
          amount(run.p99Ms, 'ms'),
          ratio(run.p99Ms, idle.p99Ms),
          amount(run.maxMs, 'ms'),
          amount(run.cpuPercent, '%'),
          amount(run.bytesPerStream / 1000, 'kB'),
        ]),
      },
      targetTable([
        { name: '99th percentile of the delay', value: idle.p99Ms, atMost: 25, unit: 'ms' },
        { name: 'the same beside slow readers', value: mixed.p99Ms, atMost: 25, unit: 'ms' },
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

export interface Streams {
  readonly readers: number;
  /** Of those, how many read nothing until the others have their answers. */
  readonly slow: number;
  /** For which all of them go on. */
  readonly seconds: number;
}

export interface StreamsRun extends ReadersResult {
  /** Of one core, of the gateway alone. */
  readonly cpuPercent: number;
  /** Added to the gateway's memory while all of them go on. */
  readonly bytesPerStream: number;
}

/** Throws where a reader did not get each token once and in order. */
export async function measureStreams({ readers, slow, seconds }: Streams): Promise<StreamsRun> {
  // So many begin in a second; the first must not end before the last has had its time.
  const startSeconds = Math.ceil(readers / 25);
  const tokens = (startSeconds + seconds) * tokensPerSecond;
  return await withGateway(readers, async ({ url: base, core }) => {
    const client = startChild('readers', readersProtocol);
    try {
      const url = `${base}/v1/chat/completions`;
      const ask = async (order: Omit<ReadersOrder, 'url'>): Promise<ReadersResult> => {
        const result = await client.ask({ url, ...order });
        if (result.failure !== null) throw new Error(result.failure);
        return result;
      };
      // The first requests are the compiler's.
      await ask({ readers: 20, slow: 0, tokens: tokensPerSecond });
      const before = memoryInUse();
      const running = ask({ readers, slow, tokens });
      await until(() => core.engineHealth().activeTurns === readers, running);
      const cpuPercent = await cpuShare(seconds * 500);
      const bytesPerStream = (memoryInUse() - before) / readers;
      return { ...(await running), cpuPercent, bytesPerStream };
    } finally {
      client.close();
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

async function withGateway<T>(
  maxTurns: number,
  play: (gateway: Gateway) => Promise<T>,
): Promise<T> {
  const folder = await createTempFolder();
  const service = startChild('stamping-service', stampingProtocol);
  const codexHome = path.join(folder.path, 'user');
  await createStandInHome(codexHome, {
    baseUrl: await service.ask({ tokensPerSecond }),
    hasWebSockets: true,
  });
  const args = ['--max-turns', String(maxTurns)];
  const gateway = await startMeasuredGateway({ folder: folder.path, codexHome }, args);
  try {
    return await play(gateway);
  } finally {
    await gateway.close();
    service.close();
    await folder.remove();
  }
}
