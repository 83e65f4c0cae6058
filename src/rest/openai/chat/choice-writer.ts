import type { CompletionEvent } from '../../../codex/completion/events.ts';
import { finishReason } from './answer.ts';
import type { AnswerShape } from './answer-shape.ts';
import type { ChoiceFormat } from './chunks.ts';
import { thinkEnd, thinkStart } from './reasoning-format.ts';

/** The chunks that an event of one choice becomes, in order. Throws the error of a failed one. */
export type ChoiceWriter = (event: CompletionEvent) => string[];

/**
 * Writes the events of one choice; the role goes before whatever comes first.
 *
 * @param unmet Called at the end: request options that the answer does not honor.
 */
export function createChoiceWriter(
  format: ChoiceFormat,
  shape: AnswerShape,
  unmet: () => readonly string[],
): ChoiceWriter {
  let hasBegun = false;
  let isThinking = false;

  const begun = (chunks: string[]): string[] => {
    if (hasBegun || chunks.length === 0) return chunks;
    hasBegun = true;
    return [format.role(), ...chunks];
  };
  const thought = (chunks: string[]): string[] => {
    if (!isThinking) return chunks;
    isThinking = false;
    return [format.content(thinkEnd), ...chunks];
  };
  const reasoning = (text: string): string[] => {
    if (shape.reasoning === 'none') return [];
    if (shape.reasoning !== 'think') return [format.reasoning(shape.reasoning, text)];
    const start = isThinking ? '' : thinkStart;
    isThinking = true;
    return [format.content(start + text)];
  };

  return (event) => {
    switch (event.type) {
      case 'delta':
        return begun(thought([format.content(event.text)]));
      case 'reasoning-delta':
        return begun(reasoning(event.text));
      case 'tool-call':
        return begun(
          thought(
            shape.isLegacy
              ? format.functionCall(event.call)
              : format.toolCall(event.call, event.index),
          ),
        );
      case 'done':
        return begun(
          thought([
            ...(event.refusal === undefined ? [] : [format.refusal(event.refusal)]),
            format.finish(finishReason(event.finishReason, shape), unmet()),
          ]),
        );
      case 'failed':
        throw event.error;
      case 'started':
      default:
        return [];
    }
  };
}
