import type { AttemptBudget } from '../../../completion/attempt-budget.ts';
import type { ItemStart } from '../../../completion/item.ts';
import type { CodexServeError } from '../../../../errors/errors.ts';
import type { DynamicToolCallResponse, TurnError } from '../rpc/protocol.ts';
import { AnswerCalls } from './answer-calls.ts';
import { AnswerEnding, type AnswerContext } from './answer-ending.ts';
import { AnswerOutput } from './answer-output.ts';
import type { AnswerEnd } from './answer-record.ts';
import { AnswerRetries } from './answer-retries.ts';
import { AnswerSettlement } from './answer-settlement.ts';
import { cutShortReason } from './announced-retry.ts';
import { FirstOutput } from './first-output.ts';
import { divergedError } from '../../service/output/retry-guard.ts';
import type { AnswerParts } from '../../conversation/answer-forms.ts';
import type { RawToolCall } from '../tools/dynamic-tools.ts';
import { reportContact } from '../upstream/report-contact.ts';
import type { TurnListener } from '../../turn.ts';

/**
 * Assembles one answer of a turn from its notifications. Passes on what is new, and settles `ended`
 * when the answer is complete. A turn has one answer, and one more for each set of tool results.
 */
export class TurnAnswer {
  readonly #context: AnswerContext;
  readonly #settlement = new AnswerSettlement();
  readonly #first: FirstOutput;
  readonly #retries: AnswerRetries;
  readonly #output: AnswerOutput;
  readonly #calls: AnswerCalls;
  /** Decides when and how the answer ends. */
  readonly ending: AnswerEnding;
  #hasOutput = false;
  /** How many messages of the client Codex has not repeated yet. */
  #expected = 0;

  /** @param attempts Counts the requests to the service; null for an answer that nobody wants. */
  constructor(context: AnswerContext, listener: TurnListener, attempts: AttemptBudget | null) {
    const { request, terms } = context;
    this.#context = context;
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
    this.#calls = new AnswerCalls(request, terms, () => this.ending.giveCalls());
    this.ending = new AnswerEnding(context, listener, {
      settlement: this.#settlement,
      output: this.#output,
      calls: this.#calls,
      first: this.#first,
      retries: this.#retries,
    });
  }

  /** Rejects with a `CodexServeError`. */
  get ended(): Promise<AnswerEnd> {
    return this.#settlement.ended;
  }

  /** Whether the listener has received anything of the answer. */
  get isHeard(): boolean {
    return this.#first.isHeard;
  }

  /** Whether nothing of the answer has come. */
  get isEmpty(): boolean {
    return !this.#hasOutput;
  }

  /** What the thread holds of the answer, reasoning aside; null if no client can send that back. */
  get parts(): AnswerParts | null {
    const { items } = this.#output.record;
    const isKnown = items !== null && this.ending.refusal === null;
    return isKnown ? { items, toolCalls: this.#calls.forClient() } : null;
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

  /**
   * The model begins some output. Returns false if it does not belong to the answer: the answer has
   * ended, or the output answers a request that no client made.
   */
  #outputBegins(): boolean {
    if (this.#settlement.isOver) return false;
    if (this.ending.isResponseComplete || this.#calls.haveOneAnsweredByCodex) {
      this.ending.endBeforeFollowUp();
      return false;
    }
    this.#hasOutput = true;
    return true;
  }

  /** The client has added so many messages, which Codex repeats before the answer. */
  expectMessages(count: number): void {
    this.#expected = count;
  }

  /**
   * Codex added a message of its own to the conversation and sends it to the service, for example
   * after a content filter (measured on 0.171.0). The answer ends before that message.
   */
  intruded(text: string): void {
    if (this.#settlement.isOver) return;
    if (this.#expected > 0) {
      this.#expected -= 1;
      return;
    }
    if (text.includes('<content_filter_guidance>')) this.ending.end('content_filter');
    else if (this.#hasOutput) this.ending.endBeforeFollowUp();
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
    reportContact(error, this.#context.terms.onContact);
    const finishReason = cutShortReason(error);
    if (finishReason !== null) return this.ending.end(finishReason);
    return this.#retries.announced(error, this.#context.request.model);
  }

  /** The model called a tool. */
  toolCallWritten(call: RawToolCall): void {
    if (this.ending.isResponseComplete && !this.#settlement.isOver)
      return this.ending.endBeforeFollowUp();
    this.#hasOutput = true;
    this.#output.nonMessages.goOn();
    this.#calls.written(call);
    this.#output.record.call(call.callId);
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

  /** Fails the answer, no matter what Codex sends after this. */
  fail(error: CodexServeError): void {
    this.ending.fail(error);
  }

  /** Throws the error if the answer has failed. */
  throwIfFailed(): void {
    this.#settlement.throwIfFailed();
  }
}
