import { newId } from '../util/new-id.ts';
import type { Alert, Condition } from './alert.ts';

/** A crossing of a line: an alert that is active, or one that may not be raised again yet. */
export interface Crossing extends Alert {
  readonly isActive: boolean;
}

/** How the crossings stand, and which of them are new. */
export interface Crossed {
  readonly crossings: readonly Crossing[];
  readonly raised: readonly Alert[];
}

/** The service computes a reset again each time, so it varies by some seconds. */
const sameResetMs = 60_000;

/**
 * The crossings after the conditions have changed. A condition that continues keeps its id and its
 * start. One of a quota that comes back before the reset of its window is the same crossing.
 */
export function cross(
  crossings: readonly Crossing[],
  conditions: readonly Condition[],
  now: Date,
): Crossed {
  const raised: Alert[] = [];
  const active = conditions.map((condition): Crossing => {
    const known = crossings.find((each) => isSame(each, condition));
    if (known !== undefined) return { ...condition, ...identityOf(known), isActive: true };
    const alert = { ...condition, id: newId('alert_'), since: now };
    raised.push(alert);
    return { ...alert, isActive: true };
  });
  const waiting = crossings
    .filter((each) => !conditions.some((condition) => isSame(each, condition)))
    .filter(({ resetsAt }) => resetsAt !== null && resetsAt > now)
    .map((each) => ({ ...each, isActive: false }));
  return { crossings: [...active, ...waiting], raised };
}

function identityOf({ id, since }: Alert): Pick<Alert, 'id' | 'since'> {
  return { id, since };
}

function isSame(one: Condition, other: Condition): boolean {
  return one.kind === other.kind && one.subject === other.subject && isSameRun(one, other);
}

function isSameRun({ resetsAt: one }: Condition, { resetsAt: other }: Condition): boolean {
  if (one === null || other === null) return one === other;
  return Math.abs(one.getTime() - other.getTime()) <= sameResetMs;
}
