import type { FinishReason, Usage } from '../../completion/events.ts';
import type { AssistantMessage } from '../../completion/request.ts';
import type { ToolCall } from '../../completion/tools.ts';
import type { CodexServeError } from '../../../errors/errors.ts';
import type { TurnError } from '../protocol/v2/TurnError.ts';
import type { TurnCompletedNotification } from '../rpc/methods.ts';
import type { DynamicToolCallResponse } from '../protocol/v2/DynamicToolCallResponse.ts';
import { clientToolCall } from './dynamic-tools.ts';
import { divergedError, retryGuard, type RetryGuard } from './retry-guard.ts';
import type { TurnListener, TurnRequest, TurnTerms } from './turn.ts';
import { modelToolName } from './tool-names.ts';
import { AnswerRecord, type AnswerEnd } from './answer-record.ts';
import { ToolCalls, type RawToolCall } from './tool-calls.ts';
import { turnError } from './turn-error.ts';
import { announcedRetry, cutShortReason } from './announced-retry.ts';
import type { QuotaWindows } from './quota-windows.ts';
import { RetryBound } from './retry-bound.ts';

/** How long Codex may take to ask for a call that it should ask for; milliseconds are usual. */
const patienceMs = 5000;
/** After so long without a word the model is thinking, and its first one is not near. */
const thinkingMs = 100;

/**
 * Puts the notifications about one answer of a turn together: passes on what is new, and settles
 * `ended` when the answer is whole. A turn has one answer, and one more each time that it is given
 * the results of tool calls.
 */
export class TurnAnswer {
  /** Rejects with a `CodexServeError`. */
  readonly ended: Promise<AnswerEnd>;
  readonly #request: TurnRequest;
  readonly #listener: TurnListener;
  readonly #quota: QuotaWindows;
  readonly #onUnderWay: () => void;
  #thinking: NodeJS.Timeout | undefined;
  readonly #retries: RetryBound;
  readonly #silenceMs: number;
  #silence: NodeJS.Timeout | undefined;
  readonly #text: RetryGuard = retryGuard();
  readonly #reasoning: RetryGuard = retryGuard();
  readonly #toolCalls: ToolCalls;
  readonly #record = new AnswerRecord();
  #isHeard = false;
  #isResponseComplete = false;
  #hasGivenCalls = false;
  #patience: NodeJS.Timeout | undefined;
  #usage: Usage | null = null;
  #summaryIndex = 0;
  #message: { id: string; isWhole: boolean } = { id: '', isWhole: true };
  #isTurnOver = false;
  #failure: CodexServeError | null = null;
  #resolve!: (end: AnswerEnd) => void;
  #reject!: (error: Error) => void;

  constructor(request: TurnRequest, terms: TurnTerms, listener: TurnListener) {
    const { retryMs, quota, onUnderWay } = terms;
    this.#request = request;
    this.#listener = listener;
    this.#quota = quota;
    this.#onUnderWay = onUnderWay;
    this.#silenceMs = retryMs;
    this.#retries = new RetryBound(retryMs, (error) => this.fail(error));
    this.#toolCalls = new ToolCalls((request.tools ?? []).map(({ name }) => modelToolName(name)));
    this.ended = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // Whoever runs the turn may find out otherwise first, and then never look here.
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
    return this.#record.asMessage(this.#clientCalls());
  }

