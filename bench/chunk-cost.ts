import type { SessionCore } from '../src/codex/session-core.ts';
import { ask } from '../test/support/core.ts';
import { openLoad, type Load } from './load/open-load.ts';
import { cpuOf, median } from './measure.ts';
import { scaled, type Part, type Scale } from './part.ts';
import { ratio, targetTable } from './print.ts';
import { onStage, type Stage } from './stage.ts';

/** The first runs are the compiler's. */
const warmUps = 3;

/** What one streamed chunk costs the gateway over either surface, and what of it is the core's. */
export const chunkCost: Part = {
  name: 'chunk-cost',
  measure: async (scale) =>
    await onStage(async (stage) => {
      const { overRest, asResponse, asKeptResponse, ...others } = await measureChunkCost(
        stage,
        scale,
      );
      const { overGraphql, coreAlone, chunks, deltas } = others;
      const row = (name: string, cpu: number): string[] => [
        name,
        `${cpu.toFixed(1)} µs`,
        ratio(cpu, coreAlone),
      ];
      return [
        {
          title: `One of ${chunks} deltas`,
          columns: ['CPU', 'of the core'],
          rows: [
            row('over REST', overRest),
            row('over REST, as a response', asResponse),
            row('over REST, as a response that is kept', asKeptResponse),
            row(`over graphql-ws, put together to ${deltas}`, overGraphql),
            row('the core alone', coreAlone),
          ],
        },
        targetTable([
          { name: 'CPU of a delta over REST', value: overRest, atMost: 30, unit: 'µs' },
          { name: 'CPU of a delta over graphql-ws', value: overGraphql, atMost: 20, unit: 'µs' },
        ]),
      ];
    }),
};

/** In microseconds of CPU for one of Codex's deltas. */
interface ChunkCost {
  /** From Codex's notification to the socket. */
  readonly overRest: number;
  /** The same as a response that is not kept. */
  readonly asResponse: number;
  /** The same as a response that is kept with its events. */
  readonly asKeptResponse: number;
  /** The same of a subscription. */
  readonly overGraphql: number;
  /** The same answer read from the session core: what any surface has to pay. */
  readonly coreAlone: number;
  readonly chunks: number;
  /** Fewer than the chunks where those that came at once were put together. */
  readonly deltas: number;
}

/** Streams the same long answer over REST, over graphql-ws and from the core, in turns. */
async function measureChunkCost({ prepare, core, url }: Stage, scale: Scale): Promise<ChunkCost> {
  const runs = scaled(scale, 7, 1);
  const countTo = scaled(scale, 20_000, 1000);
  const prompt = `Count to ${countTo}`;
  const messages = [{ role: 'user', content: prompt }];
  const chat = await prepare({ model: 'gpt-5.5', messages, stream: true });
  const response = await openLoad({ kind: 'responses', url }, 1);
  const kept = await openLoad({ kind: 'stored-responses', url }, 1);
  const subscription = await openLoad({ kind: 'subscription', url }, 1);
  const question = { lanes: 1, requestsPerLane: 1, pauseMs: 0, isGoingOn: false, countTo };
  const costOf = async (load: Load): Promise<{ cost: number; pieces: number }> => {
    let pieces = 0;
    const cpu = await cpuOf(async () => {
      ({ pieces } = await load.run(question));
    });
    return { cost: cpu, pieces };
  };
  const costs: ChunkCost[] = [];
  for (let run = 0; run < warmUps + runs; run++) {
    let chunks = 0;
    const rest = await cpuOf(async () => {
      ({ chunks } = await chat());
    });
    const asResponse = (await costOf(response)).cost / chunks;
    const asKeptResponse = (await costOf(kept)).cost / chunks;
    const { cost: graphql, pieces: deltas } = await costOf(subscription);
    let events = 0;
    const alone = await cpuOf(async () => {
      events = await readFromCore(core, prompt);
    });
    const [overRest, overGraphql, coreAlone] = [rest / chunks, graphql / chunks, alone / events];
    if (run < warmUps) continue;
    costs.push({ overRest, asResponse, asKeptResponse, overGraphql, coreAlone, chunks, deltas });
  }
  for (const load of [response, kept, subscription]) load.close();
  return {
    overRest: median(costs.map(({ overRest }) => overRest)),
    asResponse: median(costs.map(({ asResponse }) => asResponse)),
    asKeptResponse: median(costs.map(({ asKeptResponse }) => asKeptResponse)),
    overGraphql: median(costs.map(({ overGraphql }) => overGraphql)),
    coreAlone: median(costs.map(({ coreAlone }) => coreAlone)),
    chunks: costs[0]?.chunks ?? 0,
    deltas: median(costs.map(({ deltas }) => deltas)),
  };
}

/** Reads the answer as a surface does, event by event; how many there were. */
async function readFromCore(core: SessionCore, prompt: string): Promise<number> {
  const completion = await core.run(ask(prompt), new AbortController().signal);
  let events = 0;
  for await (const { sequence } of completion.events()) events = sequence + 1;
  return events;
}
