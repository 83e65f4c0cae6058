import type { ToolCall } from '../../../completion/tools.ts';
import type { TurnRequest } from '../threads/turn.ts';
import type { DynamicToolCallResponse } from '../rpc/protocol.ts';
import { clientToolCall } from '../tools/dynamic-tools.ts';
import { modelToolName } from '../tools/tool-names.ts';
import type { RawToolCall } from '../tools/dynamic-tools.ts';
import { ToolCalls } from './tool-calls.ts';
import type { TurnTerms } from './turn-terms.ts';

/** How long Codex may take to ask for a call that it should ask for; milliseconds are usual. */
const patienceMs = 5000;

/** The calls of one answer, and when they are to be given out. */
export class AnswerCalls {
  readonly #request: TurnRequest;
  readonly #terms: TurnTerms;
  readonly #onReady: () => void;
  readonly #calls: ToolCalls;
  /** See `ToolCalls`. Each token asks; only read it elsewhere. */
  haveOneAnsweredByCodex = false;
  #isResponseComplete = false;
  #silence: NodeJS.Timeout | undefined;
  #patience: NodeJS.Timeout | undefined;

  /** @param onReady Called when they are all there; it may be called more than once. */
  constructor(request: TurnRequest, terms: TurnTerms, onReady: () => void) {
    this.#request = request;
    this.#terms = terms;
    this.#onReady = onReady;
    this.#calls = new ToolCalls((request.tools ?? []).map(({ name }) => modelToolName(name)));
  }

  /** Whether there is any. */
  get hasAny(): boolean {
    return this.#calls.calls.length > 0;
  }

  /** As the client is given them. */
  forClient(): ToolCall[] {
    const { tools = [] } = this.#request;
    return this.#calls.calls.map((call) => clientToolCall(tools, call));
  }

  /** Gives each one as the client is to have it, with the id of its item where that is known. */
  give(take: (call: ToolCall, itemId: string | undefined) => void): void {
    const { calls } = this.#calls;
    for (const [index, call] of this.forClient().entries()) take(call, calls[index]?.itemId);
  }

  /** The calls to be given results for the turn to go on; null where it cannot. */
  get waitingFor(): ToolCalls | null {
    return this.#calls.canBeAnswered ? this.#calls : null;
  }

  /** The model wrote a call. */
  written(call: RawToolCall): void {
    this.#calls.written(call);
    this.#update();
  }

  /** Codex asks for the result of a call, which may not have been heard of before. */
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
   * Where the connection breaks after a call, Codex says nothing of it: it waits for the results,
   * and goes on from them (measured on 0.171.0). So calls that nothing follows are the answer.
   */
  endInSilence(): void {
    clearTimeout(this.#silence);
    if (this.#isResponseComplete || !this.hasAny || !this.#calls.areAccountedFor) return;
    const { retryMs, silenceMs } = this.#terms;
    const ms = Math.min(retryMs, silenceMs / 2);
    this.#silence = setTimeout(this.#onReady, ms).unref();
  }

  /** Ends the answer once Codex has asked for each of its calls that it will ask for. */
  endIfComplete(): void {
    if (this.#isResponseComplete && this.hasAny && this.#calls.areAccountedFor) this.#onReady();
  }

  /** They are not waited for any more. */
  stop(): void {
    clearTimeout(this.#patience);
    clearTimeout(this.#silence);
  }
}
