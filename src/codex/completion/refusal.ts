import type { CodexServeError } from '../../errors/errors.ts';
import type { Surface } from './surface.ts';

/** A request that was answered with an error, and started no completion. */
export interface RefusedRequest {
  readonly error: CodexServeError;
  /** As in `Caller.name`; null where the caller is not known, too. */
  readonly keyName: string | null;
  readonly userAgent: string | null;
  /** The API that was asked; null where the path belongs to none that starts completions. */
  readonly surface: Surface | null;
}

/** Counts a refused request. Returns at once and never throws. */
export type CountRefusal = (refused: RefusedRequest) => void;

/**
 * Passes each refusal on to all counters, once. An error that belongs to a completion, or that was
 * passed on before, reaches none: several layers report the same error.
 */
export function countOnce(counters: readonly CountRefusal[]): CountRefusal {
  return (refused) => {
    if (!isFirstCount(refused.error)) return;
    for (const count of counters) count(refused);
  };
}

/** On an error that has been counted. Unlike its identity, it is found through a proxy, too. */
const counted = Symbol('counted');

/** Errors are wrapped a few times; a longer chain is a circle. */
const maxCauses = 10;

/** Notes that an error is that of a completion, which counts by itself. */
export function noteCompletionError(error: Error): void {
  mark(error);
}

function mark(error: Error): void {
  const isMarked = Object.hasOwn(error, counted);
  if (!isMarked && Object.isExtensible(error))
    Object.defineProperty(error, counted, { value: true });
}

/**
 * Whether an error has not been counted yet: neither as that of a completion nor as a refusal, and the
 * same for what led to it. From then on it has.
 */
function isFirstCount(error: Error): boolean {
  let cause: unknown = error;
  for (
    let depth = 0;
    depth < maxCauses && typeof cause === 'object' && cause !== null;
    depth += 1
  ) {
    if (Reflect.get(cause, counted) === true) return false;
    cause = Reflect.get(cause, 'cause');
  }
  mark(error);
  return true;
}
