import type { AttemptBudget } from '../../../completion/attempt-budget.ts';
import type { FinishReason, Usage } from '../../../completion/events.ts';
import type { AssistantMessage } from '../../../completion/request.ts';
import type { ToolCall } from '../../../completion/tools.ts';
import { UpstreamError, type CodexServeError } from '../../../../errors/errors.ts';
import type { DynamicToolCallResponse, TurnError } from '../rpc/protocol.ts';
import { AnswerRecord, type AnswerEnd } from './answer-record.ts';
import { announcedRetry, cutShortReason } from './announced-retry.ts';
import { AnswerTexts } from './answer-texts.ts';
import { clientToolCall } from '../tools/dynamic-tools.ts';
import { RetryBound } from './retry-bound.ts';
import { divergedError } from './retry-guard.ts';
import { ToolCalls, type RawToolCall } from './tool-calls.ts';
import { modelToolName } from '../tools/tool-names.ts';
import { contactIn } from '../upstream/contact.ts';
import { turnError } from './turn-error.ts';
import type { TurnListener } from '../../turn.ts';
import type { TurnRequest } from '../threads/turn.ts';
import type { TurnTerms } from './turn-terms.ts';
import type { UsageMeter } from './usage-meter.ts';

/** How long Codex may take to ask for a call that it should ask for; milliseconds are usual. */
const patienceMs = 5000;
/** After so long without a word the model is thinking, and its first one is not near. */
const thinkingMs = 100;
/** How long Codex may take from a thread's being idle to the end of its turn; it is at once. */
const idleMs = 500;

/** Stands for a refusal whose words Codex keeps to itself. */
const unspokenRefusal = 'The model refused this request. Its words are not available.';

/** How Codex ended a turn. */
export interface TurnEnd {
  readonly status: string;
  readonly error?: TurnError | null | undefined;
}

/** What the answers of one turn have in common. */
export interface AnswerContext {
  readonly request: TurnRequest;
  readonly terms: TurnTerms;
  /** Of the thread. */
  readonly meter: UsageMeter;
}

/**
 * Puts the notifications about one answer of a turn together: passes on what is new, and settles
 * `ended` when the answer is whole. A turn has one answer, and one more each time that it is given
 * the results of tool calls.
 */
export class TurnAnswer {
  /** Rejects with a `CodexServeError`. */
  readonly ended: Promise<AnswerEnd>;
  readonly #context: AnswerContext;
  readonly #listener: TurnListener;
  readonly #attempts: AttemptBudget | null;
  #thinking: NodeJS.Timeout | undefined;
  readonly #retries: RetryBound;
  /** Whether Codex asks again, and nothing new has come since. */
  #isRetrying = false;
  #silence: NodeJS.Timeout | undefined;
  #idle: NodeJS.Timeout | undefined;
  #patience: NodeJS.Timeout | undefined;
  readonly #texts: AnswerTexts;
  readonly #toolCalls: ToolCalls;
  readonly #record = new AnswerRecord();
  #isHeard = false;
  #hasOutput = false;
  #isResponseComplete = false;
  #hasGivenCalls = false;
  #usage: Usage | null = null;
  #refusal: string | null = null;
  #lastError: TurnError | null = null;
  #isOver = false;
  #isTurnOver = false;
  #failure: CodexServeError | null = null;
  #resolve!: (end: AnswerEnd) => void;
  #reject!: (error: Error) => void;

