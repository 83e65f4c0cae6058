import type { FinishReason, Usage } from '../../../completion/events.ts';
import { UpstreamError, type CodexServeError } from '../../../../errors/errors.ts';
import type { TurnError } from '../rpc/protocol.ts';
import type { TurnListener } from '../../turn.ts';
import { reportContact } from '../upstream/report-contact.ts';
import type { TurnRequest } from '../threads/turn.ts';
import type { AnswerCalls } from './answer-calls.ts';
import type { AnswerOutput } from './answer-output.ts';
import type { AnswerEnd } from './answer-record.ts';
import type { AnswerRetries } from './answer-retries.ts';
import type { AnswerSettlement } from './answer-settlement.ts';
import { cutShortReason } from './announced-retry.ts';
import type { FirstOutput } from './first-output.ts';
import { unspokenRefusal } from '../../service/output/refusal-words.ts';
import { turnError } from './turn-error.ts';
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

/** The parts of an answer that its end needs, completes or stops. */
export interface AnswerParts {
  readonly settlement: AnswerSettlement;
  readonly output: AnswerOutput;
  readonly calls: AnswerCalls;
  readonly first: FirstOutput;
  readonly retries: AnswerRetries;
}

/** Decides when and how an answer ends, and settles it. */
export class AnswerEnding {
  readonly #context: AnswerContext;
  readonly #listener: TurnListener;
  readonly #parts: AnswerParts;
  #idle: NodeJS.Timeout | undefined;
  #hasGivenCalls = false;
  #usage: Usage | null = null;
  #refusal: string | null = null;
  #lastError: TurnError | null = null;
  #isTurnOver = false;
  /** Whether the response is complete. A plain field, because each token reads it. Read-only elsewhere. */
  isResponseComplete = false;

  constructor(context: AnswerContext, listener: TurnListener, parts: AnswerParts) {
    this.#context = context;
    this.#listener = listener;
    this.#parts = parts;
  }

  /** Whether Codex has ended the turn. Until then, the turn uses up quota. */
  get isTurnOver(): boolean {
    return this.#isTurnOver;
  }

  /** What the model said when it refused; null if it did not refuse. */
  get refusal(): string | null {
    return this.#refusal;
  }

  /** The model refused, in these words. */
  refused(words: string): void {
    if (!this.#parts.settlement.isOver) this.#refusal = words;
  }

  /** Codex gives up on the turn, and will end it. */
  failing(error: TurnError): void {
    this.#lastError = error;
  }

  /** The service's response is complete, with this usage. */
  responseCompleted(usage: Usage | null): void {
    if (usage !== null) this.#context.meter.complete(usage);
    if (this.#parts.settlement.isOver) return;
    this.#usage = usage;
    this.isResponseComplete = true;
    this.#parts.calls.responseCompleted();
  }

  /** Codex sends another request that no client made. The answer ends before it. */
  endBeforeFollowUp(): void {
    if (this.#parts.calls.hasAny) this.giveCalls();
    else if (this.isResponseComplete || this.#parts.output.hasWhole) this.end('stop');
    else this.fail(withoutAnswer());
  }

  /** The turn ended; nothing comes after this. */
  completed({ status, error }: TurnEnd): void {
    this.#isTurnOver = true;
    if (this.#parts.settlement.isOver) return;
    const reason = status === 'completed' ? 'stop' : cutShortReason(error ?? null);
    if (reason === null) {
      if (error) reportContact(error, this.#context.terms.onContact);
      const { model } = this.#context.request;
      this.fail(turnError(error ?? null, model, this.#context.terms.quota));
    } else if (reason === 'stop') this.#endInOrder();
    else this.end(reason);
  }

  #endInOrder(): void {
    if (this.#parts.calls.hasAny) return this.giveCalls();
    // Codex drops a message that holds a refusal when it ends (measured on 0.169.0 and 0.171.0).
    if (this.#parts.output.isOpen) this.#refusal ??= unspokenRefusal;
    return this.end(this.#refusal === null ? 'stop' : 'content_filter');
  }

  /** The thread is idle. The end of the turn should follow, but may be lost. */
  idle(): void {
    if (this.#parts.settlement.isOver) return;
    this.#idle ??= setTimeout(() => this.lost(), idleMs).unref();
  }

  /** The thread is active again. */
  active(): void {
    clearTimeout(this.#idle);
    this.#idle = undefined;
  }

  /** The turn is over, although Codex did not report it. */
  lost(): void {
    if (this.#parts.settlement.isOver) return;
    if (this.#lastError !== null) this.completed({ status: 'failed', error: this.#lastError });
    else if (this.#parts.calls.hasAny) this.giveCalls();
    else if (
      this.isResponseComplete ||
      (this.#parts.output.hasWhole && !this.#parts.output.isOpen)
    ) {
      this.end('stop');
    } else this.fail(withoutAnswer());
  }

  /** Ends the answer with its tool calls, because all of them are known. */
  giveCalls(): void {
    if (this.#hasGivenCalls || this.#parts.settlement.isOver) return;
    this.#hasGivenCalls = true;
    this.#parts.first.heard();
    this.#parts.output.end();
    this.#parts.calls.give((call, itemId) => this.#listener.toolCall(call, itemId));
    this.#settle({
      finishReason: 'tool_calls',
      usage: this.#usage ?? this.#context.meter.takeRest(),
      waitingFor: this.#parts.calls.waitingFor,
    });
  }

  /** Fails the answer, no matter what Codex sends after this. */
  fail(error: CodexServeError): void {
    this.#stopTimers();
    this.#parts.settlement.fail(error);
  }

  /** Ends the answer with the output so far. */
  end(finishReason: FinishReason): void {
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
    this.#parts.output.end();
    this.#parts.first.tellRest();
    this.#parts.settlement.end(end);
  }

  #stopTimers(): void {
    this.#parts.retries.reset();
    this.#parts.calls.stop();
    clearTimeout(this.#idle);
  }
}

function withoutAnswer(): UpstreamError {
  return new UpstreamError('upstream_error', 'Codex ended the answer before it was complete.');
}
