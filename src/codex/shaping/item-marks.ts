interface Mark {
  readonly type: 'added' | 'done';
  /** How much text was written before it. */
  readonly at: number;
  readonly act: () => void;
}

/**
 * The beginnings and ends of messages in a text of which the end may be held back: each has to wait
 * until the text before it has passed.
 */
export class ItemMarks {
  readonly #waiting: Mark[] = [];
  #written = 0;
  #passed = 0;

  /** So much more text was written. */
  write(length: number): void {
    this.#written += length;
  }

  /** A message begins or ends here. Acts at once where no text is held back. */
  add(type: Mark['type'], act: () => void): void {
    if (this.#written === this.#passed) act();
    else this.#waiting.push({ type, at: this.#written, act });
  }

  /**
   * So much more text passes. Gives it in pieces, and acts between them.
   *
   * @param isCut Whether no more follows: a message that would have begun after it does not.
   */
  pass(text: string, isCut: boolean, give: (piece: string) => void): void {
    let rest = text;
    const end = this.#passed + text.length;
    const isDue = ({ type, at }: Mark): boolean => {
      if (type === 'done') return at <= end;
      return at < end || (!isCut && this.#written === end);
    };
    for (;;) {
      const [mark] = this.#waiting;
      if (mark === undefined || !isDue(mark)) break;
      this.#waiting.shift();
      const length = Math.max(mark.at - this.#passed, 0);
      if (length > 0) give(rest.slice(0, length));
      rest = rest.slice(length);
      this.#passed += length;
      mark.act();
    }
    if (rest !== '') give(rest);
    this.#passed = end;
  }

  /** Acts on all beginnings: what is held back belongs to the last of these messages then. */
  begin(): void {
    const last = this.#waiting.findLastIndex(({ type }) => type === 'added');
    for (const { act } of this.#waiting.splice(0, last + 1)) act();
  }

  /** Acts on all: no text is held back any more. */
  end(): void {
    for (const { act } of this.#waiting.splice(0)) act();
  }
}
