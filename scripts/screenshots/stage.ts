import { startTestGateway, type TestGateway } from '../../test/support/gateway.ts';
import { startTestUpstream } from '../../test/support/stand-in-home.ts';
import { quotaAt, writePast } from './past.ts';

/** The keys of the pictures by their names. `operator` sees all. */
export const keys = {
  laptop: 'key-of-the-laptop',
  ci: 'key-of-the-ci',
  operator: 'key-of-the-operator',
} as const;

/** A gateway with a past, on the real Codex and the stand-in. */
export interface Stage {
  readonly gateway: TestGateway;
  /** The zone of the reader: one in which it is the afternoon, so that a day of work can be seen. */
  readonly timeZone: string;
  close(): Promise<void>;
}

/** Starts it. */
export async function openStage(): Promise<Stage> {
  const now = Date.now();
  const hoursAhead = hoursUntilAfternoon(new Date(now).getUTCHours());
  const upstream = await startTestUpstream({ login: 'present', tokensPerSecond: 40 });
  upstream.standIn.account.setPlan('pro');
  upstream.standIn.account.setQuota(quotaAt(now));
  await writePast(upstream.home, { now, days: 30, hoursAhead });
  const named = Object.entries(keys).map(([name, key]) => `${name}:${key}`);
  const gateway = await startTestGateway({
    upstream,
    args: ['--api-key', named.join(','), '--admin-keys', 'operator', '--record-content'],
  });
  return {
    gateway,
    // These names count the other way around.
    timeZone: `Etc/GMT${hoursAhead > 0 ? '-' : '+'}${Math.abs(hoursAhead)}`,
    async close() {
      await gateway.close();
      await upstream.close();
    },
  };
}

/** From -12 to 12. */
function hoursUntilAfternoon(utcHour: number): number {
  const ahead = 16 - utcHour;
  return ahead > 12 ? ahead - 24 : ahead;
}
