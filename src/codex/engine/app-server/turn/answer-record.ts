import type { FinishReason, Usage } from '../../../completion/events.ts';
import type { JsonObject } from '../../../completion/tools.ts';
import type { ToolCalls } from './tool-calls.ts';

/** How one answer of a turn ended: complete, or with calls whose results the turn waits for. */
export interface AnswerEnd {
  readonly finishReason: FinishReason;
  readonly usage: Usage | null;
  /** The calls that need results before the turn can continue; null if it is over or cannot. */
  readonly waitingFor: ToolCalls | null;
  /** What the model said when it refused. Absent: it did not. */
  readonly refusal?: string;
}

/** Records what an answer left in its thread, so that the conversation can continue from it. */
export class AnswerRecord {
  readonly #items: JsonObject[] = [];
  #isExact = true;

  /** A message is complete. Its text is null if it holds more than text. */
  message(text: string | null): void {
    const part: JsonObject = text === null ? { type: 'refusal' } : { type: 'output_text', text };
    this.#items.push({ type: 'message', content: [part] });
  }

  /** The model called a tool. */
  call(callId: string): void {
    if (this.#items.some((item) => item['call_id'] === callId)) return;
    this.#items.push({ type: 'function_call', call_id: callId });
  }

  /** The service has run a tool of its own. */
  hosted(raw: JsonObject): void {
    this.#items.push(raw);
  }

  /** The answer started again. What the first attempt left in the thread is unknown. */
  retried(): void {
    this.#isExact = false;
  }

  /** The items of the answer, in order, reasoning aside; null if the thread holds anything else. */
  get items(): readonly JsonObject[] | null {
    return this.#isExact ? this.#items : null;
  }
}
