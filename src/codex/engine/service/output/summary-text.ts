/** A piece of a reasoning summary. */
export interface SummaryPiece {
  readonly text: string;
  readonly index: number;
}

/** The reasoning summaries of an answer, paragraph by paragraph. */
export class SummaryText {
  #itemId: string | null = null;
  /** The text of the deltas so far, by paragraph of the current item. */
  #paragraphs: string[] = [];
  #isEmpty = true;

  /** Adds to a paragraph. Returns the text to pass on, with a blank line before a new paragraph. */
  add(itemId: string, delta: string, index: number): string {
    if (itemId !== this.#itemId) this.#next(itemId);
    const isNew = this.#paragraphs[index] === undefined;
    this.#paragraphs[index] = (this.#paragraphs[index] ?? '') + delta;
    const separator = isNew && !this.#isEmpty ? '\n\n' : '';
    this.#isEmpty = false;
    return separator + delta;
  }

  /**
   * The rest of an item's summary that its deltas have not brought; empty if they have brought a
   * different text. Does not add it.
   */
  rest(itemId: string, summary: readonly string[]): SummaryPiece[] {
    if (itemId !== this.#itemId) this.#next(itemId);
    const last = Math.max(this.#paragraphs.length - 1, 0);
    const known = this.#paragraphs;
    const isOther = known.some((text, index) =>
      index < last ? summary[index] !== text : summary[index]?.startsWith(text) !== true,
    );
    if (isOther) return [];
    return summary.flatMap((text, index) => {
      const delta = index < last ? '' : text.slice(known[index]?.length ?? 0);
      return delta === '' ? [] : [{ text: delta, index }];
    });
  }

  /** The answer starts again. */
  restart(): void {
    this.#itemId = null;
    this.#paragraphs = [];
    this.#isEmpty = true;
  }

  #next(itemId: string): void {
    this.#itemId = itemId;
    this.#paragraphs = [];
  }
}
