import type { Completion } from '../completion/completion.ts';
import type { CompletionObserver } from './completion-observer.ts';

/** Cancels completions when the clients that own them leave. */
export interface CancelOnAbort extends CompletionObserver {
  /** Cancels this completion, which has not ended, when the signal aborts. */
  watch(completion: Completion, signal: AbortSignal): void;
}

/** Stops listening to a signal when its completion ends: a signal may outlive many completions. */
export function createCancelOnAbort(): CancelOnAbort {
  const stopListening = new WeakMap<Completion, () => void>();
  return {
    watch(completion, signal) {
      const cancel = (): void => completion.cancel();
      if (signal.aborted) return cancel();
      signal.addEventListener('abort', cancel, { once: true });
      stopListening.set(completion, () => signal.removeEventListener('abort', cancel));
    },
    ended: (completion) => stopListening.get(completion)?.(),
  };
}
