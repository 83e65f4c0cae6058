/** A text that grows while it is read. */
export interface LiveText {
  get(): string;
  /** Adds a piece at the end. */
  append(piece: string): void;
  /** Replaces it where it differs. */
  set(text: string): void;
  /** Calls the reader with each new piece, or with all of it where it was replaced. */
  subscribe(reader: LiveTextReader): () => void;
}

/** Who shows a text. */
export interface LiveTextReader {
  appended(piece: string): void;
  replaced(text: string): void;
}

/** Makes an empty text. */
export function createLiveText(): LiveText {
  let text = '';
  const readers = new Set<LiveTextReader>();
  return {
    get: () => text,
    append(piece) {
      if (piece === '') return;
      text += piece;
      for (const reader of readers) reader.appended(piece);
    },
    set(next) {
      if (next === text) return;
      text = next;
      for (const reader of readers) reader.replaced(text);
    },
    subscribe(reader) {
      readers.add(reader);
      return () => readers.delete(reader);
    },
  };
}
