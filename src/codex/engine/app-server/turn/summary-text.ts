/** A piece of a reasoning summary. */
export interface SummaryPiece {
  readonly text: string;
  readonly index: number;
}

/** The reasoning summaries of an answer, paragraph by paragraph. */
export class SummaryText {
  #itemId: string | null = null;
  /** What the deltas have brought of each paragraph of this item. */
  #paragraphs: string[] = [];
  #isEmpty = true;

  /** More of a paragraph; the text to pass on begins a new one with a blank line. */
  add(itemId: string, delta: string, index: number): string {
    if (itemId !== this.#itemId) this.#next(itemId);
    const isNew = this.#paragraphs[index] === undefined;
    this.#paragraphs[index] = (this.#paragraphs[index] ?? '') + delta;
    const separator = isNew && !this.#isEmpty ? '\n\n' : '';
    this.#isEmpty = false;
    return separator + delta;
  }

  /**
   * What an item's whole summary holds beyond its deltas, which is yet to be added; nothing where these
   * have brought another text.
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
