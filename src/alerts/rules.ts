import type { Condition } from './alert.ts';
import type { AlertFacts, QuotaOutlook } from './facts.ts';
import { windowName } from './window-name.ts';

/** A supervised engine restarts within seconds. It counts as down after this time, in milliseconds. */
export const engineGraceMs = 15_000;

/** Less free disk than this is an alert, in bytes. */
const diskAlertBytes = 2 ** 30;

/** An alert about the disk ends once so much is free, in bytes, so that it does not come and go. */
const diskClearBytes = 1.25 * 2 ** 30;

/** Free space is reported in steps of this many MiB, so that the alert changes rarely. */
const diskStep = 128;

/** Everything that is wrong by the rules. `wasActive` tells whether an alert of that kind is active. */
export function findConditions(
  facts: AlertFacts,
  wasActive: (kind: Condition['kind']) => boolean,
): readonly Condition[] {
  return [
    ...engineConditions(facts),
    ...loginConditions(facts),
    ...facts.quota.flatMap((outlook) => quotaConditions(outlook, facts.now)),
    ...diskConditions(facts, wasActive('disk_low')),
  ];
}

function engineConditions({ engine, engineDownSince, now }: AlertFacts): readonly Condition[] {
  if (engineDownSince === null || now.getTime() - engineDownSince.getTime() < engineGraceMs) {
    return [];
  }
  return [
    {
      kind: 'engine_down',
      subject: null,
      resetsAt: null,
      severity: 'critical',
      message: `Codex ${engine.version} does not answer: ${engine.breaker?.reason ?? `it is ${engine.state}`}.`,
      remedy:
        'Run `codex-serve doctor` on its machine. The log has the last output of Codex. The gateway keeps trying to start it.',
    },
  ];
}

function loginConditions(facts: AlertFacts): readonly Condition[] {
  const { account, hadLogin, isLoginRefused } = facts;
  const isLost = account.isLoginRequired && !account.isReady && hadLogin;
  if (!isLost && !isLoginRefused) return [];
  const lost = { kind: 'login_lost', subject: null, severity: 'critical', resetsAt: null } as const;
  if (!account.isLoginRequired) {
    return [
      {
        ...lost,
        message: 'The provider refuses the key of this gateway.',
        remedy:
          'Set a valid key where the configuration of Codex expects it, and restart the gateway.',
      },
    ];
  }
  return [
    {
      ...lost,
      message: isLost ? 'Codex is no longer logged in.' : 'The service refuses the login of Codex.',
      remedy: 'Log in with `codex login` on its machine, or on the page Account of the dashboard.',
    },
  ];
}

function quotaConditions({ window, exhaustedAt }: QuotaOutlook, now: Date): readonly Condition[] {
  const { usedPercent, resetsAt } = window;
  // Nobody knows what is used of a window after its reset until the service says so.
  if (resetsAt !== null && resetsAt <= now) return [];
  const subject = windowName(window);
  const until = resetsAt === null ? '' : ` It resets at ${resetsAt.toISOString()}.`;
  const remedy = `Requests fail with insufficient_quota once it is used up.${until} Stop what is not urgent, or use a smaller model or a lower effort.`;
  const used = `${Math.floor(usedPercent)} % of the quota is used up (${subject}).`;
  const conditions: Condition[] = [];
  if (usedPercent >= 95) {
    conditions.push({
      kind: 'quota_95',
      severity: 'critical',
      message: used,
      remedy,
      subject,
      resetsAt,
    });
  } else if (usedPercent >= 80) {
    conditions.push({
      kind: 'quota_80',
      severity: 'warning',
      message: used,
      remedy,
      subject,
      resetsAt,
    });
  }
  if (exhaustedAt !== null && usedPercent < 100) {
    conditions.push({
      kind: 'quota_runs_out',
      severity: 'warning',
      message: `At the present rate, the quota will be used up at ${exhaustedAt.toISOString()}, before its reset (${subject}).`,
      remedy,
      subject,
      resetsAt,
    });
  }
  return conditions;
}

function diskConditions(
  { diskFreeBytes, home }: AlertFacts,
  isActive: boolean,
): readonly Condition[] {
  if (diskFreeBytes === null || diskFreeBytes >= (isActive ? diskClearBytes : diskAlertBytes)) {
    return [];
  }
  return [
    {
      kind: 'disk_low',
      subject: null,
      resetsAt: null,
      severity: 'critical',
      message: `Less than ${diskStep * Math.ceil((diskFreeBytes + 1) / 2 ** 20 / diskStep)} MiB are free on the disk of ${home}.`,
      remedy:
        'Free some space: usage and conversations cannot be stored without it. `--usage-days` and `--store-bytes` limit what the gateway keeps.',
    },
  ];
}
