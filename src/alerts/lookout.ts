import { statfs } from 'node:fs/promises';
import type { Account } from '../codex/engine/account.ts';
import type { EngineHealth } from '../codex/engine/engine-health.ts';
import type { QuotaReading } from '../quota/quota-history.ts';
import type { AlertBook } from './alert-book.ts';
import type { AlertFacts } from './facts.ts';
import type { QuotaOutlooks } from './quota-outlooks.ts';

/** The engine that alerts are about. */
export interface WatchedEngine {
  health(): EngineHealth;
  /** The last known login. Asks nobody. Gives the same object until the login changes. */
  knownAccount(): Account;
  /** The windows that the service has reported for this login; null before it reports any. */
  knownQuota(): readonly QuotaReading[] | null;
}

/** Reads what the rules look at. */
export interface Lookout {
  read(): Promise<AlertFacts>;
}

/** What a lookout reads from. */
export interface LookoutOptions {
  readonly engine: WatchedEngine;
  readonly book: Pick<AlertBook, 'hadLogin' | 'noteLogin'>;
  readonly outlooks: Pick<QuotaOutlooks, 'read'>;
  /** The folder whose disk is watched. */
  readonly home: string;
  /** Whether the service refused this login last. */
  readonly isRefused: (account: Account) => boolean;
  /** The free bytes of the disk of a folder. Default: what the system says. */
  readonly freeBytes?: (folder: string) => Promise<number>;
}

/** A lookout that remembers since when the engine is down. */
export function createLookout(options: LookoutOptions): Lookout {
  const { engine, book, outlooks, home, isRefused, freeBytes = freeBytesOf } = options;
  let engineDownSince: Date | null = null;
  return {
    async read() {
      const [quota, diskFreeBytes] = await Promise.all([
        outlooks.read(engine.knownQuota()),
        freeBytes(home).catch(() => null),
      ]);
      const now = new Date();
      const account = engine.knownAccount();
      if (account.isLoginRequired && account.isReady) book.noteLogin();
      const health = engine.health();
      const isUp = health.state === 'ready' && health.breaker?.kind !== 'engine';
      engineDownSince = isUp ? null : (engineDownSince ?? now);
      return {
        now,
        account,
        hadLogin: book.hadLogin,
        isLoginRefused: isRefused(account),
        engine: health,
        engineDownSince,
        quota,
        diskFreeBytes,
        home,
      };
    },
  };
}

/** What a user other than root may still write. Rejects where the folder is not there. */
async function freeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
