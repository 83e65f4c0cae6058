import type { LineRow } from './line-row.ts';

/** The lines about the life of the process: its end, and new settings. */
export const processLines = {
  'shutting down': { levels: ['info'], when: 'A signal was received', fields: ['drainSeconds'] },
  'stopped before the start was over': {
    levels: ['info'],
    when: 'A signal was received during the start',
  },
  'settings reloaded': {
    levels: ['info'],
    when: '`SIGHUP` was received',
    fields: ['reloaded'],
  },
  'settings have changed that need a restart': {
    levels: ['warn'],
    when: '`SIGHUP` was received, and the file has settings that cannot be reloaded',
    fields: ['settings'],
  },
  'the settings cannot be reloaded; nothing changes': {
    levels: ['error'],
    when: '`SIGHUP` was received, and the file has a fault',
    fields: ['reason'],
  },
  'the gateway shuts down; its settings are not reloaded': {
    levels: ['info'],
    when: '`SIGHUP` was received during the end',
  },
} as const satisfies Readonly<Record<string, LineRow>>;
