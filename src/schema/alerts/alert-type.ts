import type { Alert } from '../../alerts/alert.ts';
import type { Builder } from '../kit/builder.ts';

declare module '../kit/builder.ts' {
  interface ObjectTypes {
    Alert: Alert;
  }
}

/** `Alert` and its enums. */
export function addAlertType(builder: Builder): void {
  const kind = builder.enumType('AlertKind', {
    description:
      'What is wrong. More values may be added: show the `message` of those you do not know.',
    values: {
      QUOTA_80: { value: 'quota_80', description: '80 % of a quota is used up, or more.' },
      QUOTA_95: { value: 'quota_95', description: '95 % of a quota is used up, or more.' },
      QUOTA_RUNS_OUT: {
        value: 'quota_runs_out',
        description: 'At the present rate, a quota is used up before its reset.',
      },
      LOGIN_LOST: {
        value: 'login_lost',
        description: 'Codex is no longer logged in, or the service refuses its login.',
      },
      ENGINE_DOWN: {
        value: 'engine_down',
        description: 'The engine has not answered for 15 seconds.',
      },
      DISK_LOW: {
        value: 'disk_low',
        description: 'Less than 1 GiB is free on the disk of `--home`.',
      },
    } as const,
  });
  const severity = builder.enumType('AlertSeverity', {
    description: 'How urgent it is.',
    values: {
      WARNING: { value: 'warning', description: 'Act soon. Requests are still answered.' },
      CRITICAL: { value: 'critical', description: 'Act now. Requests fail, or are about to fail.' },
    } as const,
  });
  builder.objectType('Alert', {
    description: 'A problem of the gateway that its operator must know about.',
    fields: (t) => ({
      alertId: t.exposeString('id', {
        description: 'The ID of this occurrence, as in the request to `--alert-url`.',
      }),
      kind: t.expose('kind', { type: kind, description: 'What is wrong.' }),
      severity: t.expose('severity', {
        type: severity,
        description: 'How urgent it is.',
      }),
      subject: t.exposeString('subject', {
        nullable: true,
        description: 'The window of a quota, `codex, 5 hours`; null for other kinds.',
      }),
      message: t.exposeString('message', { description: 'A sentence for people.' }),
      remedy: t.exposeString('remedy', { description: 'What to do about it.' }),
      since: t.expose('since', { type: 'DateTime', description: 'When it was noticed.' }),
    }),
  });
}