  #clientCalls(): ToolCall[] {
    const { tools = [] } = this.#request;
    return this.#toolCalls.calls.map((call) => clientToolCall(tools, call));
  }

  /** Some text of the message with that id arrived. */
  delta(itemId: string, text: string): void {
    // What comes with the piece that was at fault comes before anyone has heard of the failure.
    if (this.#failure !== null) return;
    if (itemId !== this.#message.id) this.#nextMessage(itemId);
    const fresh = this.#text.pass(text);
    if (fresh === null) this.fail(divergedError());
    else if (fresh === '') this.#retries.answering();
    else {
      this.#passing();
      this.#listener.delta(fresh);
    }
  }

  /** The message with that id is whole; its text is null where it is more than a text. */
  messageCompleted(itemId: string, text: string | null): void {
    this.#record.message(text);
    this.#message = { id: itemId, isWhole: true };
  }

  /**
   * Codex announces its retries but for the first one on a WebSocket (measured on 0.169.0). A new
   * message then shows it, since the one before was left unfinished. Where that was whole, the
   * connection broke just behind it, or the answer has a second message.
   */
  #nextMessage(itemId: string): void {
    if (this.#message.isWhole) this.#text.restartOrGoOn();
    else this.#retryUnannounced();
    this.#message = { id: itemId, isWhole: false };
  }

  /** Some reasoning arrived. A retry that reasons otherwise goes unheard: its text is what counts. */
  reasoningDelta(text: string, summaryIndex: number): void {
    if (this.#failure !== null) return;
    const isNewParagraph = summaryIndex > this.#summaryIndex;
    this.#summaryIndex = summaryIndex;
    const fresh = this.#reasoning.pass(isNewParagraph ? `\n\n${text}` : text);
    if (fresh === null || fresh === '') this.#retries.answering();
    else {
      this.#passing();
      this.#listener.reasoningDelta(fresh, summaryIndex);
    }
  }

  /** Something new is about to be passed on. */
  #passing(): void {
    this.#retries.reset();
    this.#heard();
  }

  #heard(): void {
    if (this.#isHeard) return;
    this.#isHeard = true;
    clearTimeout(this.#thinking);
    this.#onUnderWay();
  }

  /** The service has begun to answer. */
  started(): void {
    this.#retries.answering();
    this.#endInSilence();
    this.#thinking ??= setTimeout(this.#onUnderWay, thinkingMs).unref();
  }

  /** Codex lost the connection, for the reason given, and asks again. */
  retry(error: TurnError): void {
    const finishReason = cutShortReason(error);
    if (finishReason !== null) return this.#end(finishReason);
    this.#retries.retrying(announcedRetry(error, this.#request.model));
    this.#restart();
  }

  #retryUnannounced(): void {
    this.#retries.retrying();
    this.#restart();
  }

  #restart(): void {
    this.#record.retried();
    this.#text.restart();
    this.#reasoning.restart();
    this.#summaryIndex = 0;
  }

  #end(finishReason: FinishReason): void {
    this.#retries.reset();
    this.#resolve({ finishReason, usage: this.#usage, waitingFor: null });
  }

  /** The model called a tool. */
  toolCallWritten(call: RawToolCall): void {
    this.#toolCalls.written(call);
    this.#record.call();
  }

  /** Codex asks for the result of a call. */
  toolCallRequested(callId: string, answer: (result: DynamicToolCallResponse) => void): void {
    this.#toolCalls.requested(callId, answer);
    this.#endInToolCalls();
    this.#endInSilence();
  }

  /** Codex answered a call itself; the client, which does so for every call, has to hear of it. */
  toolCallAnswered(callId: string): void {
    this.#toolCalls.answeredByCodex(callId);
    this.#endInToolCalls();
  }

  /** The service's response is complete, and this is what it counted. */
  responseCompleted(usage: Usage | null): void {
    this.#usage = usage;
    this.#isResponseComplete = true;
    clearTimeout(this.#silence);
    this.#endInToolCalls();
    if (this.#toolCalls.calls.length === 0 || this.#hasGivenCalls) return;
    this.#patience = setTimeout(() => this.#giveCalls(), patienceMs).unref();
  }

  /**
   * Where the connection breaks behind a call, Codex says nothing of it: it waits for the results,
   * and goes on from them (measured on 0.169.0). So calls that nothing follows are the answer.
   */
  #endInSilence(): void {
    clearTimeout(this.#silence);
    const { calls, areAccountedFor } = this.#toolCalls;
    if (this.#isResponseComplete || calls.length === 0 || !areAccountedFor) return;
    this.#silence = setTimeout(() => this.#giveCalls(), this.#silenceMs).unref();
  }

  /** Ends the answer once Codex has asked for each of its calls that it will ask for. */
  #endInToolCalls(): void {
    const { calls, areAccountedFor } = this.#toolCalls;
    if (this.#isResponseComplete && calls.length > 0 && areAccountedFor) this.#giveCalls();
  }

  #giveCalls(): void {
    if (this.#hasGivenCalls || this.#failure !== null) return;
    this.#hasGivenCalls = true;
    clearTimeout(this.#patience);
    clearTimeout(this.#silence);
    this.#retries.reset();
    const toolCalls = this.#toolCalls;
    this.#heard();
    for (const call of this.#clientCalls()) this.#listener.toolCall(call);
    this.#resolve({
      finishReason: 'tool_calls',
      usage: this.#usage,
      waitingFor: toolCalls.canBeAnswered ? toolCalls : null,
    });
  }

  /** The answer cannot be used any more, whatever Codex goes on to do. */
  fail(error: CodexServeError): void {
    this.#retries.reset();
    this.#failure ??= error;
    clearTimeout(this.#patience);
    clearTimeout(this.#silence);
    this.#reject(error);
  }

  /** Throws what the turn has failed with so far. */
  throwIfFailed(): void {
    if (this.#failure !== null) throw this.#failure;
  }

  /** The turn ended; nothing comes after this. */
  completed({ status, error }: TurnCompletedNotification['turn']): void {
    this.#isTurnOver = true;
    const finishReason = status === 'completed' ? 'stop' : cutShortReason(error);
    if (finishReason === null) this.fail(turnError(error, this.#request.model, this.#quota));
    else this.#end(finishReason);
  }
}
