/** A window of the quota, as the gateway reports it. Times are ISO 8601 text. */
export interface QuotaWindow {
  readonly limitId: string;
  readonly limitName: string | null;
  readonly kind: string;
  readonly windowMinutes: number | null;
  readonly usedPercent: number;
  readonly resetsAt: string | null;
  readonly observedAt: string;
  readonly exhaustedAt: string | null;
}

/** The limit that every account has. */
const usualLimit = 'codex';

const dayMinutes = 24 * 60;

/** `5 hours`, `7 days`, `90 minutes`: the length of a window. */
export function lengthTitle(minutes: number): string {
  if (minutes >= dayMinutes && minutes % dayMinutes === 0) return many(minutes / dayMinutes, 'day');
  if (minutes >= 60 && minutes % 60 === 0) return many(minutes / 60, 'hour');
  return many(minutes, 'minute');
}

/** What a window is called: its length, and its limit where that is not the usual one. */
export function windowTitle({
  windowMinutes,
  limitId,
  limitName = null,
  kind,
}: Pick<QuotaWindow, 'windowMinutes' | 'limitId' | 'kind'> &
  Partial<Pick<QuotaWindow, 'limitName'>>): string {
  const length =
    windowMinutes === null ? `${kind.toLowerCase()} window` : lengthTitle(windowMinutes);
  const limit = limitName ?? (limitId === usualLimit ? null : limitId);
  const title = limit === null ? length : `${limit}, ${length}`;
  return title.charAt(0).toUpperCase() + title.slice(1);
}

/** Tells windows apart. */
export function windowKey({ limitId, kind }: Pick<QuotaWindow, 'limitId' | 'kind'>): string {
  return `${limitId} ${kind}`;
}

function many(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
