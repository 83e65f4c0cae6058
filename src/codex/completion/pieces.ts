/** Characters of a piece, at most: clients have bounds for a line. */
const pieceLength = 4096;

/** The text after that place in pieces, none of which ends within a surrogate pair. */
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
