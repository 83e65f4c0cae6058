import type { FinishReason, Usage } from '../../completion/events.ts';
import type { Message } from '../../completion/request.ts';
import { UpstreamError, type CodexServeError } from '../../../errors/errors.ts';
import type { TokenUsageBreakdown } from '../protocol/v2/TokenUsageBreakdown.ts';
import type { TurnError } from '../protocol/v2/TurnError.ts';
import type { TurnCompletedNotification } from '../rpc/methods.ts';
import { retryGuard, type RetryGuard } from './retry-guard.ts';
import { turnError } from './turn-error.ts';

/** One turn: an answer to a conversation. */
export interface TurnRequest {
  /** A model's id, without an effort behind it. */
  readonly model: string;
  readonly messages: readonly Message[];
  /** One that the model offers; null leaves it to the model. */
  readonly effort: string | null;
}

/** Hears a turn as it goes on. */
export interface TurnListener {
  /** More of the answer's text; never one that was given before. */
  delta(text: string): void;
  /** More of the reasoning summary's paragraph of that index; a blank line begins a new one. */
  reasoningDelta(text: string, summaryIndex: number): void;
}

/** How a turn ended well. */
export interface TurnOutcome {
  readonly finishReason: FinishReason;
  readonly usage: Usage | null;
}

/**
 * Puts one turn's notifications together: passes on what is new, and settles `outcome` when the
 * turn has ended.
 */
export class Turn {
  /** Rejects with a `CodexServeError`. */
  readonly outcome: Promise<TurnOutcome>;
  readonly #request: TurnRequest;
  readonly #listener: TurnListener;
  readonly #text: RetryGuard = retryGuard();
  readonly #reasoning: RetryGuard = retryGuard();
  #usage: TokenUsageBreakdown | null = null;
  #summaryIndex = 0;
  #message: { id: string; isWhole: boolean } = { id: '', isWhole: true };
  #isOver = false;
  #failure: CodexServeError | null = null;
  #resolve!: (outcome: TurnOutcome) => void;
  #reject!: (error: Error) => void;

  constructor(request: TurnRequest, listener: TurnListener) {
    this.#request = request;
    this.#listener = listener;
    this.outcome = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // Whoever runs the turn may find out otherwise first, and then never look here.
    this.outcome.catch(() => {});
  }

  /** Whether Codex has ended the turn; while it has not, it goes on using up quota. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Some text of the message with that id arrived. */
  delta(itemId: string, text: string): void {
    if (itemId !== this.#message.id) this.#nextMessage(itemId);
    const fresh = this.#text.pass(text);
    if (fresh === null) this.fail(divergedError());
    else if (fresh !== '') this.#listener.delta(fresh);
  }

  /** The message with that id is whole. */
  messageCompleted(itemId: string): void {
    this.#message = { id: itemId, isWhole: true };
  }

  /**
   * Codex announces its retries but for the first one on a WebSocket (measured on 0.169.0). A new
   * message then shows it, since the one before was left unfinished. Where that was whole, the
   * connection broke just behind it, or the answer has a second message.
   */
  #nextMessage(itemId: string): void {
    if (this.#message.isWhole) this.#text.restartOrGoOn();
    else this.retry();
    this.#message = { id: itemId, isWhole: false };
  }

  /** Some reasoning arrived. A retry that reasons otherwise goes unheard: its text is what counts. */
  reasoningDelta(text: string, summaryIndex: number): void {
    const isNewParagraph = summaryIndex > this.#summaryIndex;
    this.#summaryIndex = summaryIndex;
    const fresh = this.#reasoning.pass(isNewParagraph ? `\n\n${text}` : text);
    if (fresh !== null && fresh !== '') this.#listener.reasoningDelta(fresh, summaryIndex);
  }

  /** Codex lost the connection and asks again. */
  retry(): void {
    this.#text.restart();
    this.#reasoning.restart();
    this.#summaryIndex = 0;
  }

  /** The service reported what it counted. */
  usage(usage: TokenUsageBreakdown | null): void {
    this.#usage = usage;
  }

  /** The answer cannot be used any more, whatever Codex goes on to do. */
  fail(error: CodexServeError): void {
    this.#failure ??= error;
    this.#reject(error);
  }

  /** Throws what the turn has failed with so far. */
  throwIfFailed(): void {
    if (this.#failure !== null) throw this.#failure;
  }

  /** The turn ended; nothing comes after this. */
  completed({ status, error }: TurnCompletedNotification['turn']): void {
    this.#isOver = true;
    const finishReason = status === 'completed' ? 'stop' : incompleteReason(error);
    if (finishReason === null) this.#reject(turnError(error, this.#request.model));
    else this.#resolve({ finishReason, usage: this.#usage && usageOf(this.#usage) });
  }
}

/** Codex reports an answer that the service cut short as a failure; to a client it is an end. */
function incompleteReason(error: TurnError | null): FinishReason | null {
  const reason = /Incomplete response returned, reason: (\w+)/.exec(error?.message ?? '')?.[1];
  if (reason === 'max_output_tokens') return 'length';
  return reason === 'content_filter' ? 'content_filter' : null;
}

function usageOf(usage: TokenUsageBreakdown): Usage {
  return {
    inputTokens: usage.inputTokens,
    cachedInputTokens: usage.cachedInputTokens,
    cacheWriteInputTokens: usage.cacheWriteInputTokens,
    outputTokens: usage.outputTokens,
    reasoningOutputTokens: usage.reasoningOutputTokens,
    totalTokens: usage.totalTokens,
  };
}

function divergedError(): UpstreamError {
  return new UpstreamError(
    'answer_diverged',
    'The connection to the model broke, and its second answer differs from what was already sent.',
  );
}
