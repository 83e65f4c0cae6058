import type { Logger } from 'pino';
import type { EngineName } from '../codex/engine/engine-health.ts';
import type { Engine } from '../codex/engine/engine.ts';
import { EngineStartError } from '../codex/engine/start-error.ts';
import { tryEngine, type EngineTrial } from './try-engine.ts';

/** Both engines, tried on one login. */
export interface Trials {
  /** The model that was asked; null where no engine started. */
  readonly model: string | null;
  /** What `--engine auto` chooses here, and why; null where nothing starts. */
  readonly auto: { readonly engine: EngineName; readonly reason: string } | null;
  readonly appServer: EngineTrial;
  readonly direct: EngineTrial;
}

/** What trying both engines takes. */
export interface TrialsOptions {
  /** Starts the engines as `--engine` with that value does. Rejects with `EngineStartError`. */
  readonly start: (setting: 'auto' | EngineName) => Promise<Engine>;
  readonly logger: Logger;
  /** Ends the trials; the promise rejects with its reason. */
  readonly signal: AbortSignal;
}

/** Asks both engines the same, one after the other. Leaves none of them running. */
export async function tryEngines({ start, logger, signal }: TrialsOptions): Promise<Trials> {
  const chosen = await whatAutoChooses(start);
  signal.throwIfAborted();
  const trial = async (engine: EngineName): Promise<EngineTrial> =>
    await tryEngine({ engine, start: async () => await start(engine), logger, signal });
  const appServer = await trial('app-server');
  const direct = await trial('direct');
  return { ...chosen, appServer, direct };
}

async function whatAutoChooses(
  start: TrialsOptions['start'],
): Promise<Pick<Trials, 'auto' | 'model'>> {
  try {
    const engine = await start('auto');
    const { engine: name, engineReason: reason } = engine.health();
    const models = await engine.models();
    const model = models.find(({ isDefault }) => isDefault)?.id ?? null;
    await engine.close();
    return { auto: { engine: name, reason }, model };
  } catch (error) {
    if (!(error instanceof EngineStartError)) throw error;
    return { auto: null, model: null };
  }
}
