import type { AttemptBudget } from '../../../completion/attempt-budget.ts';
import type { FinishReason, Usage } from '../../../completion/events.ts';
import type { ItemStart } from '../../../completion/item.ts';
import type { AssistantMessage } from '../../../completion/request.ts';
import { UpstreamError, type CodexServeError } from '../../../../errors/errors.ts';
import type { DynamicToolCallResponse, TurnError } from '../rpc/protocol.ts';
import { AnswerCalls } from './answer-calls.ts';
import { AnswerOutput } from './answer-output.ts';
import type { AnswerEnd } from './answer-record.ts';
import { AnswerRetries } from './answer-retries.ts';
import { AnswerSettlement } from './answer-settlement.ts';
import { cutShortReason } from './announced-retry.ts';
import { FirstOutput } from './first-output.ts';
import { unspokenRefusal } from './refusal-words.ts';
import { divergedError } from './retry-guard.ts';
import type { RawToolCall } from '../tools/dynamic-tools.ts';
import { contactIn } from '../upstream/contact.ts';
import { turnError } from './turn-error.ts';
import type { TurnListener } from '../../turn.ts';
import type { TurnRequest } from '../threads/turn.ts';
import type { TurnTerms } from './turn-terms.ts';
import type { UsageMeter } from './usage-meter.ts';

/** How long the end of a turn may come after its thread is idle. Usually it comes at once. */
const idleMs = 500;

/** How Codex ended a turn. */
export interface TurnEnd {
  readonly status: string;
  readonly error?: TurnError | null | undefined;
}

/** What all answers of one turn share. */
export interface AnswerContext {
  readonly request: TurnRequest;
  readonly terms: TurnTerms;
  /** Of the thread. */
  readonly meter: UsageMeter;
}

/**
 * Assembles one answer of a turn from its notifications. Passes on what is new, and settles `ended`
 * when the answer is complete. A turn has one answer, and one more for each set of tool results.
 */
