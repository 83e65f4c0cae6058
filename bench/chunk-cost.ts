import type { SessionCore } from '../src/codex/session-core.ts';
import { cpuOf, median } from './measure.ts';
import { scaled, type Part, type Scale } from './part.ts';
import { ratio } from './print.ts';
import { onStage, type Stage } from './stage.ts';

/** The first runs are the compiler's. */
const warmUps = 3;

/** What one streamed chunk costs the gateway over REST, and what of it is the core's. */
export const chunkCost: Part = {
  name: 'chunk-cost',
  measure: async (scale) =>
    await onStage(async (stage) => {
      const { overRest, coreAlone, chunks } = await measureChunkCost(stage, scale);
      const row = (name: string, cpu: number): string[] => [
        name,
        `${cpu.toFixed(1)} µs`,
        ratio(cpu, coreAlone),
      ];
      return [
        {
          title: `One of ${chunks} streamed chunks`,
          columns: ['CPU', 'of the core'],
          rows: [
            row('over REST', overRest),
            row('the core alone', coreAlone),
            row('REST’s part', overRest - coreAlone),
          ],
        },
      ];
    }),
};

/** In microseconds of CPU. */
interface ChunkCost {
  /** Over REST, from Codex's notification to the socket. */
  readonly overRest: number;
  /** The same answer read from the session core: what any surface has to pay. */
  readonly coreAlone: number;
  readonly chunks: number;
}

/** Streams the same long answer over REST and from the core, in turns. */
async function measureChunkCost({ prepare, core }: Stage, scale: Scale): Promise<ChunkCost> {
  const runs = scaled(scale, 7, 1);
  const prompt = `Count to ${scaled(scale, 20_000, 1000)}`;
  const messages = [{ role: 'user', content: prompt }];
  const chat = await prepare({ model: 'gpt-5.5', messages, stream: true });
  const overRest: number[] = [];
  const coreAlone: number[] = [];
  let chunks = 0;
  for (let run = 0; run < warmUps + runs; run++) {
    const rest = await cpuOf(async () => {
      ({ chunks } = await chat());
    });
    let events = 0;
    const alone = await cpuOf(async () => {
      events = await readFromCore(core, prompt);
    });
    if (run < warmUps) continue;
    overRest.push(rest / chunks);
    coreAlone.push(alone / events);
  }
  return { overRest: median(overRest), coreAlone: median(coreAlone), chunks };
}

/** Reads the answer as a surface does, event by event; how many there were. */
async function readFromCore(core: SessionCore, prompt: string): Promise<number> {
  const completion = await core.run(
    {
      model: 'gpt-5.5',
      messages: [{ role: 'user', content: [{ type: 'text', text: prompt }] }],
      surface: 'rest',
    },
    new AbortController().signal,
  );
  let events = 0;
  for await (const { sequence } of completion.events()) events = sequence + 1;
  return events;
}
