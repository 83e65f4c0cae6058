/**
 * Events in order. Ends after the terminal one. `return()` takes effect at once, also while a
 * `next()` waits: an async generator could not do that, and a client that left would keep the turn
 * alive until its next token.
 */
export type EventStream<T> = AsyncIterableIterator<T, void, undefined>;
