import type { QuotaWindow } from '../codex/engine/account.ts';

const hourMinutes = 60;
const dayMinutes = 24 * hourMinutes;

/** The limit that every account has. Others stand before the length of their windows. */
const usualLimit = 'codex';

/** A limit's id comes from the service. */
const longestLimit = 40;
const maxWindows = 20;

/**
 * Names windows by their length, `5h` or `7d`; those of further limits by their limit too, `LIMIT:5h`.
 * One of unknown length is `primary` or `secondary`, and so is the second one of a length.
 */
export function namedWindows(
  windows: readonly QuotaWindow[] | null,
): ReadonlyMap<string, QuotaWindow> {
  const named = new Map<string, QuotaWindow>();
  for (const window of windows?.slice(0, maxWindows) ?? []) {
    const { limitId, kind, windowMinutes } = window;
    const limit = limitId === usualLimit ? '' : `${limitId.slice(0, longestLimit)}:`;
    const name = `${limit}${windowMinutes === null ? kind : lengthOf(windowMinutes)}`;
    named.set(named.has(name) ? `${limit}${kind}` : name, window);
  }
  return named;
}

function lengthOf(minutes: number): string {
  if (minutes % dayMinutes === 0) return `${minutes / dayMinutes}d`;
  return minutes % hourMinutes === 0 ? `${minutes / hourMinutes}h` : `${minutes}m`;
}
