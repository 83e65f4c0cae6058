import {
  startAppServer,
  type EngineOptions as AppServerOptions,
} from '../app-server/start-engine.ts';
import type { AppServer } from '../app-server/supervised-engine.ts';
import { usualSilenceMs } from '../app-server/home/setup.ts';
import type { DirectEngine } from '../direct/create-direct-engine.ts';
import { startDirectEngine } from '../direct/start-direct-engine.ts';
import type { Engine } from '../engine.ts';
import { EngineStartError } from '../start-error.ts';
import { composeEngines } from './compose-engines.ts';
import { decideEngine, type EngineChoice, type EngineSetting } from './decide-engine.ts';

/** What it takes to start the engines. */
export interface EngineOptions extends AppServerOptions {
  /** Which engine answers. */
  readonly engine: EngineSetting;
}

/**
 * Starts the engines, which look like one. Rejects with a one-line reason (`EngineStartError`) where
 * what is on the machine cannot work, or where the engine that the setting names cannot serve it.
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const { engine: setting, logger } = options;
  const started = await startAppServer(options);
  const { engine: appServer } = started;
  if (setting === 'app-server') {
    const { engine, engineReason: reason } = appServer.health();
    logger.info({ engine, reason }, 'engine ready');
    started.stopWhenIdle(null);
    return appServer;
  }
  try {
    return await withDirect(started, await startDirect(started, options), options);
  } catch (error) {
    await appServer.close();
    throw error;
  }
}

async function startDirect({ keeper }: AppServer, options: EngineOptions): Promise<DirectEngine> {
  const { version, retryMs, silenceMs = usualSilenceMs, threads, logger } = options;
  return await startDirectEngine({
    keeper,
    version,
    retryMs,
    silenceMs,
    threads,
    hasWebSearch: options.hasWebSearch === true,
    logger,
    onQuota: (report) => keeper.noteQuota(report),
  });
}

async function withDirect(
  { engine: appServer, keeper, stopWhenIdle }: AppServer,
  direct: DirectEngine,
  { engine: setting, logger }: EngineOptions,
): Promise<Engine> {
  const against = direct.reasonAgainst();
  if (setting === 'direct' && against !== null) {
    await direct.close();
    throw new EngineStartError(
      `the direct engine cannot serve here: ${against}; choose --engine auto or app-server`,
    );
  }
  const decide = (): EngineChoice =>
    decideEngine(setting, {
      account: appServer.knownAccount(),
      upstream: appServer.upstream,
      reasonAgainstDirect: direct.reasonAgainst(),
    });
  const onLoginChange = (listener: () => void): (() => void) => keeper.onLoginChange(listener);
  return composeEngines({ appServer, stopWhenIdle, onLoginChange, direct, decide, logger });
}
