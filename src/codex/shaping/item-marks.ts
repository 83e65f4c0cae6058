interface Mark {
  readonly type: 'added' | 'done';
  /** The length of the text before it. */
  readonly at: number;
  readonly act: () => void;
}

/**
 * The starts and ends of messages in a text whose end may be held back. Each mark waits until the
 * text before it has been passed on.
 */
export class ItemMarks {
  readonly #waiting: Mark[] = [];
  #written = 0;
  #passed = 0;

  /** The length of the text that is held back. */
  get heldLength(): number {
    return this.#written - this.#passed;
  }

  /** More text of this length was written. */
  write(length: number): void {
    this.#written += length;
  }

  /** A message begins or ends here. Acts at once if no text is held back. */
  add(type: Mark['type'], act: () => void): void {
    if (this.#written === this.#passed) act();
    else this.#waiting.push({ type, at: this.#written, act });
  }

  /**
   * Passes on more text. Splits it at the marks, and acts on each mark between the pieces.
   *
   * @param isCut Whether the text ends here. Then no message begins after it.
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

  /** Acts on all starts of messages. The held text then belongs to the last of them. */
  begin(): void {
    const last = this.#waiting.findLastIndex(({ type }) => type === 'added');
    for (const { act } of this.#waiting.splice(0, last + 1)) act();
  }

  /** Acts on all marks, because no text is held back any more. */
  end(): void {
    for (const { act } of this.#waiting.splice(0)) act();
  }
}
