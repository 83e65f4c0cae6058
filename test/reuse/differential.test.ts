import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestCore } from '../support/core.ts';
import { threadOf } from './chat.ts';
import { runGroup, viewsOf, type Outcome, type Side } from './lockstep.ts';
import { createViewModel } from './model.ts';

/**
 * How many steps the chats of all groups take; each is a request or two on either side. The long form is
 * `npm run test:reuse`.
 */
const steps = Number(process.env['CODEX_SERVE_TEST_STEPS'] ?? 200);
const stepsPerGroup = 30;
const groupsAtOnce = 8;

describe('generated chats, with reuse of threads and without', () => {
  let sides: readonly [Side, Side];
  const outcomes: Outcome[] = [];

  beforeAll(async () => {
    const start = async (count: number): Promise<Side> => {
      const kept = { count, ms: 60_000 };
      const test = await startTestCore({ kept, parking: { count: 1000, ms: 600_000 } });
      const model = createViewModel();
      test.standIn.behave((request) => model.behave(request));
      return { test, model };
    };
    sides = await Promise.all([start(50), start(0)]);
    const groups = Array.from({ length: Math.ceil(steps / stepsPerGroup) }, (_, index) => index);
    const worker = async (): Promise<void> => {
      for (let group = groups.shift(); group !== undefined; group = groups.shift()) {
        outcomes.push(...(await runGroup(sides, group, stepsPerGroup)));
      }
    };
    await Promise.all(Array.from({ length: groupsAtOnce }, worker));
  }, 3_600_000);
  afterAll(async () => {
    await Promise.all(sides.map(async ({ test }) => await test.close()));
  });

  it('show the model the same conversations', () => {
    for (const { asked } of outcomes) {
      const [reused, replayed] = asked.map(viewsOf);
      // If the service refuses to continue a thread, it is given up, and the chat is replayed.
      const isRefused = replayed?.some((view) => view.includes('"Refuse')) === true;
      expect(isRefused ? [...new Set(reused)] : reused).toEqual(
        isRefused ? [...new Set(replayed)] : replayed,
      );
    }
  });

  it('give the clients the same answers', () => {
    for (const { answers } of outcomes) expect(answers[0]).toEqual(answers[1]);
  });

  it('never have two clients in one thread', () => {
    const owners = new Map<unknown, string>();
    for (const { client, asked } of outcomes) {
      for (const thread of asked[0].map(threadOf)) {
        expect(owners.get(thread) ?? client).toBe(client);
        owners.set(thread, client);
      }
    }
  });

  it('do continue in their threads, with it', () => {
    const [reused, replayed] = ([0, 1] as const).map((side) => {
      const requests = outcomes.flatMap(({ asked }) => asked[side]);
      return { requests: requests.length, threads: new Set(requests.map(threadOf)).size };
    });
    expect(reused?.requests).toBeGreaterThanOrEqual(0.9 * steps);
    expect(reused?.threads).toBeLessThan(0.8 * (replayed?.threads ?? 0));
  });
});
