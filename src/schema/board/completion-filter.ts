import type { Completion, CompletionStatus } from '../../codex/completion/completion.ts';
import { programOf } from '../../codex/completion/program.ts';
import { matchesSurface } from '../../codex/completion/surface.ts';
import type { ErrorCode } from '../../errors/error-table.ts';
import { surfacesOf, type ShownSurface } from '../chat/surface-type.ts';

type Optional<T> = T | null | undefined;

/** A filter of completions. An absent field matches any completion. */
export interface CompletionFilter {
  readonly status?: Optional<readonly CompletionStatus[]>;
  readonly model?: Optional<string>;
  readonly surface?: Optional<ShownSurface>;
  readonly keyName?: Optional<string>;
  readonly program?: Optional<string>;
  readonly errorCode?: Optional<ErrorCode>;
}

/** A filter of activity, which a completion matches at each stage or at none. */
export type ActivityFilter = Omit<CompletionFilter, 'status' | 'errorCode'>;

/** Whether a completion matches a filter. */
export function isWanted(completion: Completion, filter: Optional<CompletionFilter>): boolean {
  const { status, model, surface, keyName, program, errorCode } = filter ?? {};
  return (
    (!status || status.includes(completion.status)) &&
    isOrAny(model, completion.model) &&
    (!surface || matchesSurface(surfacesOf(surface), completion.surface)) &&
    isOrAny(keyName, completion.caller.name) &&
    (program == null || program === programOf(completion.caller.userAgent)) &&
    isOrAny(errorCode, completion.error?.code ?? null)
  );
}

function isOrAny<T>(wanted: Optional<T>, value: T | null): boolean {
  return wanted === null || wanted === undefined || wanted === value;
}
