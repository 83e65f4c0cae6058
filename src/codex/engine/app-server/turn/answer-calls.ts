import type { ToolCall } from '../../../completion/tools.ts';
import type { TurnRequest } from '../threads/turn.ts';
import type { DynamicToolCallResponse } from '../rpc/protocol.ts';
import { clientToolCall } from '../tools/dynamic-tools.ts';
import { createToolNames, type ToolNames } from '../tools/tool-names.ts';
import type { RawToolCall } from '../tools/dynamic-tools.ts';
import { ToolCalls } from './tool-calls.ts';
import type { TurnTerms } from './turn-terms.ts';

/** How long Codex may take to request the result of a call. Usually it takes milliseconds. */
const patienceMs = 5000;

/** The calls of one answer. Decides when the client gets them. */
export class AnswerCalls {
  readonly #names: ToolNames;
  readonly #terms: TurnTerms;
  readonly #onReady: () => void;
  readonly #calls: ToolCalls;
  /** See `ToolCalls`. Each token asks; only read it elsewhere. */
  haveOneAnsweredByCodex = false;
  #isResponseComplete = false;
  #silence: NodeJS.Timeout | undefined;
  #patience: NodeJS.Timeout | undefined;

  /** @param onReady Called when all calls are known; may be called more than once. */
  constructor(request: TurnRequest, terms: TurnTerms, onReady: () => void) {
    this.#terms = terms;
    this.#onReady = onReady;
    this.#names = createToolNames(request.tools);
    this.#calls = new ToolCalls(this.#names.all);
  }

  /** Whether there is any. */
  get hasAny(): boolean {
    return this.#calls.calls.length > 0;
  }

  /** The calls in the form that the client gets. */
  forClient(): ToolCall[] {
    return this.#calls.calls.map((call) => clientToolCall(this.#names, call));
  }

  /** Passes each call in the client's form, with the id of its item if that is known. */
  give(take: (call: ToolCall, itemId: string | undefined) => void): void {
    const { calls } = this.#calls;
    for (const [index, call] of this.forClient().entries()) take(call, calls[index]?.itemId);
  }

  /** The calls that need results before the turn can continue; null if it cannot continue. */
  get waitingFor(): ToolCalls | null {
    return this.#calls.canBeAnswered ? this.#calls : null;
  }

  /** The model wrote a call. */
  written(call: RawToolCall): void {
    this.#calls.written(call);
    this.#update();
  }

  /** Codex requests the result of a call, which may be the first sign of the call. */
  requested(call: RawToolCall, answer: (result: DynamicToolCallResponse) => void): void {
    this.#calls.requested(call, answer);
    this.#update();
  }

  /** Codex gave a call a result. */
  answeredByCodex(callId: string): void {
    this.#calls.answeredByCodex(callId);
    this.#update();
  }

  #update(): void {
    this.haveOneAnsweredByCodex = this.#calls.haveOneAnsweredByCodex;
  }

  /** The service's response is complete: no more calls come. */
  responseCompleted(): void {
    this.#isResponseComplete = true;
    clearTimeout(this.#silence);
    if (this.hasAny) this.#patience = setTimeout(this.#onReady, patienceMs).unref();
    this.endIfComplete();
  }

  /**
   * Ends the answer if nothing follows its calls. When the connection breaks after a call, Codex
   * does not report it: it waits for the results and continues with them (measured on 0.171.0).
   */
  endInSilence(): void {
    clearTimeout(this.#silence);
    if (this.#isResponseComplete || !this.hasAny || !this.#calls.areAccountedFor) return;
    const { retryMs, silenceMs } = this.#terms;
    const ms = Math.min(retryMs, silenceMs / 2);
    this.#silence = setTimeout(this.#onReady, ms).unref();
  }

  /** Ends the answer once Codex has requested all the results that it will request. */
  endIfComplete(): void {
    if (this.#isResponseComplete && this.hasAny && this.#calls.areAccountedFor) this.#onReady();
  }

  /** Stops waiting for more calls. */
  stop(): void {
    clearTimeout(this.#patience);
    clearTimeout(this.#silence);
  }
}
