import type { OutputPart, TextOutput } from '../../codex/completion/item.ts';
import type { JsonObject } from '../../codex/completion/tools.ts';

/**
 * The parts of a message with adjacent texts as one part: a stream does not tell where one text ends
 * and the next one begins.
 */
export function joinTexts(parts: readonly OutputPart[]): OutputPart[] {
  const joined: OutputPart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last?.type === 'text' && part.type === 'text') joined.splice(-1, 1, join(last, part));
    else joined.push(part);
  }
  return joined;
}

function join(first: TextOutput, second: TextOutput): TextOutput {
  const offset = first.text.length;
  const annotations = second.annotations.map((annotation) => shifted(annotation, offset));
  return {
    type: 'text',
    text: first.text + second.text,
    annotations: [...first.annotations, ...annotations],
  };
}

/** An annotation of a text that now begins later. */
function shifted(annotation: JsonObject, offset: number): JsonObject {
  const moved = Object.entries(annotation).map(([name, value]) => {
    const isPlace = name === 'start_index' || name === 'end_index';
    return [name, isPlace && typeof value === 'number' ? value + offset : value] as const;
  });
  return Object.fromEntries(moved);
}
