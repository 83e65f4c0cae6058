import type { ContentPart } from '../../../completion/request.ts';
import type { DynamicToolCallResponse } from '../rpc/protocol.ts';
import type { RawToolCall } from '../tools/dynamic-tools.ts';

type Answer = (result: DynamicToolCallResponse) => void;

/**
 * The tool calls of one response. Codex asks the client to run each call, before or after the
 * response is complete. It answers a call itself if the tool is unknown or the arguments are not
 * JSON (measured on 0.169.0).
 */
export class ToolCalls {
  readonly #toolNames: ReadonlySet<string>;
  readonly #calls: RawToolCall[] = [];
  readonly #answers = new Map<string, Answer>();
  readonly #answeredByCodex = new Set<string>();
  /** Whether Codex answered any of the calls itself. If so, it sends another request. */
  haveOneAnsweredByCodex = false;

  /** @param toolNames The names of the tools, as the model knows them. */
  constructor(toolNames: readonly string[]) {
    this.#toolNames = new Set(toolNames);
  }

  /** In the order in which the model wrote them. */
  get calls(): readonly RawToolCall[] {
    return this.#calls;
  }

  /** Whether Codex waits for a result of each call, so that the turn can continue. */
  get canBeAnswered(): boolean {
    return this.#calls.every(({ callId }) => this.#answers.has(callId));
  }

  /** Whether Codex has requested all the results that it will request. */
  get areAccountedFor(): boolean {
    return this.#calls.every(
      (call) =>
        this.#answers.has(call.callId) ||
        this.#answeredByCodex.has(call.callId) ||
        !this.#toolNames.has(call.name) ||
        !isJson(call.arguments),
    );
  }

  /** The model wrote a call. */
  written(call: RawToolCall): void {
    const index = this.#calls.findIndex(({ callId }) => callId === call.callId);
    if (index === -1) this.#calls.push(call);
    else this.#calls[index] = call;
    this.#findAnswered();
  }

  /** Codex requests the result of a call, which may be the first sign of the call. */
  requested(call: RawToolCall, answer: Answer): void {
    if (!this.#calls.some(({ callId }) => callId === call.callId)) this.#calls.push(call);
    this.#answers.set(call.callId, answer);
    this.#findAnswered();
  }

  /** Codex answered a call itself. */
  answeredByCodex(callId: string): void {
    this.#answeredByCodex.add(callId);
    this.#findAnswered();
  }

  #findAnswered(): void {
    this.haveOneAnsweredByCodex = this.#calls.some(({ callId }) =>
      this.#answeredByCodex.has(callId),
    );
  }

  /** Sends the results of the calls. The turn continues once all calls have one. */
  answer(results: ReadonlyMap<string, readonly ContentPart[]>): void {
    for (const [callId, answer] of this.#answers) {
      answer({ contentItems: (results.get(callId) ?? []).map(outputItem), success: true });
    }
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function outputItem(part: ContentPart): DynamicToolCallResponse['contentItems'][number] {
  return part.type === 'text'
    ? { type: 'inputText', text: part.text }
    : { type: 'inputImage', imageUrl: part.dataUrl };
}
