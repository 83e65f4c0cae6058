import { UpstreamError } from '../errors/errors.ts';
import type { CompletionRequest } from './completion/request.ts';
import type { LiveCompletion } from './completion/live-completion.ts';
import type { CompletionObserver } from './observers/completion-observer.ts';

/** Lets what runs come to its end before a core is closed, and refuses what is new. */
export interface Drain extends CompletionObserver {
  readonly isBegun: boolean;
  /**
   * Throws `shutting_down` once it has begun, with the time after which a client may try again. A
   * request that an accepted one is asked again by may still enter.
   */
  assertOpen(request?: Pick<CompletionRequest, 'attempts'>): void;
  /**
   * Begins, and fails the completions that wait for their turn. Another call has no effect.
   *
   * @param ms How long running completions get, in milliseconds.
   */
  begin(ms: number): void;
  /** Resolves once nothing runs, at the latest when the signal aborts. Never rejects. */
  idle(signal: AbortSignal): Promise<void>;
  /** Fails what still runs. */
  end(): void;
}

/** How long a gateway takes to start again, in milliseconds. A client that comes earlier finds nobody. */
const restartMs = 2000;

/** OpenAI's SDKs ignore a `retry-after` of a minute or more. */
const longestRetryMs = 55_000;

/** @param running The completions that have not ended. */
export function createDrain(running: () => readonly LiveCompletion[]): Drain {
  let endsAt: number | null = null;
  const waiting = new Set<() => void>();

  function shuttingDown(): UpstreamError {
    const leftMs = Math.max(0, (endsAt ?? 0) - performance.now());
    const retryAfterMs = Math.min(Math.ceil(leftMs + restartMs), longestRetryMs);
    return new UpstreamError('shutting_down', 'The server is shutting down.', { retryAfterMs });
  }

  return {
    get isBegun() {
      return endsAt !== null;
    },
    assertOpen(request) {
      if (endsAt !== null && request?.attempts?.isBegun !== true) throw shuttingDown();
    },
    begin(ms) {
      if (endsAt !== null) return;
      endsAt = performance.now() + ms;
      for (const completion of running()) {
        if (completion.status === 'queued') completion.stop(shuttingDown());
      }
    },
    async idle(signal) {
      if (running().length === 0 || signal.aborted) return;
      await new Promise<void>((resolve) => {
        const settle = (): void => {
          waiting.delete(settle);
          signal.removeEventListener('abort', settle);
          resolve();
        };
        waiting.add(settle);
        signal.addEventListener('abort', settle);
      });
    },
    end() {
      for (const completion of running()) completion.stop(shuttingDown());
    },
    ended() {
      if (running().length > 0) return;
      for (const settle of waiting) settle();
    },
  };
}
