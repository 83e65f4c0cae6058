import type { Engine } from '../../src/codex/engine/engine.ts';
import type { StandIn } from '../../src/standin/index.ts';

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
  /** Kills what the engine runs on. */
  crash(): void;
}
