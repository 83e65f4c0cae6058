import type { IncomingHttpHeaders } from 'node:http';
import type { QuotaWindow } from '../../account.ts';
import type { JsonObject } from '../../../completion/tools.ts';
import type { ResponseEvent } from '../transport/transport.ts';
import { objectOf, textOf } from '../../../completion/json-members.ts';

const usedHeader = /^x-(?<limit>[a-z0-9-]+?)-(?<kind>primary|secondary)-used-percent$/;

/** The last second that a date can hold. */
const lastSecond = 8.64e12;

/**
 * The quota in a response's headers: `x-codex-primary-used-percent`, `-window-minutes` and
 * `-reset-at` (seconds since 1970), and the same for `secondary` and for other limits. Empty for
 * headers without any.
 */
export function quotaInHeaders(headers: IncomingHttpHeaders): QuotaWindow[] {
  return Object.keys(headers).flatMap((name) => {
    const { limit = '', kind } = usedHeader.exec(name)?.groups ?? {};
    if (kind === undefined) return [];
    const prefix = `x-${limit}-${kind}`;
    return windowOf(limit, textOf(headers[`x-${limit}-limit-name`]) || null, kind, {
      used_percent: numberIn(headers[name]),
      window_minutes: numberIn(headers[`${prefix}-window-minutes`]),
      reset_at: numberIn(headers[`${prefix}-reset-at`]),
    });
  });
}

/** The quota in a `codex.rate_limits` event; empty for any other event. */
export function quotaInEvent(event: ResponseEvent): QuotaWindow[] {
  if (event.type !== 'codex.rate_limits') return [];
  const limit = textOf(event['metered_limit_name'] ?? event['limit_name']) || 'codex';
  const limits = objectOf(event['rate_limits']);
  return ['primary', 'secondary'].flatMap((kind) =>
    windowOf(limit, null, kind, objectOf(limits[kind])),
  );
}

function windowOf(
  limitId: string,
  limitName: string | null,
  kind: string,
  { used_percent: used, window_minutes: minutes, reset_at: reset }: JsonObject,
): QuotaWindow[] {
  if (typeof used !== 'number') return [];
  const hasReset = typeof reset === 'number' && reset > 0 && reset < lastSecond;
  return [
    {
      limitId,
      limitName,
      kind: kind === 'secondary' ? 'secondary' : 'primary',
      usedPercent: used,
      windowMinutes: typeof minutes === 'number' ? minutes : null,
      resetsAt: hasReset ? new Date(reset * 1000) : null,
    },
  ];
}

function numberIn(value: string | string[] | undefined): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
  return Number.isFinite(number) ? number : null;
}
