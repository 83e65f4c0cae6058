import type { EngineProcess } from '../process/engine-process.ts';
import type { KeptThread } from '../threads/kept-threads.ts';
import type { OpenThread } from './open-thread.ts';
import { endTurn } from './thread-state.ts';

/** Releases the thread of a turn: keeps it for the conversation's next turn, or unloads it. */
export class ThreadRelease {
  readonly #engine: EngineProcess;
  readonly #thread: OpenThread;
  readonly #unlisten: () => void;
  readonly #onEnd: () => void;
  /** Resolves when the thread is about to be unloaded; never for a kept thread. */
  readonly gone: Promise<void>;
  #resolveGone!: () => void;
  #isReleased = false;

  /**
   * @param unlisten Stops the thread's notifications.
   * @param onEnd Called once, when the turn no longer needs the connection.
   */
  constructor(engine: EngineProcess, thread: OpenThread, unlisten: () => void, onEnd: () => void) {
    this.#engine = engine;
    this.#thread = thread;
    this.#unlisten = unlisten;
    this.#onEnd = onEnd;
    this.gone = new Promise((resolve) => {
      this.#resolveGone = resolve;
    });
  }

  /** Keeps the thread, so the conversation can continue in it. Without effect after a release. */
  keep(contents: Omit<KeptThread, 'threadId'>): void {
    if (this.#isReleased) return;
    this.#isReleased = true;
    this.#unlisten();
    const { id: threadId, login } = this.#thread;
    this.#engine.threads.kept.keep({ threadId, ...contents }, login);
    this.#onEnd();
  }

  /**
   * Unloads the thread unless it was released before. Interrupts a turn that still runs, which would
   * use up quota unseen.
   *
   * @param turnId Finds the turn that still runs; null for none.
   */
  async end(turnId: () => Promise<string | null>): Promise<void> {
    if (this.#isReleased) return;
    this.#isReleased = true;
    this.#resolveGone();
    const { id: threadId } = this.#thread;
    await endTurn(this.#engine.rpc, threadId, turnId);
    this.#unlisten();
    await this.#engine.threads.end(threadId);
    this.#onEnd();
  }
}
