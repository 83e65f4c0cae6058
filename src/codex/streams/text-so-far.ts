/** How many pieces are kept apart. */
const maxPieces = 8;

/**
 * A text that grows by small pieces. Adding strings to each other would keep every piece in memory,
 * with three times its size around it.
 */
export class TextSoFar {
  /** The text but for the last pieces, in runs each longer than the next: few, and joined seldom. */
  #runs: string[] = [];
  #pieces: string[] = [];
  #length = 0;

  /** In code units. */
  get length(): number {
    return this.#length;
  }

  /** Appends a piece. */
  add(piece: string): void {
    this.#length += piece.length;
    this.#pieces.push(piece);
    if (this.#pieces.length === maxPieces) this.#joinPieces();
  }

  /** The part between two places, counted in code units. Cheap for what was added last. */
  slice(start: number, end: number): string {
    let part = '';
    let place = this.#length;
    const before = (text: string): boolean => {
      place -= text.length;
      if (place < end) part = text.slice(Math.max(start - place, 0), end - place) + part;
      return place <= start;
    };
    if (this.#pieces.findLast(before) === undefined) this.#runs.findLast(before);
    return part;
  }

  /** All of it. */
  toString(): string {
    if (this.#pieces.length > 0 || this.#runs.length > 1) {
      this.#runs = [[...this.#runs, ...this.#pieces].join('')];
      this.#pieces = [];
    }
    return this.#runs[0] ?? '';
  }

  #joinPieces(): void {
    let run = this.#pieces.join('');
    this.#pieces = [];
    for (;;) {
      const last = this.#runs.at(-1);
      if (last === undefined || last.length > run.length) break;
      this.#runs.pop();
      run = [last, run].join('');
    }
    this.#runs.push(run);
  }
}
