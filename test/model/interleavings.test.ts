// In a process of its own: it kills its app-server.
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createRandom } from '../fuzz/random.ts';
import { startTestGateway } from '../support/gateway.ts';
import { createPlan, type Plan } from './plan.ts';
import { faultsOf, type World } from './world.ts';

/** `MODEL_SEED=17 MODEL_COUNT=1` runs that plan alone. */
const firstSeed = Number(process.env['MODEL_SEED'] ?? 0);
const count = Number(process.env['MODEL_COUNT'] ?? 120);
const atOnce = 8;
/**
 * How long one plan may take. The longest pauses 600 times for a turn of the event loop that it shares
 * with seven others: 2 s on an idle machine, 20 s where ten programs want each core.
 */
const patienceMs = 120_000;

let world: World;
const plans = new Map<string, Plan>();

beforeAll(async () => {
  const gateway = await startTestGateway({ tokensPerSecond: 300 });
  gateway.standIn.behave(({ input }) => {
    const [name = ''] = /plan \d+\./.exec(JSON.stringify(input)) ?? [];
    return plans.get(name)?.answer;
  });
  world = { gateway, killedAt: Number.NEGATIVE_INFINITY };
});
afterAll(async () => {
  await world.gateway.close();
});

async function faultsOfSeed(seed: number): Promise<string[]> {
  const plan = createPlan(`plan ${seed}.`, createRandom(seed));
  plans.set(plan.name, plan);
  const progress = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string[]>((resolve) => {
    timer = setTimeout(() => {
      resolve([`it did not end: last seen ${JSON.stringify([...progress])}`]);
    }, patienceMs);
  });
  const found = faultsOf(world, plan, progress).catch((error: unknown) => [String(error)]);
  const faults = await Promise.race([found, late]);
  clearTimeout(timer);
  return faults.map((fault) => `seed ${seed}: ${fault}\n${JSON.stringify(plan)}`);
}

it(`${count} completions, started, watched, dropped, resumed, cancelled and killed at random, are seen as they happened`, async () => {
  const console = vi.spyOn(globalThis.console, 'error');
  const faults: string[] = [];
  let next = firstSeed;
  const run = async (): Promise<void> => {
    for (let seed = next++; seed < firstSeed + count; seed = next++) {
      faults.push(...(await faultsOfSeed(seed)));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, run));
  expect(faults).toEqual([]);
  // Clients that break off in mid-message are no news.
  expect(console).not.toHaveBeenCalled();
  await world.gateway.standIn.waitFor(({ active }) => active === 0, AbortSignal.timeout(60_000));
}, 600_000);
