import type { LineRow } from './line-row.ts';

/** The lines about alerts. */
export const alertLines = {
  'alert: …': {
    levels: ['warn'],
    when: 'An alert begins',
    fields: ['alertId', 'kind', 'remedy'],
  },
  'alert delivered': {
    levels: ['info'],
    when: 'The receiver of `--alert-url` took it',
    fields: ['alertId', 'kind'],
  },
  'alert not delivered': {
    levels: ['warn'],
    when: 'It is sent again',
    fields: ['alertId', 'kind', 'reason', 'retryMs'],
  },
  'alert given up: its receiver has not taken it for a day': {
    levels: ['error'],
    when: 'The end of that',
    fields: ['alertId', 'kind', 'reason'],
  },
  'alerts cannot be looked for': {
    levels: ['error'],
    when: 'They are looked for again',
    fields: ['err'],
  },
  'the alerts cannot be kept': {
    levels: ['error'],
    when: 'A restart may raise them again',
    fields: ['err', 'file'],
  },
  'the kept alerts cannot be read': {
    levels: ['error'],
    when: 'The file was set aside',
    fields: ['err', 'file'],
    more: ['aside'],
  },
  'the quota readings cannot be read; alerts go by the last ones': {
    levels: ['error'],
    when: 'The outlook of the quota lacks its history',
    fields: ['err'],
  },
} as const satisfies Readonly<Record<string, LineRow>>;
