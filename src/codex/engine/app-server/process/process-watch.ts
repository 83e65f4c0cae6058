import type { Logger } from 'pino';
import type { HeldProcess } from './held-process.ts';
import { watchForDeath, type WatchdogTiming } from './watchdog.ts';

/** What watching a process takes. */
export interface ProcessWatchOptions {
  readonly logger: Logger;
  readonly watchdog: WatchdogTiming;
}

/** A watch over a process. */
export interface ProcessWatch {
  /** Whether it has killed the process, which did not answer. */
  readonly hasKilled: boolean;
  end(): void;
}

/**
 * Kills a process that was stopped or hangs, so that it counts as dead.
 *
 * @param onSilence Called when it stops answering (true), and when it answers again (false).
 */
export function watchProcess(
  { engine }: HeldProcess,
  { logger, watchdog }: ProcessWatchOptions,
  onSilence: (isSilent: boolean) => void,
): ProcessWatch {
  let hasKilled = false;
  const end = watchForDeath(engine, watchdog, {
    onSilence,
    onDeath(silentMs) {
      logger.error({ silentMs }, 'the Codex app-server does not answer; killing it');
      hasKilled = true;
      engine.kill();
    },
  });
  return {
    get hasKilled() {
      return hasKilled;
    },
    end,
  };
}

/** Logs how a process ended that was needed. */
export async function logDeath({ engine, holders }: HeldProcess, logger: Logger): Promise<void> {
  const { exitCode, signal, output } = await engine.ended;
  const lastOutput = output.join('\n');
  logger.error(
    { holders, exitCode, signal, lastOutput },
    'the Codex app-server died; starting another',
  );
}
