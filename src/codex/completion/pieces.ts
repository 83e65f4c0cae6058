/** Maximum length of a piece, because clients limit the length of a line. */
const pieceLength = 4096;

/** Splits the text after that position into pieces. No piece ends within a surrogate pair. */
export function* pieces(text: string, from: number): Generator<string, void> {
  let start = from;
  while (start < text.length) {
    const end = start + pieceLength;
    const isSplit = end < text.length && /[\uD800-\uDBFF]/.test(text.charAt(end - 1));
    const piece = text.slice(start, isSplit ? end - 1 : end);
    start += piece.length;
    yield piece;
  }
}
