import { monitorEventLoopDelay } from 'node:perf_hooks';
import { bodyKinds } from './bodies.ts';
import { scaled, type Part } from './part.ts';
import { bodiesProtocol } from './processes/bodies-protocol.ts';
import { startChild } from './processes/child.ts';
import { startMeasuredGateway, startUpstream } from './upstream.ts';

/** How long a body of each kind keeps the event loop from doing anything else. */
export const pauses: Part = {
  name: 'pauses',
  async measure(scale) {
    const upstream = await startUpstream();
    const gateway = await startMeasuredGateway(upstream);
    const client = startChild('bodies', bodiesProtocol);
    const rows: string[][] = [];
    try {
      for (const { name: kind, isForFullRun = false } of bodyKinds) {
        if (isForFullRun && scale === 'short') continue;
        const runs: Run[] = [];
        for (let count = 0; count < scaled(scale, 3, 1); count += 1) {
          runs.push(await runOnce(async () => await client.ask({ url: gateway.url, kind })));
        }
        const [best] = runs.toSorted((one, other) => one.pauseMs - other.pauseMs);
        if (best === undefined) continue;
        const { bytes, status, pauseMs } = best;
        rows.push([kind, String(bytes), String(status), `${pauseMs.toFixed(0)} ms`]);
        if (process.env['PAUSES_VERBOSE'])
          process.stderr.write(`${rows.at(-1)?.join('  ')} ${status === 200 ? '' : best.answer}\n`);
      }
    } finally {
      client.close();
      await gateway.close();
      await upstream.close();
    }
    return [
      { title: 'Longest pause of the event loop', columns: ['bytes', 'status', 'pause'], rows },
    ];
  },
};

interface Run {
  readonly bytes: number;
  readonly status: number;
  readonly answer: string;
  readonly pauseMs: number;
}

/** Other programs on the machine can only make a pause longer, so the shortest of several counts. */
async function runOnce(send: () => Promise<Omit<Run, 'pauseMs'>>): Promise<Run> {
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  const sent = await send();
  delays.disable();
  return { ...sent, pauseMs: delays.max / 1e6 };
}
