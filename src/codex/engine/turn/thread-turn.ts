import { CancelledError } from '../../../errors/errors.ts';
import { nextLink } from '../../completion/message-chain.ts';
import type { ContentPart, Message } from '../../completion/request.ts';
import type { EngineProcess } from '../process/engine-process.ts';
import type { RpcConnection } from '../rpc/connection.ts';
import { historyItems } from './history.ts';
import { isThreadAtFault, LostThreadError } from './lost-thread.ts';
import { tellAnswer } from './notifications.ts';
import { PictureCheck } from './picture-check.ts';
import type { ToolCalls } from './tool-calls.ts';
import { TurnAnswer } from './turn-answer.ts';
import { callError } from './turn-error.ts';
import type { ParkedTurn, TurnListener, TurnOutcome, TurnRequest, TurnTerms } from './turn.ts';

/** A started thread, and what a turn's conversation is to it. */
export interface OpenThread {
  readonly id: string;
  /** How many of the turn's messages it holds from the turns before. */
  readonly known: number;
  /** What all of the turn's messages come to; see `messageChain`. */
  readonly link: string;
  /** The login under which it was taken or asked for; see `KeptThreads.login`. */
  readonly login: number;
}

/**
 * One turn in a thread, over one answer or several: each end in tool calls parks it, and their
 * results let it go on.
 */
export class ThreadTurn {
  readonly #rpc: RpcConnection;
  readonly #engine: EngineProcess;
  readonly #thread: OpenThread;
  readonly #request: TurnRequest;
  readonly #terms: TurnTerms;
  readonly #onEnd: () => void;
  readonly #unlisten: () => void;
  #pictures: PictureCheck;
  #answer: TurnAnswer;
  /** What the thread's conversation comes to; null where a client cannot send it back. */
  #link: string | null;
  #turnId: string | null = null;
  #isEnded = false;

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
    this.#rpc = engine.rpc;
    this.#engine = engine;
    this.#thread = thread;
    this.#link = thread.link;
    this.#request = request;
    this.#pictures = new PictureCheck(request.messages.slice(thread.known));
    this.#terms = terms;
    this.#onEnd = onEnd;
    this.#answer = new TurnAnswer(request, terms, silence);
    this.#unlisten = this.#rpc.listen(thread.id, {
      notification: (notification) => {
        this.#pictures.hear(notification);
        tellAnswer(this.#answer, notification);
      },
      toolCall: ({ callId }, answer) => this.#answer.toolCallRequested(callId, answer),
      closed: (error) => this.#answer.fail(callError(error)),
    });
  }

  /** Puts in what is new of the conversation, and runs the turn to the end of its first answer. */
  async start(listener: TurnListener, signal: AbortSignal): Promise<TurnOutcome> {
    const { id: threadId, known } = this.#thread;
    try {
      return await this.#hear(listener, signal, async (answer) => {
        const injected = this.#rpc.call('thread/inject_items', {
          threadId,
          items: historyItems(this.#request.messages.slice(known)),
        });
        if (this.#pictures.isNeeded) {
          await injected;
          await Promise.race([this.#pictures.done(), answer.ended]);
          answer.throwIfFailed();
        }
        await this.#startTurn(injected);
      });
    } catch (error) {
      const isLost = known > 0 && !this.#answer.isHeard && isThreadAtFault(error);
      throw isLost ? new LostThreadError(error) : error;
    }
  }

  /**
   * Does not wait until the items are in: Codex takes the calls about a thread in their order
   * (measured on 0.169.0).
   */
  async #startTurn(injected: Promise<unknown>): Promise<void> {
    const start = async (): Promise<void> => {
      const { turn } = await this.#rpc.call('turn/start', {
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
      this.#extend(answer.asMessage());
      if (waitingFor !== null) return { finishReason, usage, parked: this.#park(waitingFor) };
      if (finishReason === 'stop' && !signal.aborted) this.#keep();
      await this.#end();
      return { finishReason, usage, parked: null };
    } catch (error) {
      await this.#end();
      throw callError(error);
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  }

  /** The conversation has gone on. Null for what a client cannot send back. */
  #extend(message: Message | null): void {
    const link = this.#link;
    this.#link = link === null || message === null ? null : nextLink(link, message);
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
      canTake: (results) => [...results.values()].flat().every(keepsDetail),
      resume: async (results, listener, signal) => {
        isTaken = true;
        const messages = calls.calls.map(({ callId }) => toolMessage(callId, results));
        for (const message of messages) this.#extend(message);
        this.#pictures = new PictureCheck(messages, (error) => this.#answer.fail(error));
        return await this.#hear(listener, signal, async () => {
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
    if (link === null || this.#request.isOneOff === true || !this.#answer.isTurnOver) return;
    this.#isEnded = true;
    this.#unlisten();
    this.#engine.threads.kept.keep(this.#thread.id, link, this.#thread.login);
    this.#onEnd();
  }

  /** Gives the thread back; one whose turn goes on is interrupted, or it would use up quota unseen. */
  async #end(): Promise<void> {
    if (this.#isEnded) return;
    this.#isEnded = true;
    const threadId = this.#thread.id;
    if (this.#turnId !== null && !this.#answer.isTurnOver) {
      await this.#rpc.call('turn/interrupt', { threadId, turnId: this.#turnId }).catch(() => {});
    }
    this.#unlisten();
    await this.#engine.threads.end(threadId);
    this.#onEnd();
  }
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
const silence: TurnListener = { delta() {}, reasoningDelta() {}, toolCall() {} };
