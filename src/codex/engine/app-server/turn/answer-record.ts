import type { FinishReason, Usage } from '../../../completion/events.ts';
import type { AssistantMessage } from '../../../completion/request.ts';
import type { ToolCall } from '../../../completion/tools.ts';
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
  readonly #texts: (string | null)[] = [];
  #hasCall = false;
  #isPlain = true;

  /** A message is complete. Its text is null if it holds more than text. */
  message(text: string | null): void {
    // Clients send the text of an answer before its calls.
    if (this.#hasCall) this.#isPlain = false;
    this.#texts.push(text);
  }

  /** The model called a tool. */
  call(): void {
    this.#hasCall = true;
  }

  /** The answer started again. What the first attempt left in the thread is unknown. */
  retried(): void {
    this.#isPlain = false;
  }

  /**
   * The answer as the one message that a client sends back. Null if the thread holds anything else.
   *
   * @param toolCalls The calls as the client was given them.
   */
  asMessage(toolCalls: readonly ToolCall[]): AssistantMessage | null {
    const [text = ''] = this.#texts;
    const isOne = this.#texts.length === 1 || (this.#texts.length === 0 && this.#hasCall);
    if (!this.#isPlain || !isOne || text === null) return null;
    return { role: 'assistant', content: [{ type: 'text', text }], toolCalls };
  }
}
