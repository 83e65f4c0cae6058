import type { FinishReason, Usage } from '../../../completion/events.ts';
import type { AssistantMessage } from '../../../completion/request.ts';
import type { ToolCall } from '../../../completion/tools.ts';
import type { ToolCalls } from './tool-calls.ts';

/** How one answer of a turn ended: by itself, or in calls that it now waits for. */
export interface AnswerEnd {
  readonly finishReason: FinishReason;
  readonly usage: Usage | null;
  /** The calls to be answered for the turn to go on; null when it is over, or cannot go on. */
  readonly waitingFor: ToolCalls | null;
  /** What the model said when it refused. Absent: it did not. */
  readonly refusal?: string;
}

/** Notes what an answer left in its thread, for the conversation to go on from. */
export class AnswerRecord {
  readonly #texts: (string | null)[] = [];
  #hasCall = false;
  #isPlain = true;

  /** A message is whole; its text is null where it is more than a text. */
  message(text: string | null): void {
    // Clients send the text of an answer ahead of its calls.
    if (this.#hasCall) this.#isPlain = false;
    this.#texts.push(text);
  }

  /** The model called a tool. */
  call(): void {
    this.#hasCall = true;
  }

  /** The answer began anew. What the first attempt left in the thread is not known. */
  retried(): void {
    this.#isPlain = false;
  }

  /**
   * The answer as the one message that a client sends back. Null where the thread holds something
   * else than that.
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
