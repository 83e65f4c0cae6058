import type { Completion } from '../codex/completion/completion.ts';
import type { Surface } from '../codex/completion/surface.ts';
import { errorCodes, type ErrorCode } from '../errors/error-table.ts';
import type { Group } from './totals/group.ts';
import type { Dimension } from './usage-store.ts';

/** How a completion has ended. */
export type EndStatus = Extract<Completion['status'], 'completed' | 'failed' | 'cancelled'>;

/** What a bucket's totals are of. A field is null where the totals are not grouped by it. */
export interface BucketGroup {
  readonly model: string | null;
  /** Null for clients without a key, too. */
  readonly keyName: string | null;
  readonly surface: Surface | null;
  /** Null for programs that do not name themselves, too, and in totals of version 0.1. */
  readonly program: string | null;
  /** Null in totals of version 0.1, too. */
  readonly status: EndStatus | null;
  /** Null for completions that did not fail, too, and in totals of version 0.1. */
  readonly errorCode: ErrorCode | null;
  /** Null for models that do not reason, too, and in totals of version 0.1. */
  readonly effort: string | null;
}

const knownCodes: ReadonlyMap<string, ErrorCode> = new Map(errorCodes.map((code) => [code, code]));

/** The bucket that a stored group belongs to. What this version does not know is as in a record. */
export function bucketGroupOf(group: Group, groupBy: readonly Dimension[]): BucketGroup {
  const is = (dimension: Dimension): boolean => groupBy.includes(dimension);
  return {
    model: is('model') ? group.model : null,
    keyName: is('key') ? group.key_name || null : null,
    surface: is('surface') ? group.surface : null,
    program: is('program') ? group.program || null : null,
    status: is('status') ? statusOf(group.status) : null,
    errorCode: is('errorCode') ? codeOf(group.error_code) : null,
    effort: is('effort') ? group.effort || null : null,
  };
}

function statusOf(stored: string): EndStatus | null {
  if (stored === '') return null;
  return stored === 'completed' || stored === 'cancelled' ? stored : 'failed';
}

function codeOf(stored: string): ErrorCode | null {
  return stored === '' ? null : (knownCodes.get(stored) ?? 'internal_error');
}

/** Tells bucket groups apart, and sorts them by one field after the other. */
export function dimensionsKey(group: BucketGroup): string {
  return Object.values(group)
    .map((value: string | null) => value ?? '')
    .join('\u0000');
}
