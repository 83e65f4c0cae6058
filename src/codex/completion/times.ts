import type { Completion } from './completion.ts';

/**
 * Milliseconds from the completion's creation to the first piece of its answer: text, reasoning or
 * a tool call. Null until then. The log and every surface show this figure.
 */
export function timeToFirstTokenMs({
  createdAt,
  firstTokenAt,
}: Pick<Completion, 'createdAt' | 'firstTokenAt'>): number | null {
  return firstTokenAt && msBetween(createdAt, firstTokenAt);
}

/** Milliseconds from the completion's creation to its end, or to now while it has not ended. */
export function durationMs({
  createdAt,
  endedAt,
}: Pick<Completion, 'createdAt' | 'endedAt'>): number {
  return msBetween(createdAt, endedAt ?? new Date());
}

/** Never negative, even where the clock was set back. */
function msBetween(start: Date, end: Date): number {
  return Math.max(0, end.getTime() - start.getTime());
}
