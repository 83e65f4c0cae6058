// In a process of its own: it kills its app-server.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { defaultLimits } from '../../src/codex/engine/direct/transport/websocket/limits.ts';
import { createRandom } from '../fuzz/random.ts';
import { byEngine } from '../support/engine-differences.ts';
import { engineProcessIds } from '../support/engine-pid.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { testedEngine } from '../support/tested-engine.ts';
import { follow, type End } from './client.ts';
import { createPlan, type Plan } from './plan.ts';

/** `CHAOS_SEED=17 CHAOS_COUNT=1` runs that plan alone. */
const firstSeed = Number(process.env['CHAOS_SEED'] ?? Date.now() % 1_000_000);
const count = Number(process.env['CHAOS_COUNT'] ?? 200);
const atOnce = 16;
/** A stopped app-server is noticed within 15 s, and another one is there soon after. */
const patienceMs = 60_000;

let gateway: TestGateway;
const warnings: string[] = [];
const plans = new Map<string, Plan>();
const warned = (warning: Error): void => void warnings.push(warning.message);

beforeAll(async () => {
  process.on('warning', warned);
  gateway = await startTestGateway({
    tokensPerSecond: 200,
    args: ['--max-turns', '6', '--warm-seconds', '3', '--keep-seconds', '3', '--park-seconds', '3'],
  });
  gateway.standIn.behave(({ input, body }) => {
    const text = JSON.stringify(input);
    const [name = ''] = /plan \d+\./.exec(text) ?? [];
    const plan = plans.get(name);
    const callsTool = plan?.tools !== 'none' && !text.includes('function_call_output');
    if (callsTool && body['tools'] !== undefined && plan?.behaviour === undefined) {
      return { kind: 'calls', calls: [{ name: 'look', arguments: '{}' }] };
    }
    return plan?.behaviour;
  });
});
afterAll(async () => {
  await gateway.close();
  process.off('warning', warned);
});

async function run(seed: number): Promise<End> {
  const plan = createPlan(`plan ${seed}.`, createRandom(seed), seed === firstSeed + 40);
  plans.set(plan.name, plan);
  if (plan.engine !== 'none') {
    for (const pid of engineProcessIds()) process.kill(pid, plan.engine);
  }
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new Error('it did not end')), patienceMs);
  try {
    return await follow(gateway.url, plan, late.signal);
  } catch (error) {
    throw new Error(`CHAOS_SEED=${seed} CHAOS_COUNT=1, ${JSON.stringify(plan)}`, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

/** Sockets and pipes of this process. */
function handles(): number {
  return process.getActiveResourcesInfo().filter((kind) => kind !== 'Timeout').length;
}

it(`every request ends, and nothing of it is left (CHAOS_SEED=${firstSeed})`, async () => {
  await run(firstSeed + count);
  await expect.poll(() => gateway.standIn.active, { timeout: 10_000 }).toBe(0);
  await expect.poll(async () => await gateway.engine.loadedThreads(), { timeout: 10_000 }).toBe(0);
  const before = handles();

  const ends: End[] = [];
  let next = firstSeed;
  const worker = async (): Promise<void> => {
    for (let seed = next++; seed < firstSeed + count; seed = next++) ends.push(await run(seed));
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  expect(ends).toHaveLength(count);
  const kinds: readonly End[] = count < 100 ? [...new Set(ends)] : ['answered', 'refused', 'left'];
  expect(new Set(ends)).toEqual(new Set(kinds));

  const { core, engine, standIn } = gateway;
  await expect
    .poll(() => core.engineHealth(), { timeout: 20_000 })
    .toMatchObject({
      state: 'ready',
      activeTurns: 0,
    });
  await expect.poll(async () => await engine.loadedThreads(), { timeout: 20_000 }).toBe(0);
  await expect.poll(() => standIn.active, { timeout: 10_000 }).toBe(0);
  expect(await core.health()).toMatchObject({ isReady: true, parkedTurns: 0 });
  expect(core.queueHealth()).toMatchObject({ queuedTurns: 0, longestWaitMs: 0 });
  const completions = await core.completions();
  expect(completions.filter(({ endedAt }) => endedAt === null)).toEqual([]);
  const running = byEngine('codexProcess', { 'app-server': 1, direct: 0 });
  await expect.poll(() => engineProcessIds(), { timeout: 10_000 }).toHaveLength(running);
  // The clients keep their connections for a while, and the direct engine those of conversations;
  // both ends are in this process.
  const kept = atOnce + (testedEngine() === 'direct' ? defaultLimits.most : 0);
  await expect.poll(handles, { timeout: 10_000 }).toBeLessThanOrEqual(before + 2 * kept);
  // Node warns of signals and sockets that gather listeners.
  expect(warnings).toEqual([]);
}, 180_000);
