/** What is known of one message of the answer. */
export interface KnownMessage {
  readonly id: string;
  /** What its deltas have brought; whoever gets one adds it here. */
  text: string;
  isWhole: boolean;
}

/** The messages of an answer, as their deltas and their ends tell of them. */
export class MessageText {
  /** The one that is being written, or was last. */
  #current: KnownMessage | null = null;
  #hasWhole = false;

  /** Whether the last one has begun and has not ended. */
  get isOpen(): boolean {
    return this.#current?.isWhole === false;
  }

  /** Whether none has begun. */
  get isEmpty(): boolean {
    return this.#current === null;
  }

  /** Whether any one has ended. */
  get hasWhole(): boolean {
    return this.#hasWhole;
  }

  /** Whether the message of that id is another than the last one. */
  isNew(id: string): boolean {
    return this.#current?.id !== id;
  }

  /** A message begins, unless it has begun. */
  begin(id: string): KnownMessage {
    if (this.#current?.id !== id) this.#current = { id, text: '', isWhole: false };
    return this.#current;
  }

  /**
   * The message that has begun is whole. Returns what of its text no delta has brought, and null
   * where the deltas have brought another text.
   */
  end(text: string): string | null {
    const current = this.#current;
    if (current === null) return null;
    current.isWhole = true;
    this.#hasWhole = true;
    if (!text.startsWith(current.text)) return null;
    const rest = text.slice(current.text.length);
    current.text = text;
    return rest;
  }

  /** The answer starts again: what was not finished never will be. */
  restart(): void {
    this.#current = null;
    this.#hasWhole = false;
  }
}
