import type { SessionCore } from '../src/codex/session-core.ts';
import { cpuOf, median } from './measure.ts';
import type { Stage } from './stage.ts';

const tokens = 20_000;
const runs = 7;
/** The first runs are the compiler's. */
const warmUps = 3;
const prompt = `Count to ${tokens}`;

/** What one chunk of a stream costs the gateway, in microseconds of CPU. */
export interface ChunkCost {
  /** Over REST, from Codex's notification to the socket. */
  readonly overRest: number;
  /** The same answer read from the session core: what any surface has to pay. */
  readonly coreAlone: number;
  readonly chunks: number;
}

/** Streams the same long answer over REST and from the core, in turns. */
export async function measureChunkCost({ prepare, core }: Stage): Promise<ChunkCost> {
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
      events = await readFromCore(core);
    });
    if (run < warmUps) continue;
    overRest.push(rest / chunks);
    coreAlone.push(alone / events);
  }
  return { overRest: median(overRest), coreAlone: median(coreAlone), chunks };
}

/** Reads the answer as a surface does, event by event; how many there were. */
async function readFromCore(core: SessionCore): Promise<number> {
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
