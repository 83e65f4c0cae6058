import { setImmediate } from 'node:timers/promises';
import { UpstreamError } from '../../../../errors/errors.ts';
import { settleWithin } from '../../../../util/settle-within.ts';
import type { EngineProcess } from '../process/engine-process.ts';
import type { TurnRequest } from '../threads/turn.ts';
import { historyItems } from './history.ts';
import type { OpenThread } from './open-thread.ts';
import type { PictureCheck } from './picture-check.ts';
import type { TurnAnswer } from './turn-answer.ts';

/** Puts what is new of a conversation into a thread, and starts the turn that answers it. */
export class TurnStart {
  readonly #engine: EngineProcess;
  readonly #thread: OpenThread;
  readonly #request: TurnRequest;
  readonly #silenceMs: number;
  /** Settles once Codex has answered `turn/start`. */
  #starting: Promise<unknown> = Promise.resolve();
  #turnId: string | null = null;
  /** Whether Codex has taken the messages, by its answer or by its echo of them. */
  #areItemsIn = false;

  /** @param silenceMs How long Codex may take over each call, in milliseconds. */
  constructor(engine: EngineProcess, thread: OpenThread, request: TurnRequest, silenceMs: number) {
    this.#engine = engine;
    this.#thread = thread;
    this.#request = request;
    this.#silenceMs = silenceMs;
  }

  /** The id of the turn; null before Codex has told it. */
  get turnId(): string | null {
    return this.#turnId;
  }

  /** Codex says that this turn has started. */
  started(turnId: string): void {
    this.#turnId ??= turnId;
  }

  /** Whether the turn of that id is this one, as far as its own id is known. */
  isOf(turnId: string): boolean {
    return (this.#turnId ?? turnId) === turnId;
  }

  /** Codex has taken the messages. */
  itemsTaken(): void {
    this.#areItemsIn = true;
  }

  /**
   * The id of the turn, which a turn that was just started has yet to get. Null where there is none.
   * Never rejects.
   */
  async settledTurnId(): Promise<string | null> {
    if (this.#turnId === null) {
      await settleWithin(this.#starting, 2000, silentStart).catch(() => {});
    }
    return this.#turnId;
  }

  /** Rejects as the connection does, or with what the answer fails with meanwhile. */
  async run(answer: TurnAnswer, pictures: PictureCheck): Promise<void> {
    const { id: threadId, known } = this.#thread;
    const injected = this.#inject(threadId, historyItems(this.#request.messages.slice(known)));
    if (pictures.isNeeded) {
      await injected;
      await Promise.race([pictures.done(), answer.ended]);
      answer.throwIfFailed();
    }
    this.#starting = this.#startTurn(injected);
    await this.#starting;
  }

  /** Fails the answer where Codex has not taken the messages: the model must not answer others. */
  async check(answer: TurnAnswer): Promise<void> {
    if (this.#areItemsIn) return;
    // Codex's answer may have come just now, and be still to be dealt with.
    await setImmediate();
    if (this.#areItemsIn) return;
    answer.fail(withoutConversation());
    answer.throwIfFailed();
  }

  async #inject(threadId: string, items: ReturnType<typeof historyItems>): Promise<void> {
    await this.#call('thread/inject_items', { threadId, items });
    this.#areItemsIn = true;
  }

  /**
   * Does not wait until the items are in: Codex takes the calls about a thread in their order
   * (measured on 0.169.0).
   */
  async #startTurn(injected: Promise<unknown>): Promise<void> {
    const start = async (): Promise<void> => {
      const { turn } = await this.#call('turn/start', {
        threadId: this.#thread.id,
        input: [],
        effort: this.#effort(),
        summary: 'auto',
        outputSchema: this.#request.outputSchema ?? null,
      });
      this.#turnId = turn.id;
    };
    const calls = [injected, start()];
    // A turn that has started without its items is to be interrupted, for which it must be known.
    await Promise.allSettled(calls);
    await Promise.all(calls);
  }

  /** A thread keeps the effort of its last turn where it is told none (measured on 0.169.0). */
  #effort(): string | null {
    const { effort, model } = this.#request;
    if (effort !== null || this.#thread.known === 0) return effort;
    return this.#engine.models.find(({ id }) => id === model)?.defaultEffort ?? null;
  }

  readonly #call: EngineProcess['rpc']['call'] = async (method, params) =>
    await this.#engine.rpc.call(method, params, { ms: this.#silenceMs });
}

function withoutConversation(): UpstreamError {
  return new UpstreamError('upstream_error', 'Codex did not take the conversation.');
}

function silentStart(): Error {
  return new Error('Codex did not say which turn it started');
}
