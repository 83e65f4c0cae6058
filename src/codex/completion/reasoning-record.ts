import type { TextBuffer } from './delta-store.ts';
import type { ItemStatus, ReasoningItem } from './item.ts';

/** Where a paragraph of a summary begins. */
interface Paragraph {
  /** The sequence of its first delta. */
  readonly sequence: number;
  /** Its position in the text of all reasoning, after the blank line that precedes it. */
  readonly start: number;
  /** The length of that blank line within its first delta. */
  readonly blank: number;
}

const blankLine = '\n\n';

/** A reasoning item: a range of the text of all summaries, with its other properties. */
export class ReasoningRecord {
  readonly type = 'reasoning';
  readonly id: string;
  readonly #text: TextBuffer;
  readonly #paragraphs: Paragraph[] = [];
  #lastIndex = -1;
  #end: number | null = null;
  #encryptedContent: string | null = null;
  status: ItemStatus = 'in_progress';

  /** @param text The text of all summaries of the answer. */
  constructor(id: string, text: TextBuffer) {
    this.id = id;
    this.#text = text;
  }

  /** More of a paragraph is about to be added to the text, in the event of that sequence. */
  grow(delta: string, summaryIndex: number, sequence: number): void {
    if (summaryIndex === this.#lastIndex) return;
    this.#lastIndex = summaryIndex;
    const { length } = this.#text;
    const blank = length > 0 && delta.startsWith(blankLine) ? blankLine.length : 0;
    this.#paragraphs.push({ sequence, start: length + blank, blank });
  }

  /** It is whole. */
  end(encryptedContent: string | null): void {
    this.#end = this.#text.length;
    this.#encryptedContent = encryptedContent;
  }

  /** The paragraph of the delta with that sequence, and the length of its leading blank line. */
  placeOf(sequence: number): { readonly summaryIndex: number; readonly blank: number } {
    const summaryIndex = this.#paragraphs.findLastIndex((each) => each.sequence <= sequence);
    const paragraph = this.#paragraphs[summaryIndex];
    return { summaryIndex, blank: paragraph?.sequence === sequence ? paragraph.blank : 0 };
  }

  /**
   * Its paragraphs, up to a position in the text of all summaries.
   *
   * @param end Default: its own end, or the end so far.
   */
  paragraphs(end = Infinity): string[] {
    const last = Math.min(end, this.#end ?? this.#text.length);
    const begun = this.#paragraphs.filter(({ start, blank }) => start - blank < last);
    return begun.map(({ start }, index) => {
      const next = begun[index + 1];
      const stop = next === undefined ? last : next.start - next.blank;
      return start < stop ? this.#text.slice(start, stop) : '';
    });
  }

  /** It as it began. */
  begun(): ReasoningItem {
    return this.#item('in_progress', []);
  }

  /** It as it stands now. */
  item(): ReasoningItem {
    return this.#item(this.status, this.paragraphs());
  }

  #item(status: ItemStatus, summary: readonly string[]): ReasoningItem {
    const encryptedContent = status === 'in_progress' ? null : this.#encryptedContent;
    return { type: 'reasoning', id: this.id, status, summary, encryptedContent };
  }
}
