import type { QuotaWindow } from '../codex/engine/account.ts';

/** How much of a window was used up at one time. */
export type QuotaReading = Omit<QuotaWindow, 'limitName'>;

/** What the service has reported of the quota over time. It survives restarts. */
export interface QuotaHistory {
  /**
   * Keeps a reading: each change of a percent or more, and others at most once a minute for each
   * window. Returns at once and never throws.
   */
  note(window: QuotaWindow): void;
  /** The readings since then, oldest first. At most 10,000, the newest. Rejects where they cannot be read. */
  readings(since: Date): Promise<readonly QuotaReading[]>;
  /** Writes what is waiting. Later readings are not kept. */
  close(): Promise<void>;
}
