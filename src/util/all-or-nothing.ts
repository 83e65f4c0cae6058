/** Notes how to close a part that has been opened. */
export type NoteOpened = (close: () => void | Promise<void>) => void;

/**
 * Opens something that has several parts. Where that rejects, the parts that were opened before are
 * closed, the last one first; a part that cannot be closed does not hide the reason.
 */
export async function allOrNothing<T>(open: (opened: NoteOpened) => Promise<T>): Promise<T> {
  const closes: (() => void | Promise<void>)[] = [];
  try {
    return await open((close) => void closes.push(close));
  } catch (error) {
    for (const close of closes.toReversed()) {
      try {
        await close();
      } catch {
        // The reason matters more.
      }
    }
    throw error;
  }
}
