import type { Logger } from 'pino';
import type { EngineOptions } from './codex/engine/choice/start-engine.ts';
import type { Config } from './config/options.ts';

/** What the engines take from the settings and from the program. */
export interface EngineSettings {
  readonly config: Config;
  /** Codex's environment. */
  readonly env: NodeJS.ProcessEnv;
  /** Of this program. */
  readonly version: string;
  readonly logger: Logger;
}

/** The options of the engines, but for their folders. */
export function engineOptions({
  config,
  env,
  version,
  logger,
}: EngineSettings): Omit<EngineOptions, 'home'> {
  return {
    codexHome: config.codexHome,
    codexProfile: config.codexProfile,
    codexBin: config.codexBin,
    engine: config.engine,
    keptModelFields: config.keepModelFields,
    retryMs: config.retrySeconds * 1000,
    hasWebSearch: config.webSearch,
    silenceMs: config.silenceSeconds * 1000,
    // Room for a whole answer, and for the tools that it waits for.
    drainMs: (config.answerSeconds + config.parkSeconds) * 1000,
    threads: {
      warm: { count: config.warmThreads, ms: config.warmSeconds * 1000 },
      kept: { count: config.keptThreads, ms: config.keepSeconds * 1000 },
      parked: { count: config.parkedTurns, ms: config.parkSeconds * 1000 },
      bytes: config.waitingMegabytes * 1_000_000,
    },
    env,
    version,
    logger,
  };
}
