import type { EngineProcess } from './engine-process.ts';

/** A lease on a process. */
export interface EngineLease {
  readonly engine: EngineProcess;
  /** Reports that a task succeeded, so the process works. */
  succeeded(): void;
  /** Ends the lease. A second call has no effect. */
  release(): void;
}

/** A process that is not stopped while a task holds a lease on it. It may still die. */
export class HeldProcess {
  readonly engine: EngineProcess;
  readonly #startedAt = performance.now();
  #holders = 0;
  #isRetired = false;
  #isProven = false;
  #drain: NodeJS.Timeout | undefined;
  readonly #onIdle: () => void;

  /** @param onIdle Called when the last task has released it. */
  constructor(engine: EngineProcess, onIdle: () => void) {
    this.engine = engine;
    this.#onIdle = onIdle;
    void engine.rpc.closed.then(() => clearTimeout(this.#drain));
  }

  /** The number of tasks with a lease. */
  get holders(): number {
    return this.#holders;
  }

  /** The time since it started, in milliseconds. */
  get livedMs(): number {
    return performance.now() - this.#startedAt;
  }

  /** Whether any task has succeeded on it. */
  get isProven(): boolean {
    return this.#isProven;
  }

  /** Whether it was replaced by another process. */
  get isRetired(): boolean {
    return this.#isRetired;
  }

  /** Takes a lease for one task. */
  hold(): EngineLease {
    let isReleased = false;
    this.#holders += 1;
    return {
      engine: this.engine,
      succeeded: () => {
        this.#isProven = true;
      },
      release: () => {
        if (isReleased) return;
        isReleased = true;
        this.#holders -= 1;
        if (this.#holders > 0) return;
        if (this.#isRetired) void this.engine.stop();
        else this.#onIdle();
      },
    };
  }

  /**
   * Stops it after its last task. Tasks that exceed `drainMs` fail, as when the process dies.
   *
   * @param drainMs How long the tasks may take, in milliseconds.
   * @param onLate Called when they have taken longer, before the process is killed.
   */
  async retire(drainMs: number, onLate: () => void): Promise<void> {
    this.#isRetired = true;
    this.engine.retire();
    if (this.#holders === 0) return await this.engine.stop();
    this.#drain = setTimeout(() => {
      onLate();
      this.engine.kill();
    }, drainMs).unref();
  }
}
