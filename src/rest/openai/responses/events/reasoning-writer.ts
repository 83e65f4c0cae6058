import type { ReasoningItem } from '../../../../codex/completion/item.ts';
import { toSummaryPart } from '../../../../conversations/items/output-items.ts';
import type { EventBody, ItemPlace } from './response-event.ts';

/** Writes the events of a reasoning item between its beginning and its end. */
export interface ReasoningWriter {
  summary(paragraph: number, delta: string): EventBody[];
  /** What remains of its paragraphs. */
  end(item: ReasoningItem): EventBody[];
}

/** A writer of the reasoning item at that place. */
export function createReasoningWriter(place: ItemPlace): ReasoningWriter {
  /** Paragraphs that have begun; all but the last are whole. */
  let begun = 0;
  let text = '';

  function close(whole: string): EventBody[] {
    if (begun === 0) return [];
    const at = { ...place, summary_index: begun - 1 };
    text = '';
    return [
      { type: 'response.reasoning_summary_text.done', ...at, text: whole },
      { type: 'response.reasoning_summary_part.done', ...at, part: toSummaryPart(whole) },
    ];
  }

  function add(): EventBody {
    begun += 1;
    const at = { ...place, summary_index: begun - 1 };
    return { type: 'response.reasoning_summary_part.added', ...at, part: toSummaryPart('') };
  }

  function grow(delta: string): EventBody {
    text += delta;
    const at = { ...place, summary_index: begun - 1 };
    return { type: 'response.reasoning_summary_text.delta', ...at, delta };
  }

  return {
    summary(paragraph, delta) {
      const isNew = paragraph >= begun;
      return [...(isNew ? [...close(text), add()] : []), grow(delta)];
    },
    end({ summary }) {
      const missing = summary.slice(begun);
      const more = missing.flatMap((paragraph) => [add(), grow(paragraph), ...close(paragraph)]);
      return begun === 0 ? more : [...close(summary[begun - 1] ?? text), ...more];
    },
  };
}
