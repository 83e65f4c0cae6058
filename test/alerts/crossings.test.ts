import { describe, expect, it } from 'vitest';
import type { Condition } from '../../src/alerts/alert.ts';
import { cross, type Crossing } from '../../src/alerts/crossings.ts';

const start = Date.parse('2026-11-28T12:00:00Z');
const at = (seconds: number): Date => new Date(start + seconds * 1000);

const down: Condition = {
  kind: 'engine_down',
  subject: null,
  severity: 'critical',
  message: 'It is down.',
  remedy: 'Start it.',
  resetsAt: null,
};
const used = (resetsAt: Date): Condition => ({
  ...down,
  kind: 'quota_80',
  subject: 'codex, 5 hours',
  resetsAt,
});

/** Goes through the conditions, one step a second, and gives how many alerts each step raised. */
function raisedIn(...steps: readonly (readonly Condition[])[]): number[] {
  let crossings: readonly Crossing[] = [];
  return steps.map((conditions, second) => {
    const crossed = cross(crossings, conditions, at(second));
    crossings = crossed.crossings;
    return crossed.raised.length;
  });
}

describe('an alert', () => {
  it('is raised once while it lasts, and again when it comes back', () => {
    expect(raisedIn([down], [down], [], [down])).toEqual([1, 0, 0, 1]);
  });

  it('keeps its id and its start while its words change', () => {
    const first = cross([], [down], at(0));
    const second = cross(first.crossings, [{ ...down, message: 'Still.' }], at(5));
    expect(second.crossings).toEqual([{ ...first.crossings[0], message: 'Still.' }]);
    expect(second.crossings[0]?.since).toEqual(at(0));
  });
});

describe('a quota that crosses a line', () => {
  it('does so once before its reset, however often it comes back', () => {
    const reset = at(3600);
    expect(raisedIn([used(reset)], [], [used(reset)], [], [used(reset)])).toEqual([1, 0, 0, 0, 0]);
  });

  it('does so although its reset moves by some seconds', () => {
    expect(raisedIn([used(at(3600))], [used(at(3602))], [], [used(at(3601))])).toEqual([
      1, 0, 0, 0,
    ]);
  });

  it('does so again in the next window', () => {
    expect(raisedIn([used(at(2))], [used(at(2))], [], [used(at(18_000))])).toEqual([1, 0, 0, 1]);
  });

  it('keeps nothing of it after its reset', () => {
    const { crossings } = cross([], [used(at(5))], at(0));
    expect(cross(crossings, [], at(4)).crossings).toHaveLength(1);
    expect(cross(crossings, [], at(5)).crossings).toEqual([]);
  });
});
