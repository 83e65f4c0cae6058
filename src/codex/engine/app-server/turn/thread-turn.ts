import { setImmediate } from 'node:timers/promises';
import type { AttemptBudget } from '../../../completion/attempt-budget.ts';
import { CancelledError, UpstreamError } from '../../../../errors/errors.ts';
import { inCallOrder, nextLink } from '../../../completion/message-chain.ts';
import type { ContentPart, Message } from '../../../completion/request.ts';
import { settleWithin } from '../../../../util/settle-within.ts';
import type { EngineProcess } from '../process/engine-process.ts';
import type { JsonValue } from '../rpc/protocol.ts';
import { conversationSize } from '../threads/conversation-size.ts';
import type { ThreadListener } from '../rpc/connection.ts';
import type { ThreadNotification } from '../rpc/thread-notifications.ts';
import { historyItems } from './history.ts';
import { LifeWatch } from './life-watch.ts';
import { isThreadAtFault, LostThreadError } from './lost-thread.ts';
import { tellAnswer } from './notifications.ts';
import type { OpenThread } from './open-thread.ts';
import { isEcho, PictureCheck } from './picture-check.ts';
import { silentError } from './silence.ts';
import { endTurn, hasThreadEnded, signOfLife } from './thread-state.ts';
import type { ToolCalls } from './tool-calls.ts';
import { TurnAnswer } from './turn-answer.ts';
import { callError } from './turn-error.ts';
import { withUpgradeAdvice } from './upgrade-advice.ts';
import type { TurnListener } from '../../turn.ts';
import type { ParkedTurn, TurnOutcome, TurnRequest } from '../threads/turn.ts';
import type { TurnTerms } from './turn-terms.ts';
import { UsageMeter } from './usage-meter.ts';

/**
 * One turn in a thread, over one answer or several: each end in tool calls parks it, and their
 * results let it go on.
 */
export class ThreadTurn {
  readonly #engine: EngineProcess;
  readonly #thread: OpenThread;
  readonly #request: TurnRequest;
  readonly #terms: TurnTerms;
  readonly #onEnd: () => void;
  readonly #unlisten: () => void;
  #pictures: PictureCheck;
  readonly #meter: UsageMeter;
  #answer: TurnAnswer;
  #watch: LifeWatch | undefined;
  /** When Codex last said something about the answer, as `performance.now()`. */
  #lastSign = 0;
  /** What the thread's conversation comes to; null where a client cannot send it back. */
  #link: string | null;
  /** Characters of the thread's tools and conversation. */
  #bytes: number;
  /** Settles once Codex has answered `turn/start`. */
  #starting: Promise<unknown> = Promise.resolve();
  #turnId: string | null = null;
  /** Whether Codex has taken the messages, by its answer or by its echo of them. */
  #areItemsIn = false;
  #isThreadGone = false;
  #isEnded = false;
  /** Whether the turn waits for tool results. */
  #isParked = false;
  readonly #gone: Promise<void>;
  #resolveGone!: () => void;

