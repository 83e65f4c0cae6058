import type { JsonObject } from '../wire/json.ts';
import type { StandInCredits, StandInQuota, StandInWindow } from './types.ts';

/** The `rate_limit` of `/wham/usage`; null without a quota. */
export function usageBody(quota: StandInQuota | null): JsonObject | null {
  if (quota === null) return null;
  const isReached = windowsOf(quota).some(({ usedPercent }) => usedPercent >= 100);
  return {
    allowed: !isReached,
    limit_reached: isReached,
    primary_window: windowBody(quota.primary),
    secondary_window: windowBody(quota.secondary),
  };
}

/** The `credits` of `/wham/usage`, and of the event over WebSocket; null where the service does not say. */
export function creditsBody(credits: StandInCredits | undefined): JsonObject | null {
  if (credits === undefined) return null;
  const { hasCredits, isUnlimited, balance } = credits;
  return { has_credits: hasCredits, unlimited: isUnlimited, balance };
}

function windowBody(window: StandInWindow | null): JsonObject | null {
  if (window === null) return null;
  return {
    used_percent: window.usedPercent,
    limit_window_seconds: window.windowSeconds,
    reset_after_seconds: Math.max(0, window.resetsAt - Math.floor(Date.now() / 1000)),
    reset_at: window.resetsAt,
  };
}

function windowsOf({ primary, secondary }: StandInQuota): readonly StandInWindow[] {
  return [primary, secondary].filter((window) => window !== null);
}

/** The headers in which the service tells the quota with an answer; none without a quota. */
export function quotaHeaders(quota: StandInQuota | null): Readonly<Record<string, string>> {
  if (quota === null) return {};
  const { primary, secondary, credits } = quota;
  return {
    ...windowHeaders('primary', primary),
    ...windowHeaders('secondary', secondary),
    ...creditsHeaders(credits),
  };
}

function creditsHeaders(credits: StandInCredits | undefined): Record<string, string> {
  if (credits === undefined) return {};
  const { hasCredits, isUnlimited, balance } = credits;
  return {
    'x-codex-credits-has-credits': String(hasCredits),
    'x-codex-credits-unlimited': String(isUnlimited),
    ...(balance !== null && { 'x-codex-credits-balance': balance }),
  };
}

function windowHeaders(name: string, window: StandInWindow | null): Record<string, string> {
  if (window === null) return {};
  return {
    [`x-codex-${name}-used-percent`]: String(window.usedPercent),
    [`x-codex-${name}-window-minutes`]: String(Math.round(window.windowSeconds / 60)),
    [`x-codex-${name}-reset-at`]: String(window.resetsAt),
  };
}

/** The event in which the service tells the quota over WebSocket; undefined without a quota. */
export function quotaEvent(quota: StandInQuota | null, planType: string): JsonObject | undefined {
  if (quota === null) return undefined;
  return {
    type: 'codex.rate_limits',
    plan_type: planType,
    credits: creditsBody(quota.credits),
    rate_limits: {
      allowed: true,
      limit_reached: false,
      primary: windowEvent(quota.primary),
      secondary: windowEvent(quota.secondary),
    },
  };
}

function windowEvent(window: StandInWindow | null): JsonObject | null {
  if (window === null) return null;
  return {
    used_percent: window.usedPercent,
    window_minutes: Math.round(window.windowSeconds / 60),
    reset_at: window.resetsAt,
  };
}
