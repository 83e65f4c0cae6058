import type { QuotaReading } from '../quota/quota-history.ts';

const units = [
  ['day', 24 * 60],
  ['hour', 60],
  ['minute', 1],
] as const;

/** The name of a window for people: `codex, 5 hours`, `codex, 7 days`. */
export function windowName({ limitId, kind, windowMinutes }: QuotaReading): string {
  if (windowMinutes === null) return `${limitId}, ${kind} window`;
  const [unit, minutes] = units.find(([, each]) => windowMinutes % each === 0) ?? units[2];
  const count = windowMinutes / minutes;
  return `${limitId}, ${count} ${unit}${count === 1 ? '' : 's'}`;
}
