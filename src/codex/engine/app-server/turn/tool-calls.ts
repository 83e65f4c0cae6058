import type { ContentPart } from '../../../completion/request.ts';
import type { DynamicToolCallResponse } from '../rpc/protocol.ts';
import type { RawToolCall } from '../tools/dynamic-tools.ts';

type Answer = (result: DynamicToolCallResponse) => void;

/**
 * The tool calls of one response. Codex asks the client to run a call, be it before the response is
 * complete or after that, but for those that it answers itself: where the tool is unknown or the
 * arguments are no JSON (measured on 0.169.0).
 */
export class ToolCalls {
  readonly #toolNames: ReadonlySet<string>;
  readonly #calls: RawToolCall[] = [];
  readonly #answers = new Map<string, Answer>();
  readonly #answeredByCodex = new Set<string>();
  /** Whether Codex gave any of the calls a result: then it asks the service again. */
  haveOneAnsweredByCodex = false;

  /** @param toolNames The names of the tools, as the model knows them. */
  constructor(toolNames: readonly string[]) {
    this.#toolNames = new Set(toolNames);
  }

  /** In the order in which the model wrote them. */
  get calls(): readonly RawToolCall[] {
    return this.#calls;
  }

  /** Whether each call can be given a result, so that the turn can go on. */
  get canBeAnswered(): boolean {
    return this.#calls.every(({ callId }) => this.#answers.has(callId));
  }

  /** Whether Codex has asked for each call that it will ask for. */
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

  /** Codex asks the client for the result of a call, which may not have been heard of before. */
  requested(call: RawToolCall, answer: Answer): void {
    if (!this.#calls.some(({ callId }) => callId === call.callId)) this.#calls.push(call);
    this.#answers.set(call.callId, answer);
    this.#findAnswered();
  }

  /** Codex gave a call a result. */
  answeredByCodex(callId: string): void {
    this.#answeredByCodex.add(callId);
    this.#findAnswered();
  }

  #findAnswered(): void {
    this.haveOneAnsweredByCodex = this.#calls.some(({ callId }) =>
      this.#answeredByCodex.has(callId),
    );
  }

  /** Gives the calls their results; the turn goes on once all have one. */
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
