/** How many pieces are kept apart. */
const maxPieces = 64;

/**
 * A text that grows by small pieces. Adding strings to each other would keep every piece in memory,
 * with three times its size around it.
 */
export class TextSoFar {
  #text: string[] = [];
  #pieces: string[] = [];
  #length = 0;

  /** In code units. */
  get length(): number {
    return this.#length;
  }

  /** Adds a piece behind the others. */
  add(piece: string): void {
    this.#length += piece.length;
    this.#pieces.push(piece);
    if (this.#pieces.length < maxPieces) return;
    this.#text.push(this.#pieces.join(''));
    this.#pieces = [];
  }

  /** All of it. */
  toString(): string {
    if (this.#pieces.length > 0 || this.#text.length > 1) {
      this.#text = [[...this.#text, ...this.#pieces].join('')];
      this.#pieces = [];
    }
    return this.#text[0] ?? '';
  }
}
