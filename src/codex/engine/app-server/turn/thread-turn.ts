import type { AttemptBudget } from '../../../completion/attempt-budget.ts';
import { CancelledError, RateLimitedError } from '../../../../errors/errors.ts';
import type { EngineProcess } from '../process/engine-process.ts';
import type { ThreadListener } from '../rpc/connection.ts';
import type { ThreadNotification } from '../rpc/thread-notifications.ts';
import type { AnswerContext } from './answer-ending.ts';
import { watchAnswer } from './answer-watch.ts';
import {
  isRefusedToken,
  isThreadAtFault,
  LostThreadError,
  RefusedTokenError,
} from './lost-thread.ts';
import { dispatch } from './notifications.ts';
import type { OpenThread } from './open-thread.ts';
import { canTake, resultMessages } from './parked-results.ts';
import { isEcho, PictureCheck } from './picture-check.ts';
import { ThreadContents } from './thread-contents.ts';
import { ThreadRelease } from './thread-release.ts';
import { signOfLife } from './thread-state.ts';
import type { ToolCalls } from './tool-calls.ts';
import { TurnAnswer } from './turn-answer.ts';
import { TurnStart } from './turn-start.ts';
import { callError } from './turn-error.ts';
import { withUpgradeAdvice } from './upgrade-advice.ts';
import type { TurnListener } from '../../turn.ts';
import type { ParkedTurn, TurnOutcome, TurnRequest } from '../threads/turn.ts';
import type { TurnTerms } from './turn-terms.ts';
import { UsageMeter } from './usage-meter.ts';

/**
 * One turn in a thread, with one or more answers. An answer that ends with tool calls parks the
 * turn, and their results resume it.
 */
export class ThreadTurn {
  readonly #engine: EngineProcess;
  readonly #thread: OpenThread;
  readonly #request: TurnRequest;
  readonly #terms: TurnTerms;
  #pictures: PictureCheck;
  readonly #meter: UsageMeter;
  readonly #context: AnswerContext;
  #answer: TurnAnswer;
  /** When Codex last sent anything about the answer, as `performance.now()`. */
  #lastSign = 0;
  readonly #contents: ThreadContents;
  readonly #start: TurnStart;
  #isThreadGone = false;
  /** Whether the turn waits for tool results. */
  #isParked = false;
  readonly #release: ThreadRelease;

  /**
   * @param thread This turn takes it over.
   * @param onEnd Called once, when the turn no longer needs the connection.
   */
  constructor(
    engine: EngineProcess,
    thread: OpenThread,
    request: TurnRequest,
    terms: TurnTerms,
    onEnd: () => void,
  ) {
    this.#engine = engine;
    this.#thread = thread;
    this.#contents = new ThreadContents(thread);
    this.#start = new TurnStart(engine, thread, request, terms.silenceMs);
    this.#request = request;
    this.#pictures = new PictureCheck(request.messages.slice(thread.known));
    this.#meter = new UsageMeter(thread.used);
    this.#terms = terms;
    this.#context = { request, terms, meter: this.#meter };
    this.#answer = new TurnAnswer(this.#context, silence, null);
    const unlisten = engine.rpc.listen(thread.id, this.#listener());
    this.#release = new ThreadRelease(engine, thread, unlisten, onEnd);
  }

  #listener(): ThreadListener {
    return {
      notification: (notification) => this.#hearOne(notification),
      toolCall: ({ callId, tool, arguments: parsed }, answer) => {
        this.#lastSign = performance.now();
        const call = { callId, name: tool, arguments: JSON.stringify(parsed ?? {}) };
        this.#answer.toolCallRequested(call, answer);
      },
      fault: (error) => this.#answer.fail(callError(error)),
      closed: (error) => {
        this.#answer.fail(callError(error));
        // A parked turn has no other way to notice this.
        void this.#end();
      },
    };
  }