  /** @param attempts Counts how often the service is asked; null for an answer that nobody wants. */
  constructor(context: AnswerContext, listener: TurnListener, attempts: AttemptBudget | null) {
    const { request, terms } = context;
    this.#context = context;
    this.#listener = listener;
    this.#attempts = attempts;
    attempts?.begin();
    this.#retries = new RetryBound(terms.retryMs, (error) => this.fail(error));
    this.#texts = new AnswerTexts({
      text: (fresh) => {
        this.#passing();
        listener.delta(fresh);
      },
      reasoning: (fresh, index) => {
        this.#passing();
        listener.reasoningDelta(fresh, index);
      },
      repeated: () => this.#retries.answering(),
      diverged: () => this.fail(divergedError()),
      retried: () => this.#retryUnannounced(),
    });
    this.#toolCalls = new ToolCalls((request.tools ?? []).map(({ name }) => modelToolName(name)));
    this.ended = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // The code that runs the turn may find out otherwise first, and then never look here.
    this.ended.catch(() => {});
  }

  /** Whether Codex has ended the turn; while it has not, it goes on using up quota. */
  get isTurnOver(): boolean {
    return this.#isTurnOver;
  }

  /** Whether the listener has heard anything of it. */
  get isHeard(): boolean {
    return this.#isHeard;
  }

  /** The whole answer as a client sends it back; null where its thread holds something else. */
  asMessage(): AssistantMessage | null {
    return this.#refusal === null ? this.#record.asMessage(this.#clientCalls()) : null;
  }

  #clientCalls(): ToolCall[] {
    const { tools = [] } = this.#context.request;
    return this.#toolCalls.calls.map((call) => clientToolCall(tools, call));
  }

  /** An item of the answer begins, at the latest with the service's first event about it. */
  started(): void {
    if (this.#isOver) return;
    this.#context.terms.onContact('answered');
    this.#retries.answering();
    this.#endInSilence();
    this.#thinking ??= setTimeout(this.#context.terms.onUnderWay, thinkingMs).unref();
  }

  /** A message of the model's begins. */
  messageStarted(itemId: string): void {
    if (this.#outputBegins()) this.#texts.begin(itemId);
  }

  /** The model begins to reason. */
  reasoningStarted(): void {
    this.#outputBegins();
  }

  /** Some text of the message with that id arrived. */
  delta(itemId: string, text: string): void {
    if (this.#outputBegins()) this.#texts.delta(itemId, text);
  }

  /** A message is whole, as Codex shows it. */
  messageShown(itemId: string, text: string): void {
    if (this.#outputBegins()) this.#texts.shown(itemId, text);
  }

  /** A message is whole, as the service sent it; its text is null where it is more than a text. */
  messageCompleted(itemId: string, text: string | null): void {
    if (!this.#outputBegins()) return;
    this.#record.message(text);
    this.#texts.completed(itemId, text);
  }

  /** A message that the ended turn holds. */
  messageListed(itemId: string, text: string): void {
    if (!this.#isOver) this.#texts.listed(itemId, text);
  }

  /** Some reasoning arrived. */
  reasoningDelta(itemId: string, delta: string, index: number): void {
    if (this.#outputBegins()) this.#texts.reasoningDelta(itemId, delta, index);
  }

  /** A reasoning item is whole. */
  reasoningShown(itemId: string, summary: readonly string[]): void {
    if (this.#outputBegins()) this.#texts.reasoningShown(itemId, summary);
  }

  /** The model refused, in these words. */
  refused(text: string): void {
    if (!this.#isOver) this.#refusal = text === '' ? unspokenRefusal : text;
  }

  /**
   * The model begins some output. False where none of it belongs to the answer: that has ended, or
   * what comes now answers a request that no client made.
   */
  #outputBegins(): boolean {
    if (this.#isOver) return false;
    if (this.#isResponseComplete || this.#toolCalls.haveOneAnsweredByCodex) {
      this.#endBeforeFollowUp('stop');
      return false;
    }
    this.#hasOutput = true;
    return true;
  }

  /**
   * Codex put a message of its own into the conversation, which it sends to the service now: after a
   * content filter, for example (measured on 0.171.0). The answer ends before that.
   */
  intruded(text: string): void {
    if (this.#isOver) return;
    if (text.includes('<content_filter_guidance>')) this.#end('content_filter');
    else if (this.#hasOutput) this.#endBeforeFollowUp('stop');
  }

  #endBeforeFollowUp(finishReason: FinishReason): void {
    if (this.#toolCalls.calls.length > 0) this.#giveCalls();
    else if (this.#isResponseComplete || this.#texts.hasWhole) this.#end(finishReason);
    else this.fail(withoutAnswer());
  }

  /** Something new is about to be passed on. */
  #passing(): void {
    if (this.#isRetrying) {
      this.#isRetrying = false;
      this.#retries.reset();
    }
    if (!this.#isHeard) this.#heard();
  }

  #heard(): void {
    this.#isHeard = true;
    clearTimeout(this.#thinking);
    this.#context.terms.onUnderWay();
  }

  /** Codex lost the connection, for the reason given, and asks again. */
  retry(error: TurnError): void {
    if (this.#isOver) return;
    this.#tellContact(error);
    const finishReason = cutShortReason(error);
    if (finishReason !== null) return this.#end(finishReason);
    const retry = announcedRetry(error, this.#context.request.model);
    if (this.#attempts?.retry(retry.number) === false) return this.fail(retry.error);
    this.#isRetrying = true;
    this.#retries.retrying(retry);
    return this.#restart();
  }

  #tellContact(error: TurnError): void {
    const contact = contactIn(error);
    if (contact !== null) this.#context.terms.onContact(contact);
  }

  #retryUnannounced(): void {
    this.#attempts?.retry();
    this.#isRetrying = true;
    this.#retries.retrying();
    this.#restart();
  }

  #restart(): void {
    this.#record.retried();
    this.#texts.restart();
  }

  /** Codex gives the turn up, and will end it. */
  failing(error: TurnError): void {
    this.#lastError = error;
  }

  #end(finishReason: FinishReason): void {
    const refusal = finishReason === 'content_filter' ? this.#refusal : null;
    this.#settle({
      finishReason,
      usage: this.#usage ?? this.#context.meter.takeRest(),
      waitingFor: null,
      ...(refusal !== null && { refusal }),
    });
  }

  #settle(end: AnswerEnd): void {
    this.#stopTimers();
    this.#isOver = true;
    this.#resolve(end);
  }

  #stopTimers(): void {
    this.#retries.reset();
    for (const timer of [this.#patience, this.#silence, this.#idle]) clearTimeout(timer);
  }

  /** The model called a tool. */
  toolCallWritten(call: RawToolCall): void {
    if (this.#isResponseComplete && !this.#isOver) return this.#endBeforeFollowUp('stop');
    this.#hasOutput = true;
    this.#toolCalls.written(call);
    this.#record.call();
    return undefined;
  }

  /** Codex asks for the result of a call. */
  toolCallRequested(call: RawToolCall, answer: (result: DynamicToolCallResponse) => void): void {
    this.#toolCalls.requested(call, answer);
    if (this.#isOver) return;
    this.#endInToolCalls();
    this.#endInSilence();
  }

  /** Codex answered a call itself; the client, which does so for every call, has to hear of it. */
  toolCallAnswered(callId: string): void {
    this.#toolCalls.answeredByCodex(callId);
    if (!this.#isOver) this.#endInToolCalls();
  }

  /** The service's response is complete, and this is what it counted. */
  responseCompleted(usage: Usage | null): void {
    if (usage !== null) this.#context.meter.complete(usage);
    if (this.#isOver) return;
    this.#usage = usage;
    this.#isResponseComplete = true;
    clearTimeout(this.#silence);
    this.#endInToolCalls();
    if (this.#toolCalls.calls.length === 0 || this.#isOver) return;
    this.#patience = setTimeout(() => this.#giveCalls(), patienceMs).unref();
  }

  /**
   * Where the connection breaks after a call, Codex says nothing of it: it waits for the results,
   * and goes on from them (measured on 0.169.0). So calls that nothing follows are the answer.
   */
  #endInSilence(): void {
    clearTimeout(this.#silence);
    const { calls, areAccountedFor } = this.#toolCalls;
    if (this.#isResponseComplete || calls.length === 0 || !areAccountedFor) return;
    const { retryMs, silenceMs } = this.#context.terms;
    const ms = Math.min(retryMs, silenceMs / 2);
    this.#silence = setTimeout(() => this.#giveCalls(), ms).unref();
  }

  /** Ends the answer once Codex has asked for each of its calls that it will ask for. */
  #endInToolCalls(): void {
    const { calls, areAccountedFor } = this.#toolCalls;
    if (this.#isResponseComplete && calls.length > 0 && areAccountedFor) this.#giveCalls();
  }

  #giveCalls(): void {
    if (this.#hasGivenCalls || this.#isOver) return;
    this.#hasGivenCalls = true;
    const toolCalls = this.#toolCalls;
    if (!this.#isHeard) this.#heard();
    for (const call of this.#clientCalls()) this.#listener.toolCall(call);
    this.#settle({
      finishReason: 'tool_calls',
      usage: this.#usage ?? this.#context.meter.takeRest(),
      waitingFor: toolCalls.canBeAnswered ? toolCalls : null,
    });
  }

  /** The answer cannot be used any more, whatever Codex goes on to do. */
  fail(error: CodexServeError): void {
    this.#failure ??= error;
    this.#stopTimers();
    this.#isOver = true;
    this.#reject(this.#failure);
  }

  /** Throws what the turn has failed with so far. */
  throwIfFailed(): void {
    if (this.#failure !== null) throw this.#failure;
  }

  /** The turn ended; nothing comes after this. */
  completed({ status, error }: TurnEnd): void {
    this.#isTurnOver = true;
    if (this.#isOver) return;
    const reason = status === 'completed' ? 'stop' : cutShortReason(error ?? null);
    if (reason === null) {
      if (error) this.#tellContact(error);
      const { model } = this.#context.request;
      this.fail(turnError(error ?? null, model, this.#context.terms.quota));
    } else if (reason === 'stop') this.#endInOrder();
    else this.#end(reason);
  }

  #endInOrder(): void {
    if (this.#toolCalls.calls.length > 0) return this.#giveCalls();
    // Codex drops a message that holds a refusal when it ends (measured on 0.169.0 and 0.171.0).
    if (this.#texts.isOpen) this.#refusal ??= unspokenRefusal;
    return this.#end(this.#refusal === null ? 'stop' : 'content_filter');
  }

  /** The thread has nothing to do any more. The end of the turn should come, and may be lost. */
  idle(): void {
    if (this.#isOver) return;
    this.#idle ??= setTimeout(() => this.lost(), idleMs).unref();
  }

  /** The thread works. */
  active(): void {
    clearTimeout(this.#idle);
    this.#idle = undefined;
  }

  /** The turn is over, although Codex did not say so. */
  lost(): void {
    if (this.#isOver) return;
    if (this.#lastError !== null) this.completed({ status: 'failed', error: this.#lastError });
    else if (this.#toolCalls.calls.length > 0) this.#giveCalls();
    else if (this.#isResponseComplete || (this.#texts.hasWhole && !this.#texts.isOpen)) {
      this.#end('stop');
    } else this.fail(withoutAnswer());
  }
}

function withoutAnswer(): UpstreamError {
  return new UpstreamError('upstream_error', 'Codex ended the answer before it was complete.');
}
