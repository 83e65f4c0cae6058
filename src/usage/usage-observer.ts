import type { CompletionObserver } from '../codex/observers/completion-observer.ts';
import type { UsageStore } from './usage-store.ts';

/** Records every completion in a store when it ends. */
export function usageObserver(store: UsageStore): CompletionObserver {
  return { ended: (completion, request) => store.record(completion, request) };
}
