import type { EngineName } from '../../src/codex/engine/engine-health.ts';
import type { Engine } from '../../src/codex/engine/engine.ts';
import type { StandIn } from '../../src/standin/index.ts';
import { runningTurns } from '../support/completions.ts';
import { startTestCore, type TestCoreOptions } from '../support/core.ts';
import { whenAsked } from '../support/when-asked.ts';

/** An engine that the contract is checked on. Its model understands the words of the stand-in. */
export interface EngineUnderTest {
  readonly engine: Engine;
  /** The model answers this text with its first token, and then with nothing more. */
  stall(text: string): void;
  /** What the engine still holds of answers that have ended, beside its pools: 0 for nothing. */
  leftovers(): Promise<number>;
  close(): Promise<void>;
}

/** An engine that asks a service. */
export interface EngineWithService extends EngineUnderTest {
  readonly standIn: StandIn;
  /** Logs in at the stand-in, as another program would. */
  writeLogin(): Promise<void>;
}

/** Starts an engine of one kind. Cases that need no options get one engine together. */
export type StartEngine = (options?: TestCoreOptions) => Promise<EngineWithService>;

/** Starts an engine of that kind, on a stand-in. */
export function engineStarter(engineSetting: EngineName): StartEngine {
  return async (options = {}) => {
    const test = await startTestCore({ engineSetting, ...options });
    const { engine, standIn } = test;
    return {
      engine,
      standIn,
      writeLogin: async () => await test.writeLogin(),
      stall: (text) => standIn.behave(whenAsked(text, { kind: 'stall', afterTokens: 1 })),
      leftovers: async () => await Promise.resolve(runningTurns(engine)),
      close: async () => await test.close(),
    };
  };
}
