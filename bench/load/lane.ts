/** One message of a conversation. */
export interface Turn {
  readonly role: 'user' | 'assistant';
  readonly content: string;
}

/** One of those who ask at once: a client, or a driver of Codex, with one question at a time. */
export interface Lane {
  /** A new conversation is to come. */
  begin?(): void;
  /** What is done before the question comes, outside of its time. */
  prepare?(): Promise<void>;
  /**
   * Asks, and reads the whole answer. Rejects where there is none.
   *
   * @param conversation Up to the question, its last message.
   * @param hear Called with each piece of the answer when it comes.
   */
  ask(conversation: readonly Turn[], hear: (text: string) => void): Promise<void>;
}

/** The model that is asked, by all alike. */
export const model = 'gpt-5.5';
