import { cpuOf, median } from './measure.ts';
import type { Stage } from './stage.ts';

/** The first runs are the compiler's. */
const warmUps = 3;

/** In microseconds of CPU. */
export interface StageCosts {
  readonly off: number;
  readonly on: number;
}

/** What the same answer costs two gateways that differ in one setting. They run in turns. */
export async function compareStages(
  { off, on }: { readonly off: Stage; readonly on: Stage },
  content: string,
  runs: number,
): Promise<StageCosts> {
  const body = { model: 'gpt-5.5', messages: [{ role: 'user', content }], stream: true };
  const chats = { off: await off.prepare(body), on: await on.prepare(body) };
  const costs: StageCosts[] = [];
  for (let run = 0; run < warmUps + runs; run++) {
    // The one that goes first pays for the garbage of the last run.
    const isOffFirst = run % 2 === 0;
    const first = await cpuOf(isOffFirst ? chats.off : chats.on);
    const second = await cpuOf(isOffFirst ? chats.on : chats.off);
    if (run < warmUps) continue;
    costs.push(isOffFirst ? { off: first, on: second } : { off: second, on: first });
  }
  return { off: median(costs.map((each) => each.off)), on: median(costs.map((each) => each.on)) };
}
