import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roomyLimits } from './conversation.ts';
import { anySteps, World } from './world.ts';

const runs = Number(process.env['CODEX_SERVE_TEST_RUNS'] ?? 300);

const tight = {
  warm: { count: 0, ms: 1 },
  kept: { count: 2, ms: 600_000 },
  parked: { count: 1, ms: 600_000 },
  bytes: 8000,
};
const none = { count: 0, ms: 1 };

describe('generated conversations of several callers', () => {
  it.each([
    ['with room for all', roomyLimits],
    ['with little room', tight],
    ['with nothing kept', { ...roomyLimits, kept: none }],
    ['with nothing parked', { ...roomyLimits, parked: none }],
  ])('tell the model what the clients sent, and reasoning of their own alone, %s', (_, limits) => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const world = new World(limits);
        world.run(steps);
        expect(world.faults).toEqual([]);
        world.chains.close();
        expect(world.chains.parkedTurns).toBe(0);
      }),
      { numRuns: runs },
    );
  });

  it('do get their reasoning back, and continue their turns and responses', () => {
    const gained = { reasoning: 0, responses: 0, turns: 0 };
    fc.assert(
      fc.property(anySteps, (steps) => {
        const world = new World(roomyLimits);
        world.run(steps);
        gained.reasoning += world.gained.reasoning;
        gained.responses += world.gained.responses;
        gained.turns += world.gained.turns;
      }),
      { numRuns: runs },
    );
    expect(gained.reasoning).toBeGreaterThan(runs);
    expect(gained.responses).toBeGreaterThan(runs);
    expect(gained.turns).toBeGreaterThan(runs / 10);
  });
});
