import type { Account } from '../codex/engine/account.ts';
import type { EngineHealth } from '../codex/engine/engine-health.ts';
import type { QuotaReading } from '../quota/quota-history.ts';

/** The newest reading of a window, and when it will be used up at the present rate. */
export interface QuotaOutlook {
  readonly window: QuotaReading;
  /** Null where it lasts until its reset, and where that is unknown. See `exhaustedAt`. */
  readonly exhaustedAt: Date | null;
}

/** What the rules look at. */
export interface AlertFacts {
  readonly now: Date;
  readonly account: Account;
  /** Whether there has been a login since the alerts were first kept. */
  readonly hadLogin: boolean;
  /** Whether the service refused the present login, or key, last. */
  readonly isLoginRefused: boolean;
  readonly engine: EngineHealth;
  /** Since when the engine is not ready; null while it is. */
  readonly engineDownSince: Date | null;
  readonly quota: readonly QuotaOutlook[];
  /** Free bytes on the disk of `--home`; null where the system does not say. */
  readonly diskFreeBytes: number | null;
  /** The folder of `--home`. */
  readonly home: string;
}
