/** The known part of one message of the answer. */
export interface KnownMessage {
  readonly id: string;
  /** The text of its deltas so far. The receiver of a delta appends it here. */
  text: string;
  isWhole: boolean;
}

/** The messages of an answer, known from their deltas and their ends. */
export class MessageText {
  /** The message that is being written, or that was written last. */
  #current: KnownMessage | null = null;
  #hasWhole = false;

  /** Whether the last message has not ended. */
  get isOpen(): boolean {
    return this.#current?.isWhole === false;
  }

  /** Whether no message has begun. */
  get isEmpty(): boolean {
    return this.#current === null;
  }

  /** Whether any message has ended. */
  get hasWhole(): boolean {
    return this.#hasWhole;
  }

  /** Whether that id is not the last message's. */
  isNew(id: string): boolean {
    return this.#current?.id !== id;
  }

  /** Begins a message, unless it has begun already. */
  begin(id: string): KnownMessage {
    if (this.#current?.id !== id) this.#current = { id, text: '', isWhole: false };
    return this.#current;
  }

  /**
   * Completes the current message. Returns the rest of its text that no delta has brought, or null
   * if the deltas have brought a different text.
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

  /** The answer starts again. Forgets the messages of the failed attempt. */
  restart(): void {
    this.#current = null;
    this.#hasWhole = false;
  }
}
