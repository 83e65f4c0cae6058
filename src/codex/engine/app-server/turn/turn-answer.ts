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

/** How long Codex may take from a thread's being idle to the end of its turn; it is at once. */
const idleMs = 500;

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
  /** @param attempts Counts how often the service is asked; null for an answer that nobody wants. */
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

  /** Whether Codex has ended the turn; while it has not, it goes on using up quota. */
  get isTurnOver(): boolean {
    return this.#isTurnOver;
  }

  /** Whether the listener has heard anything of it. */
  get isHeard(): boolean {
    return this.#first.isHeard;
  }

  /** The whole answer as a client sends it back; null where its thread holds something else. */
  asMessage(): AssistantMessage | null {
    const { record } = this.#output;
    return this.#refusal === null ? record.asMessage(this.#calls.forClient()) : null;
  }

  /** An item of the answer begins, at the latest with the service's first event about it. */
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

  /** Where the service's output goes; null where none of it belongs to the answer. */
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
   * The model begins some output. False where none of it belongs to the answer: that has ended, or
   * what comes now answers a request that no client made.
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
   * Codex put a message of its own into the conversation, which it sends to the service now: after a
   * content filter, for example (measured on 0.171.0). The answer ends before that.
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

  /** A hosted call is news in itself. */
  #tellOfItem(type: ItemStart['type'], news: () => void): void {
    if (type === 'hosted') this.#passing();
    this.#first.tell(news);
  }

  /** Codex lost the connection, for the reason given, and asks again. */
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

  /** Codex answered a call itself; the client, which does so for every call, has to hear of it. */
  toolCallAnswered(callId: string): void {
    this.#calls.answeredByCodex(callId);
    if (!this.#settlement.isOver) this.#calls.endIfComplete();
  }

  /** The service's response is complete, and this is what it counted. */
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

  /** The answer cannot be used any more, whatever Codex goes on to do. */
  fail(error: CodexServeError): void {
    this.#stopTimers();
    this.#settlement.fail(error);
  }

  /** Throws what the turn has failed with so far. */
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

  /** The thread has nothing to do any more. The end of the turn should come, and may be lost. */
  idle(): void {
    if (this.#settlement.isOver) return;
    this.#idle ??= setTimeout(() => this.lost(), idleMs).unref();
  }

  /** The thread works. */
  active(): void {
    clearTimeout(this.#idle);
    this.#idle = undefined;
  }

  /** The turn is over, although Codex did not say so. */
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
