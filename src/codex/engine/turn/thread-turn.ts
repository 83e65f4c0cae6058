import { CancelledError } from '../../../errors/errors.ts';
import type { RpcConnection } from '../rpc/connection.ts';
import { historyItems } from './history.ts';
import { tellAnswer } from './notifications.ts';
import type { ToolCalls } from './tool-calls.ts';
import { TurnAnswer } from './turn-answer.ts';
import { callError } from './turn-error.ts';
import type { ParkedTurn, TurnListener, TurnOutcome, TurnRequest, TurnTerms } from './turn.ts';

/**
 * One turn in a thread of its own, over one answer or several: each end in tool calls parks it, and
 * their results let it go on.
 */
export class ThreadTurn {
  readonly #rpc: RpcConnection;
  readonly #threadId: string;
  readonly #request: TurnRequest;
  readonly #terms: TurnTerms;
  readonly #onEnd: () => void;
  readonly #unlisten: () => void;
  #answer: TurnAnswer;
  #turnId: string | null = null;
  #isEnded = false;

  /**
   * @param threadId A started thread, which this turn takes over.
   * @param onEnd Called once, when the turn needs the connection no more.
   */
  constructor(
    rpc: RpcConnection,
    threadId: string,
    request: TurnRequest,
    terms: TurnTerms,
    onEnd: () => void,
  ) {
    this.#rpc = rpc;
    this.#threadId = threadId;
    this.#request = request;
    this.#terms = terms;
    this.#onEnd = onEnd;
    this.#answer = new TurnAnswer(request, terms, silence);
    this.#unlisten = rpc.listen(threadId, {
      notification: (notification) => tellAnswer(this.#answer, notification),
      toolCall: ({ callId }, answer) => this.#answer.toolCallRequested(callId, answer),
      closed: (error) => this.#answer.fail(callError(error)),
    });
  }

  /** Puts the history in and runs the turn to the end of its first answer. */
  async start(listener: TurnListener, signal: AbortSignal): Promise<TurnOutcome> {
    return await this.#hear(listener, signal, async (answer) => {
      const items = historyItems(this.#request.messages);
      await this.#rpc.call('thread/inject_items', { threadId: this.#threadId, items });
      answer.throwIfFailed();
      const { turn } = await this.#rpc.call('turn/start', {
        threadId: this.#threadId,
        input: [],
        effort: this.#request.effort,
        summary: 'auto',
        outputSchema: this.#request.outputSchema ?? null,
      });
      this.#turnId = turn.id;
    });
  }

  /** Hears the answer that begins with `begin`. Any failure ends the turn. */
  async #hear(
    listener: TurnListener,
    signal: AbortSignal,
    begin: (answer: TurnAnswer) => Promise<void>,
  ): Promise<TurnOutcome> {
    const answer = new TurnAnswer(this.#request, this.#terms, listener);
    this.#answer = answer;
    const cancel = (): void => answer.fail(new CancelledError());
    signal.addEventListener('abort', cancel, { once: true });
    try {
      if (signal.aborted) cancel();
      answer.throwIfFailed();
      await begin(answer);
      const { finishReason, usage, waitingFor } = await answer.ended;
      if (waitingFor !== null) return { finishReason, usage, parked: this.#park(waitingFor) };
      await this.#end();
      return { finishReason, usage, parked: null };
    } catch (error) {
      await this.#end();
      throw callError(error);
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  }

  #park(calls: ToolCalls): ParkedTurn {
    const rpc = this.#rpc;
    const given = calls.calls.length;
    let isTaken = false;
    return {
      get isGone() {
        // A call that came after the others were given out has no result to come.
        return rpc.isClosed || calls.calls.length > given;
      },
      resume: async (results, listener, signal) => {
        isTaken = true;
        return await this.#hear(listener, signal, async () => {
          await Promise.resolve(calls.answer(results));
        });
      },
      release: () => {
        if (!isTaken) void this.#end();
      },
    };
  }

  /** Gives the thread back; one whose turn goes on is interrupted, or it would use up quota unseen. */
  async #end(): Promise<void> {
    if (this.#isEnded) return;
    this.#isEnded = true;
    const threadId = this.#threadId;
    if (this.#turnId !== null && !this.#answer.isTurnOver) {
      await this.#rpc.call('turn/interrupt', { threadId, turnId: this.#turnId }).catch(() => {});
    }
    this.#unlisten();
    // A thread that nobody listens to unloads by itself; a dead app-server has none.
    await this.#rpc.call('thread/unsubscribe', { threadId }).catch(() => {});
    this.#onEnd();
  }
}

/** Hears what comes of a thread before its turn has begun, which is nothing. */
const silence: TurnListener = { delta() {}, reasoningDelta() {}, toolCall() {} };
