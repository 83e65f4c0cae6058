import { readFile } from 'node:fs/promises';
import type { Logger } from 'pino';
import { z } from 'zod';
import { createInOrder } from '../sqlite/in-order.ts';
import { replaceFile } from '../util/replace-file.ts';
import { setAside } from '../util/set-aside.ts';
import { alertKinds, alertSeverities, type Alert } from './alert.ts';
import type { Crossing } from './crossings.ts';
import { errorCode } from '../util/error-code.ts';

/** What is kept of the alerts, so that a restart neither repeats nor loses one. */
export interface KeptAlerts {
  /** Whether there has been a login. */
  readonly hadLogin: boolean;
  readonly crossings: readonly Crossing[];
  /** Those that the receiver of `--alert-url` has not taken yet, also where they are over by now. */
  readonly undelivered: readonly Alert[];
}

/** The file that they are kept in. */
export interface AlertFile {
  /** What the last run kept. */
  readonly kept: KeptAlerts;
  /** Keeps this in place of it. Never rejects: the log says what kept it from being written. */
  keep(alerts: KeptAlerts): Promise<void>;
}

const alert = z.object({
  id: z.string(),
  kind: z.enum(alertKinds),
  subject: z.string().nullable(),
  severity: z.enum(alertSeverities),
  message: z.string(),
  remedy: z.string(),
  since: z.coerce.date(),
  resetsAt: z.coerce.date().nullable(),
});

const keptAlerts = z.object({
  hadLogin: z.boolean(),
  crossings: z.array(alert.extend({ isActive: z.boolean() })),
  undelivered: z.array(alert),
});

const nothing: KeptAlerts = { hadLogin: false, crossings: [], undelivered: [] };

/** Opens the file. Never rejects: one that cannot be used is set aside, and the log says so. */
export async function openAlertFile(file: string, logger: Logger): Promise<AlertFile> {
  const inOrder = createInOrder();
  return {
    kept: await readKept(file, logger),
    keep: async (alerts) =>
      await inOrder(async () => await replaceFile(file, JSON.stringify(alerts))).catch(
        (error: unknown) => logger.error({ err: error, file }, 'the alerts cannot be kept'),
      ),
  };
}

async function readKept(file: string, logger: Logger): Promise<KeptAlerts> {
  try {
    return keptAlerts.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return nothing;
    const aside = await setAside(file, 'corrupt').catch(() => null);
    logger.error({ err: error, file, aside }, 'the kept alerts cannot be read');
    return nothing;
  }
}
