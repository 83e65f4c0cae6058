import type { Logger } from 'pino';
import { compareSettings, type ReadSettings } from './config/setting-changes.ts';

/** What reloading takes. */
export interface ReloadDeps {
  /** Reads the settings again. Throws where they cannot be used. */
  readonly read: () => ReadSettings;
  /** Puts settings into force. Only those that can be reloaded differ from those of the start. */
  readonly apply: (settings: ReadSettings) => void;
  readonly logger: Logger;
}

/**
 * Gives what reads the settings again and puts those into force that can change while the gateway runs.
 * It logs the names of what has changed. Settings that cannot be used are logged, and change nothing.
 *
 * @param atStart The settings in force.
 */
export function createReload(
  atStart: ReadSettings,
  { read, apply, logger }: ReloadDeps,
): () => void {
  let inForce = atStart;
  return () => {
    let next: ReadSettings;
    try {
      next = read();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      logger.error({ reason }, 'the settings cannot be reloaded; nothing changes');
      return;
    }
    const { reloaded, needRestart, settings } = compareSettings(inForce, next);
    const tell = (): void => {
      logger.info({ reloaded }, 'settings reloaded');
      if (needRestart.length === 0) return;
      logger.warn({ settings: needRestart }, 'settings have changed that need a restart');
    };
    inForce = settings;
    // The log may have a level less, or a level more, from here on.
    const isToldBefore = logger.isLevelEnabled('info');
    if (isToldBefore) tell();
    apply(settings);
    if (!isToldBefore) tell();
  };
}