export class TurnAnswer {
  readonly #context: AnswerContext;
  readonly #listener: TurnListener;
  readonly #settlement = new AnswerSettlement();
  readonly #first: FirstOutput;
  readonly #retries: AnswerRetries;
  #idle: NodeJS.Timeout | undefined;
  readonly #output: AnswerOutput;
  readonly #calls: AnswerCalls;
  #hasOutput = false;
  #isResponseComplete = false;
  #hasGivenCalls = false;
  #usage: Usage | null = null;
  #refusal: string | null = null;
  #lastError: TurnError | null = null;
  #isTurnOver = false;
  /** @param attempts Counts the requests to the service; null for an answer that nobody wants. */
  constructor(context: AnswerContext, listener: TurnListener, attempts: AttemptBudget | null) {
    const { request, terms } = context;
    this.#context = context;
    this.#listener = listener;
    this.#first = new FirstOutput(terms.onUnderWay);
    this.#retries = new AnswerRetries(attempts, terms.retryMs, {
      onRestart: () => this.#output.restart(),
      onFail: (error) => this.fail(error),
    });
    this.#output = new AnswerOutput({
      text: (fresh) => {
        this.#passing();
        listener.delta(fresh);
      },
      reasoning: (fresh, index) => {
        this.#passing();
        listener.reasoningDelta(fresh, index);
      },
      itemAdded: (start) => this.#tellOfItem(start.type, () => listener.itemAdded(start)),
      itemDone: (end) => this.#tellOfItem(end.type, () => listener.itemDone(end)),
      repeated: () => this.#retries.answering(),
      diverged: () => this.fail(divergedError()),
      retried: () => this.#retries.unannounced(),
    });
    this.#calls = new AnswerCalls(request, terms, () => this.#giveCalls());
  }

  /** Rejects with a `CodexServeError`. */
  get ended(): Promise<AnswerEnd> {
    return this.#settlement.ended;
  }

  /** Whether Codex has ended the turn. Until then, the turn uses up quota. */
  get isTurnOver(): boolean {
    return this.#isTurnOver;
  }

  /** Whether the listener has received anything of the answer. */
  get isHeard(): boolean {
    return this.#first.isHeard;
  }

  /** The whole answer as a client sends it back; null if its thread holds anything else. */
  asMessage(): AssistantMessage | null {
    const { record } = this.#output;
    return this.#refusal === null ? record.asMessage(this.#calls.forClient()) : null;
  }

  /** An item of the answer begins. Called for the service's first event about it, or before. */
  started(): void {
    if (this.#settlement.isOver) return;
    this.#context.terms.onContact('answered');
    this.#retries.answering();
    this.#calls.endInSilence();
    this.#first.expect();
  }

  /** Some text of the message with that id arrived. */
  delta(itemId: string, text: string): void {
    if (this.#outputBegins()) this.#output.delta(itemId, text);
  }

  /** The receiver of the service's output; null if the output does not belong to the answer. */
  output(): AnswerOutput | null {
    return this.#outputBegins() ? this.#output : null;
  }

  /** A message that the ended turn holds. */
  messageListed(itemId: string, text: string): void {
    if (!this.#settlement.isOver) this.#output.listed(itemId, text);
  }

  /** The model refused, in these words. */
  refused(words: string): void {
    if (!this.#settlement.isOver) this.#refusal = words;
  }

  /**
   * The model begins some output. Returns false if it does not belong to the answer: the answer has
   * ended, or the output answers a request that no client made.
   */
  #outputBegins(): boolean {
    if (this.#settlement.isOver) return false;
    if (this.#isResponseComplete || this.#calls.haveOneAnsweredByCodex) {
      this.#endBeforeFollowUp('stop');
      return false;
    }
    this.#hasOutput = true;
    return true;
  }

  /**
   * Codex added a message of its own to the conversation and sends it to the service, for example
   * after a content filter (measured on 0.171.0). The answer ends before that message.
   */
  intruded(text: string): void {
    if (this.#settlement.isOver) return;
    if (text.includes('<content_filter_guidance>')) this.#end('content_filter');
    else if (this.#hasOutput) this.#endBeforeFollowUp('stop');
  }

  #endBeforeFollowUp(finishReason: FinishReason): void {
    if (this.#calls.hasAny) this.#giveCalls();
    else if (this.#isResponseComplete || this.#output.hasWhole) this.#end(finishReason);
    else this.fail(withoutAnswer());
  }

  /** Something new is about to be passed on. */
  #passing(): void {
    if (this.#retries.isRetrying) this.#retries.reset();
    if (!this.#first.isHeard) this.#first.heard();
  }

  /** Reports an item. A hosted call counts as output by itself. */
  #tellOfItem(type: ItemStart['type'], news: () => void): void {
    if (type === 'hosted') this.#passing();
    this.#first.tell(news);
  }

  /** Codex lost the connection, for the given reason, and asks again. */
  retry(error: TurnError): void {
    if (this.#settlement.isOver) return;
    this.#tellContact(error);
    const finishReason = cutShortReason(error);
    if (finishReason !== null) return this.#end(finishReason);
    return this.#retries.announced(error, this.#context.request.model);
  }

  #tellContact(error: TurnError): void {
    const contact = contactIn(error);
    if (contact !== null) this.#context.terms.onContact(contact);
  }

  /** Codex gives up on the turn, and will end it. */
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
    this.#output.end();
    this.#first.tellRest();
    this.#settlement.end(end);
  }

  #stopTimers(): void {
    this.#retries.reset();
    this.#calls.stop();
    clearTimeout(this.#idle);
  }

  /** The model called a tool. */
  toolCallWritten(call: RawToolCall): void {
    if (this.#isResponseComplete && !this.#settlement.isOver)
      return this.#endBeforeFollowUp('stop');
    this.#hasOutput = true;
    this.#output.goOn();
    this.#calls.written(call);
    this.#output.record.call();
    return undefined;
  }

  /** Codex asks for the result of a call. */
  toolCallRequested(call: RawToolCall, answer: (result: DynamicToolCallResponse) => void): void {
    this.#calls.requested(call, answer);
    if (this.#settlement.isOver) return;
    this.#calls.endIfComplete();
    this.#calls.endInSilence();
  }

  /** Codex answered a call itself. The client still gets the call, because it answers them all. */
  toolCallAnswered(callId: string): void {
    this.#calls.answeredByCodex(callId);
    if (!this.#settlement.isOver) this.#calls.endIfComplete();
  }

  /** The service's response is complete, with this usage. */
  responseCompleted(usage: Usage | null): void {
    if (usage !== null) this.#context.meter.complete(usage);
    if (this.#settlement.isOver) return;
    this.#usage = usage;
    this.#isResponseComplete = true;
    this.#calls.responseCompleted();
  }

  #giveCalls(): void {
    if (this.#hasGivenCalls || this.#settlement.isOver) return;
    this.#hasGivenCalls = true;
    this.#first.heard();
    this.#output.end();
    this.#calls.give((call, itemId) => this.#listener.toolCall(call, itemId));
    this.#settle({
      finishReason: 'tool_calls',
      usage: this.#usage ?? this.#context.meter.takeRest(),
      waitingFor: this.#calls.waitingFor,
    });
  }

  /** Fails the answer, no matter what Codex sends after this. */
  fail(error: CodexServeError): void {
    this.#stopTimers();
    this.#settlement.fail(error);
  }

  /** Throws the error if the answer has failed. */
  throwIfFailed(): void {
    this.#settlement.throwIfFailed();
  }

  /** The turn ended; nothing comes after this. */
  completed({ status, error }: TurnEnd): void {
    this.#isTurnOver = true;
    if (this.#settlement.isOver) return;
    const reason = status === 'completed' ? 'stop' : cutShortReason(error ?? null);
    if (reason === null) {
      if (error) this.#tellContact(error);
      const { model } = this.#context.request;
      this.fail(turnError(error ?? null, model, this.#context.terms.quota));
    } else if (reason === 'stop') this.#endInOrder();
    else this.#end(reason);
  }

  #endInOrder(): void {
    if (this.#calls.hasAny) return this.#giveCalls();
    // Codex drops a message that holds a refusal when it ends (measured on 0.169.0 and 0.171.0).
    if (this.#output.isOpen) this.#refusal ??= unspokenRefusal;
    return this.#end(this.#refusal === null ? 'stop' : 'content_filter');
  }

  /** The thread is idle. The end of the turn should follow, but may be lost. */
  idle(): void {
    if (this.#settlement.isOver) return;
    this.#idle ??= setTimeout(() => this.lost(), idleMs).unref();
  }

  /** The thread is active again. */
  active(): void {
    clearTimeout(this.#idle);
    this.#idle = undefined;
  }

  /** The turn is over, although Codex did not report it. */
  lost(): void {
    if (this.#settlement.isOver) return;
    if (this.#lastError !== null) this.completed({ status: 'failed', error: this.#lastError });
    else if (this.#calls.hasAny) this.#giveCalls();
    else if (this.#isResponseComplete || (this.#output.hasWhole && !this.#output.isOpen)) {
      this.#end('stop');
    } else this.fail(withoutAnswer());
  }
}

function withoutAnswer(): UpstreamError {
  return new UpstreamError('upstream_error', 'Codex ended the answer before it was complete.');
}
