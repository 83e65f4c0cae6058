import type { Completion, CompletionStatus } from '../../codex/completion/completion.ts';
import type { Surface } from '../../codex/completion/request.ts';

type Optional<T> = T | null | undefined;

/** What the completions that are asked for have in common. What is left out matches any. */
export interface CompletionFilter {
  readonly status?: Optional<readonly CompletionStatus[]>;
  readonly model?: Optional<string>;
  readonly surface?: Optional<Surface>;
  readonly keyName?: Optional<string>;
}

/** Whether a completion is one of those that are asked for. */
export function isWanted(completion: Completion, filter: Optional<CompletionFilter>): boolean {
  const { status, model, surface, keyName } = filter ?? {};
  return (
    (!status || status.includes(completion.status)) &&
    isOrAny(model, completion.model) &&
    isOrAny(surface, completion.surface) &&
    isOrAny(keyName, completion.caller.name)
  );
}

function isOrAny<T>(wanted: Optional<T>, value: T | null): boolean {
  return wanted === null || wanted === undefined || wanted === value;
}
