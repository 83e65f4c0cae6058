import { setImmediate } from 'node:timers/promises';
import { UpstreamError } from '../../../../errors/errors.ts';
import type { Message } from '../../../completion/request.ts';
import { settleWithin } from '../../../../util/settle-within.ts';
import type { EngineProcess } from '../process/engine-process.ts';
import { createToolNames } from '../tools/tool-names.ts';
import type { TurnRequest } from '../threads/turn.ts';
import { historyItems } from './history.ts';
import type { OpenThread } from './open-thread.ts';
import type { PictureCheck } from './picture-check.ts';
import type { TurnAnswer } from './turn-answer.ts';

/** Adds the new part of a conversation to a thread, and starts the turn that answers it. */
export class TurnStart {
  readonly #engine: EngineProcess;
  readonly #thread: OpenThread;
  readonly #request: TurnRequest;
  readonly #silenceMs: number;
  /** Settles once Codex has answered `turn/start`. */
  #starting: Promise<unknown> = Promise.resolve();
  #turnId: string | null = null;
  /** Whether Codex has accepted the messages, according to its response or its echo of them. */
  #areItemsIn = false;

  /** @param silenceMs How long Codex may take over each call, in milliseconds. */
  constructor(engine: EngineProcess, thread: OpenThread, request: TurnRequest, silenceMs: number) {
    this.#engine = engine;
    this.#thread = thread;
    this.#request = request;
    this.#silenceMs = silenceMs;
  }

  /** The id of the turn; null until Codex reports it. */
  get turnId(): string | null {
    return this.#turnId;
  }

  /** Codex reports that this turn has started. */
  started(turnId: string): void {
    this.#turnId ??= turnId;
  }

  /** Whether that id is this turn's; true while this turn's id is unknown. */
  isOf(turnId: string): boolean {
    return (this.#turnId ?? turnId) === turnId;
  }

  /** Codex has accepted the messages. */
  itemsTaken(): void {
    this.#areItemsIn = true;
  }

  /**
   * The id of the turn. Waits up to 2 s for a turn that was just started. Null if there is none.
   * Never rejects.
   */
  async settledTurnId(): Promise<string | null> {
    if (this.#turnId === null) {
      await settleWithin(this.#starting, 2000, silentStart).catch(() => {});
    }
    return this.#turnId;
  }

  /** Starts the turn. Rejects as the connection does, or with the error of the failed answer. */
  async run(answer: TurnAnswer, pictures: PictureCheck): Promise<void> {
    const { id: threadId, known } = this.#thread;
    const { messages, tools } = this.#request;
    const items = historyItems(messages.slice(known), createToolNames(tools));
    // A question that the service refused before is in the thread.
    const injected = items.length > 0 ? this.#inject(threadId, items) : Promise.resolve();
    this.#areItemsIn = items.length === 0;
    if (pictures.isNeeded) {
      await injected;
      await Promise.race([pictures.done(), answer.ended]);
      answer.throwIfFailed();
    }
    this.#starting = this.#startTurn(injected);
    await this.#starting;
  }

  /** Fails the answer if Codex has not accepted the messages: it would answer something else. */
  async check(answer: TurnAnswer): Promise<void> {
    if (this.#areItemsIn) return;
    // Codex's response may have arrived just now, and not been processed yet.
    await setImmediate();
    if (this.#areItemsIn) return;
    answer.fail(withoutConversation());
    answer.throwIfFailed();
  }

  /** Adds messages to the running turn. */
  async add(messages: readonly Message[]): Promise<void> {
    const { id: threadId } = this.#thread;
    const items = historyItems(messages, createToolNames(this.#request.tools));
    await this.#call('thread/inject_items', { threadId, items });
  }

  async #inject(threadId: string, items: ReturnType<typeof historyItems>): Promise<void> {
    await this.#call('thread/inject_items', { threadId, items });
    this.#areItemsIn = true;
  }

  /**
   * Does not wait until the items are accepted: Codex processes the calls about a thread in order
   * (measured on 0.169.0).
   */
  async #startTurn(injected: Promise<unknown>): Promise<void> {
    const start = async (): Promise<void> => {
      const { turn } = await this.#call('turn/start', {
        threadId: this.#thread.id,
        input: [],
        effort: this.#effort(),
        summary: this.#request.reasoningSummary ?? 'auto',
        outputSchema: this.#request.outputSchema ?? null,
      });
      this.#turnId = turn.id;
    };
    const calls = [injected, start()];
    // If the turn starts without its items, it must be interrupted, which needs its id.
    await Promise.allSettled(calls);
    await Promise.all(calls);
  }

  /** Without an effort, a thread would use the effort of its last turn (measured on 0.169.0). */
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
