import type { IncomingHttpHeaders } from 'node:http';
import type { Credits, QuotaReport } from '../../account.ts';
import type { JsonObject } from '../../../completion/tools.ts';
import type { ResponseEvent } from '../transport/transport.ts';
import { objectOf, textOf } from '../../../completion/json-members.ts';

const usedHeader = /^x-(?<limit>[a-z0-9-]+?)-(?<kind>primary|secondary)-used-percent$/;

type Windows = QuotaReport['windows'];

/** The last second that a date can hold. */
const lastSecond = 8.64e12;

/**
 * The quota in a response's headers: `x-codex-primary-used-percent`, `-window-minutes` and
 * `-reset-at` (seconds since 1970), and the same for `secondary` and for other limits; the credits in
 * `x-codex-credits-has-credits`, `-unlimited` and `-balance`. Empty for headers without any.
 */
export function quotaInHeaders(headers: IncomingHttpHeaders): QuotaReport {
  return {
    windows: windowsInHeaders(headers),
    credits: creditsOf(
      booleanIn(headers['x-codex-credits-has-credits']),
      booleanIn(headers['x-codex-credits-unlimited']),
      headers['x-codex-credits-balance'],
    ),
  };
}

function windowsInHeaders(headers: IncomingHttpHeaders): Windows {
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
export function quotaInEvent(event: ResponseEvent): QuotaReport {
  if (event.type !== 'codex.rate_limits') return { windows: [], credits: null };
  const limit = textOf(event['metered_limit_name'] ?? event['limit_name']) || 'codex';
  const limits = objectOf(event['rate_limits']);
  const { has_credits: has, unlimited, balance } = objectOf(event['credits']);
  return {
    windows: ['primary', 'secondary'].flatMap((kind) =>
      windowOf(limit, null, kind, objectOf(limits[kind])),
    ),
    credits: creditsOf(has, unlimited, balance),
  };
}

/** Whether a report holds anything. */
export function saysAnything({ windows, credits }: QuotaReport): boolean {
  return windows.length > 0 || credits !== null;
}

function creditsOf(has: unknown, unlimited: unknown, balance: unknown): Credits | null {
  if (typeof has !== 'boolean' || typeof unlimited !== 'boolean') return null;
  return { hasCredits: has, isUnlimited: unlimited, balance: textOf(balance) || null };
}

function booleanIn(value: unknown): boolean | null {
  const text = textOf(value)?.toLowerCase();
  if (text === 'true' || text === '1') return true;
  return text === 'false' || text === '0' ? false : null;
}

function windowOf(
  limitId: string,
  limitName: string | null,
  kind: string,
  { used_percent: used, window_minutes: minutes, reset_at: reset }: JsonObject,
): Windows {
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
