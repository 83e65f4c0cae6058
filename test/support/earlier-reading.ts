import path from 'node:path';
import { pino } from 'pino';
import { homeFiles } from '../../src/home/home-files.ts';
import { createQuotaHistory } from '../../src/quota/create-quota-history.ts';

/**
 * Keeps a reading of the window of five hours, as an earlier run of the gateway would: 20 % were used
 * up an hour ago.
 *
 * @param resetsAt In whole seconds since the epoch.
 * @returns When it was observed.
 */
export async function keepEarlierReading(home: string, resetsAt: number): Promise<Date> {
  const observedAt = new Date(Date.now() - 3_600_000);
  const kept = await createQuotaHistory({
    file: homeFiles(path.resolve(home)).quota,
    logger: pino({ level: 'silent' }),
  });
  kept.note({
    limitId: 'codex',
    limitName: null,
    kind: 'primary',
    usedPercent: 20,
    windowMinutes: 300,
    resetsAt: new Date(resetsAt * 1000),
    observedAt,
  });
  await kept.close();
  return observedAt;
}
