import type { EventStream } from '../../codex/streams/event-stream.ts';

/**
 * A stream that is opened by the first `next()`. `return()` takes effect at once, also while it
 * opens: it aborts the signal, and a source that opens later is closed. What `open` or the source
 * throws after that is swallowed, for nobody listens any more.
 */
export function lazyStream<T>(
  open: (signal: AbortSignal) => EventStream<T> | Promise<EventStream<T>>,
): EventStream<T> {
  const controller = new AbortController();
  const { signal } = controller;
  const aborted = new Promise<undefined>((resolve) => {
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  let opening: Promise<EventStream<T>> | undefined;
  let source: EventStream<T> | undefined;

  async function openSource(): Promise<EventStream<T>> {
    const opened = await open(signal);
    if (signal.aborted) await opened.return?.();
    return opened;
  }

  async function next(): Promise<IteratorResult<T, void>> {
    if (signal.aborted) return { done: true, value: undefined };
    try {
      opening ??= openSource();
      source ??= await Promise.race([opening, aborted]);
      if (source !== undefined) return await source.next();
    } catch (error) {
      if (!signal.aborted) throw error;
    }
    return { done: true, value: undefined };
  }

  async function close(): Promise<IteratorResult<T, void>> {
    controller.abort();
    await source?.return?.();
    return { done: true, value: undefined };
  }

  return {
    next,
    return: close,
    async throw(error: unknown): Promise<never> {
      await close();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