  /**
   * @param thread This turn takes it over.
   * @param onEnd Called once, when the turn needs the connection no more.
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
    this.#link = thread.link;
    this.#bytes = thread.bytes;
    this.#request = request;
    this.#pictures = new PictureCheck(request.messages.slice(thread.known));
    this.#meter = new UsageMeter(thread.used);
    this.#terms = terms;
    this.#onEnd = onEnd;
    this.#gone = new Promise((resolve) => {
      this.#resolveGone = resolve;
    });
    this.#answer = this.#newAnswer(silence, null);
    this.#unlisten = engine.rpc.listen(thread.id, this.#listener());
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
        // A parked turn waits for nothing else that would tell.
        void this.#end();
      },
    };
  }

  #newAnswer(listener: TurnListener, attempts: AttemptBudget | null): TurnAnswer {
    const context = { request: this.#request, terms: this.#terms, meter: this.#meter };
    return new TurnAnswer(context, listener, attempts);
  }

  #hearOne(notification: ThreadNotification): void {
    const { method, params } = notification;
    if (method === 'item/agentMessage/delta') {
      // Most of what comes: it is of interest to nothing but the answer.
      this.#lastSign = performance.now();
      this.#answer.delta(params.itemId, params.delta);
      return;
    }
    if (signOfLife(notification)) this.#lastSign = performance.now();
    if (method === 'turn/started') this.#turnId ??= params.turn.id;
    if (method === 'thread/tokenUsage/updated') this.#meter.update(params.tokenUsage.total);
    if (method === 'thread/closed') this.#isThreadGone = true;
    if (method === 'rawResponseItem/completed' && isEcho(params)) this.#areItemsIn = true;
    if (method === 'item/started') this.#checkItems().catch(() => {});
    // The end of an earlier turn in this thread.
    if (method === 'turn/completed' && (this.#turnId ?? params.turn.id) !== params.turn.id) return;
    this.#pictures.hear(notification);
    tellAnswer(this.#answer, notification);
    if (this.#isParked && this.#isOver) void this.#end();
  }

  get #isOver(): boolean {
    return this.#isThreadGone || this.#answer.isTurnOver;
  }

  /** The model must not answer a conversation that Codex did not take. */
  async #checkItems(): Promise<void> {
    if (this.#areItemsIn) return;
    const answer = this.#answer;
    // Codex's answer may have come just now, and be still to be dealt with.
    await setImmediate();
    if (this.#areItemsIn) return;
    answer.fail(withoutConversation());
    answer.throwIfFailed();
  }

  /** Puts in what is new of the conversation, and runs the turn to the end of its first answer. */
  async start(
    listener: TurnListener,
    signal: AbortSignal,
    attempts: AttemptBudget,
  ): Promise<TurnOutcome> {
    const { id: threadId, known } = this.#thread;
    try {
      return await this.#hear(this.#newAnswer(listener, attempts), signal, async (answer) => {
        const items = historyItems(this.#request.messages.slice(known));
        const injected = this.#inject(threadId, items);
        if (this.#pictures.isNeeded) {
          await injected;
          await Promise.race([this.#pictures.done(), answer.ended]);
          answer.throwIfFailed();
        }
        this.#starting = this.#startTurn(injected);
        await this.#starting;
      });
    } catch (error) {
      const isLost = known > 0 && !this.#answer.isHeard && isThreadAtFault(error);
      throw isLost ? new LostThreadError(error) : error;
    }
  }

  async #inject(threadId: string, items: JsonValue[]): Promise<void> {
    await this.#call('thread/inject_items', { threadId, items });
    this.#areItemsIn = true;
  }

  /** Calls a method, for which Codex has as long as for anything else in a turn. */
  readonly #call: EngineProcess['rpc']['call'] = async (method, params) =>
    await this.#engine.rpc.call(method, params, { ms: this.#terms.silenceMs });

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

  /** Hears the answer that begins with `begin`. Any failure ends the turn. */
  async #hear(
    answer: TurnAnswer,
    signal: AbortSignal,
    begin: (answer: TurnAnswer) => Promise<void>,
  ): Promise<TurnOutcome> {
    this.#answer = answer;
    const cancel = (): void => answer.fail(new CancelledError());
    signal.addEventListener('abort', cancel, { once: true });
    this.#watch = this.#watchOver(answer);
    try {
      if (signal.aborted) cancel();
      answer.throwIfFailed();
      // An answer may end although Codex's answer to a call was lost.
      await Promise.race([begin(answer), answer.ended]);
      const { waitingFor, ...end } = await answer.ended;
      await this.#checkItems();
      this.#extend(answer.asMessage());
      const parked = waitingFor === null ? null : this.#park(waitingFor);
      if (parked === null) {
        if (end.finishReason === 'stop' && !signal.aborted) this.#keep();
        await this.#end();
      }
      return { ...end, parked };
    } catch (error) {
      await this.#end();
      throw withUpgradeAdvice(callError(error), this.#engine.codex);
    } finally {
      this.#watch.stop();
      signal.removeEventListener('abort', cancel);
    }
  }

  #watchOver(answer: TurnAnswer): LifeWatch {
    const { silenceMs } = this.#terms;
    return new LifeWatch({
      lastSign: () => this.#lastSign,
      silenceMs,
      onSilence: () => answer.fail(silentError(silenceMs)),
      onQuiet: () => {
        if (this.#turnId === null) return;
        void this.#endIfIdle(answer);
      },
    });
  }

  /** The end of a turn may be lost on its way from Codex. */
  async #endIfIdle(answer: TurnAnswer): Promise<void> {
    if (await hasThreadEnded(this.#engine.rpc, this.#thread.id)) answer.idle();
  }

  /** The conversation has gone on. Null for what a client cannot send back. */
  #extend(message: Message | null): void {
    const link = this.#link;
    this.#link = link === null || message === null ? null : nextLink(link, message);
    this.#bytes += message === null ? 0 : conversationSize([message]);
  }

  #park(calls: ToolCalls): ParkedTurn {
    const { rpc } = this.#engine;
    const given = calls.calls.length;
    // A call that came after the others were given out has no result to come.
    const isGone = (): boolean => rpc.isClosed || this.#isOver || calls.calls.length > given;
    this.#isParked = true;
    let isTaken = false;
    return {
      bytes: this.#bytes,
      gone: this.#gone,
      get isGone() {
        return isGone();
      },
      canTake: (results) => [...results.values()].flat().every(keepsDetail),
      resume: async (results, listener, signal, attempts) => {
        isTaken = true;
        this.#isParked = false;
        const messages = calls.calls.map(({ callId }) => toolMessage(callId, results));
        for (const message of inCallOrder(messages)) this.#extend(message);
        this.#pictures = new PictureCheck(messages, (error) => this.#answer.fail(error));
        return await this.#hear(this.#newAnswer(listener, attempts), signal, async () => {
          await Promise.resolve(calls.answer(results));
        });
      },
      release: () => {
        if (!isTaken) void this.#end();
      },
    };
  }

  /** The turn has ended in order: its thread waits for the conversation to go on. */
  #keep(): void {
    const link = this.#link;
    const isUsable = this.#answer.isTurnOver && !this.#isThreadGone;
    if (link === null || this.#request.isOneOff === true || !isUsable) return;
    this.#isEnded = true;
    this.#unlisten();
    const { id: threadId, login } = this.#thread;
    const used = this.#meter.total;
    const { caller } = this.#request;
    this.#engine.threads.kept.keep({ threadId, link, used, caller, bytes: this.#bytes }, login);
    this.#onEnd();
  }

  /** Gives the thread back; one whose turn goes on is interrupted, or it would use up quota unseen. */
  async #end(): Promise<void> {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#resolveGone();
    const { id: threadId } = this.#thread;
    await endTurn(this.#engine.rpc, threadId, async () => {
      if (this.#answer.isTurnOver) return null;
      if (this.#turnId === null)
        await settleWithin(this.#starting, 2000, silentStart).catch(() => {});
      return this.#turnId;
    });
    this.#unlisten();
    await this.#engine.threads.end(threadId);
    this.#onEnd();
  }
}

function withoutConversation(): UpstreamError {
  return new UpstreamError('upstream_error', 'Codex did not take the conversation.');
}

function silentStart(): Error {
  return new Error('Codex did not say which turn it started');
}

function toolMessage(
  toolCallId: string,
  results: ReadonlyMap<string, readonly ContentPart[]>,
): Message {
  return { role: 'tool', toolCallId, content: results.get(toolCallId) ?? [] };
}

/**
 * Whether a part is the same as the result of an open call: Codex shows the model each picture there
 * in detail `high` (measured on 0.171.0). It knows no `low` anywhere.
 */
function keepsDetail(part: ContentPart): boolean {
  if (part.type !== 'image') return true;
  return part.detail === undefined || part.detail === 'high' || part.detail === 'low';
}

/** Hears what comes of a thread before its turn has begun, which is nothing. */
const silence: TurnListener = {
  delta() {},
  reasoningDelta() {},
  toolCall() {},
  itemAdded() {},
  itemDone() {},
};
