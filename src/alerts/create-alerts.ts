import type { Account } from '../codex/engine/account.ts';
import type { QuotaHistory } from '../quota/quota-history.ts';
import { openAlertBook, type AlertBookOptions } from './alert-book.ts';
import type { Alerts } from './alerts.ts';
import { createLookout, type Lookout, type WatchedEngine } from './lookout.ts';
import { createQuotaOutlooks } from './quota-outlooks.ts';
import { findConditions } from './rules.ts';

/** What alerts need. */
export interface AlertsOptions extends AlertBookOptions {
  /** The folder whose disk is watched. */
  readonly home: string;
  readonly quota: QuotaHistory;
  /** How often everything is looked at, in milliseconds. Default: 2000. */
  readonly everyMs?: number;
  /** The free bytes of the disk of a folder. Default: what the system says. */
  readonly freeBytes?: (folder: string) => Promise<number>;
}

/** Alerts with what an earlier run kept of them. They begin to watch with `watch`. Never rejects. */
export async function createAlerts(options: AlertsOptions): Promise<Alerts> {
  const { quota, logger, everyMs = 2000 } = options;
  const book = await openAlertBook(options);
  const outlooks = createQuotaOutlooks(quota, logger);
  let engine: WatchedEngine | undefined;
  /** The login that the service refused last. */
  let refused: Account | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  async function look(lookout: Lookout): Promise<void> {
    try {
      const facts = await lookout.read();
      if (isClosed) return;
      const active = new Set(book.active().map(({ kind }) => kind));
      book.update(
        findConditions(facts, (kind) => active.has(kind)),
        facts.now,
      );
    } catch (error) {
      logger.error({ err: error }, 'alerts cannot be looked for');
    }
  }

  async function lookOften(lookout: Lookout): Promise<void> {
    await look(lookout);
    if (!isClosed) timer = setTimeout(() => void lookOften(lookout), everyMs).unref();
  }

  return {
    active: () => book.active(),
    changes: () => book.changes(),
    ended({ status, error }) {
      if (status === 'completed') refused = undefined;
      else if (error?.code === 'codex_login_required') refused = engine?.knownAccount();
    },
    watch(watched) {
      engine = watched;
      const isRefused = (account: Account): boolean => account === refused;
      void lookOften(createLookout({ ...options, engine: watched, book, outlooks, isRefused }));
    },
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await book.close();
    },
  };
}