  #hearOne(notification: ThreadNotification): void {
    const { method, params } = notification;
    if (method === 'item/agentMessage/delta') {
      // Fast path: most notifications are deltas, and only the answer uses them.
      this.#lastSign = performance.now();
      this.#answer.delta(params.itemId, params.delta);
      return;
    }
    if (signOfLife(notification)) this.#lastSign = performance.now();
    if (method === 'turn/started') this.#start.started(params.turn.id);
    if (method === 'thread/tokenUsage/updated') this.#meter.update(params.tokenUsage.total);
    if (method === 'thread/closed') this.#isThreadGone = true;
    if (method === 'rawResponseItem/completed' && isEcho(params)) this.#start.itemsTaken();
    if (method === 'item/started') this.#start.check(this.#answer).catch(() => {});
    // The end of an earlier turn in this thread.
    if (method === 'turn/completed' && !this.#start.isOf(params.turn.id)) return;
    this.#pictures.hear(notification);
    dispatch(this.#answer, notification);
    if (this.#isParked && this.#isOver) void this.#end();
  }

  get #isOver(): boolean {
    return this.#isThreadGone || this.#answer.ending.isTurnOver;
  }

  /** Adds the new part of the conversation, and runs the turn to the end of its first answer. */
  async start(
    listener: TurnListener,
    signal: AbortSignal,
    attempts: AttemptBudget,
  ): Promise<TurnOutcome> {
    try {
      const answer = new TurnAnswer(this.#context, listener, attempts);
      return await this.#hear(answer, signal, async () => {
        await this.#start.run(answer, this.#pictures);
      });
    } catch (error) {
      if (this.#answer.isHeard) throw error;
      if (isRefusedToken(error)) throw new RefusedTokenError(error);
      throw this.#thread.known > 0 && isThreadAtFault(error) ? new LostThreadError(error) : error;
    }
  }

  /** Receives the answer that `begin` starts. Any failure ends the turn. */
  async #hear(
    answer: TurnAnswer,
    signal: AbortSignal,
    begin: () => Promise<void>,
  ): Promise<TurnOutcome> {
    this.#answer = answer;
    const cancel = (): void => answer.fail(new CancelledError());
    signal.addEventListener('abort', cancel, { once: true });
    const watch = watchAnswer(answer, {
      engine: this.#engine,
      threadId: this.#thread.id,
      hasStarted: () => this.#start.turnId !== null,
      lastSign: () => this.#lastSign,
      silenceMs: this.#terms.silenceMs,
    });
    try {
      if (signal.aborted) cancel();
      answer.throwIfFailed();
      // An answer may end although Codex's response to an RPC call was lost.
      await Promise.race([begin(), answer.ended]);
      const { waitingFor, ...end } = await answer.ended;
      await this.#start.check(answer);
      this.#contents.answered(answer.parts);
      const parked = waitingFor === null ? null : this.#park(waitingFor, answer);
      if (parked === null) {
        if (end.finishReason === 'stop' && !signal.aborted) this.#keep();
        await this.#end();
      }
      return { ...end, parked };
    } catch (error) {
      if (error instanceof RateLimitedError && answer.isEmpty) this.#keepUnanswered();
      await this.#end();
      throw withUpgradeAdvice(callError(error), this.#engine.codex);
    } finally {
      watch.stop();
      signal.removeEventListener('abort', cancel);
    }
  }

  #park(calls: ToolCalls, { parts }: TurnAnswer): ParkedTurn {
    const { rpc } = this.#engine;
    const given = calls.calls.length;
    // A call that came after the client got the others will never get a result.
    const isGone = (): boolean => rpc.isClosed || this.#isOver || calls.calls.length > given;
    this.#isParked = true;
    let isTaken = false;
    return {
      bytes: this.#contents.bytes,
      items: parts?.items ?? null,
      gone: this.#release.gone,
      get isGone() {
        return isGone();
      },
      canTake,
      resume: async ({ results, added, conversation }, listener, signal, attempts) => {
        isTaken = true;
        this.#isParked = false;
        const messages = [...resultMessages(calls, results), ...added];
        this.#contents.continued(conversation, messages);
        this.#pictures = new PictureCheck(messages, (error) => this.#answer.fail(error));
        const answer = new TurnAnswer(this.#context, listener, attempts);
        answer.expectMessages(added.length);
        return await this.#hear(answer, signal, async () => {
          // Codex holds them back until it has the results.
          if (added.length > 0) await this.#start.add(added);
          calls.answer(results);
        });
      },
      release: () => {
        if (!isTaken) void this.#end();
      },
    };
  }

  /** Keeps the thread of a turn that ended normally, so the conversation can continue in it. */
  #keep(): void {
    this.#keepAs(this.#contents.links, false);
  }

  /**
   * Keeps the thread of a question that the service refused to answer for now. Nothing but the question
   * was added to it (measured on 0.171.0), and its prompt is in the service's cache.
   */
  #keepUnanswered(): void {
    const { question } = this.#contents;
    if (question !== null) this.#keepAs([question], true);
  }

  #keepAs(links: readonly string[], isUnanswered: boolean): void {
    const isUsable = this.#answer.ending.isTurnOver && !this.#isThreadGone;
    if (links.length === 0 || this.#request.isReusable === false || !isUsable) return;
    const { caller } = this.#request;
    const { bytes } = this.#contents;
    this.#release.keep({ links, isUnanswered, used: this.#meter.total, caller, bytes });
  }

  /** Unloads the thread. Interrupts a turn that still runs, which would use up quota unseen. */
  async #end(): Promise<void> {
    await this.#release.end(async () =>
      this.#answer.ending.isTurnOver ? null : await this.#start.settledTurnId(),
    );
  }
}

/** The listener of a thread before its turn has begun, when nothing can come. */
const silence: TurnListener = {
  delta() {},
  reasoningDelta() {},
  refusalDelta() {},
  callAdded() {},
  callDelta() {},
  toolCall() {},
  itemAdded() {},
  itemDone() {},
};
