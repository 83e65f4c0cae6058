import { PothosValidationError } from '@pothos/core';
import type { Completion } from '../../codex/completion/completion.ts';
import { newestFirst } from '../../codex/completion/registry.ts';

/** In which order completions are listed. */
export type CompletionOrder = 'newest' | 'longest';

/** An order of completions in which a cursor keeps its position while completions come and go. */
export interface ListOrder {
  readonly compare: (one: Completion, other: Completion) => number;
  /** Selects the completions after the position of a cursor. Throws for a cursor of another list. */
  readonly after: (cursor: string) => (completion: Completion) => boolean;
  /** The same for before. */
  readonly before: (cursor: string) => (completion: Completion) => boolean;
  readonly toCursor: (completion: Completion) => string;
}

/** The newest first, by their start. */
export const byStart: ListOrder = {
  compare: newestFirst,
  after(cursor) {
    const start = startOf(cursor);
    return (completion) => newestFirst(start, completion) < 0;
  },
  before(cursor) {
    const start = startOf(cursor);
    return (completion) => newestFirst(completion, start) < 0;
  },
  toCursor: ({ id, createdAt }) => encoded([createdAt.getTime()], id),
};

/**
 * The longest first. Running ones grow at all times, so all pages show the order of one moment: that at
 * which the first of them was read, which stands in its cursors.
 *
 * @param cursor One that the client has sent, if any.
 */
export function byDuration(cursor: string | null | undefined): ListOrder {
  const at = typeof cursor === 'string' ? momentOf(cursor).at : Date.now();
  const msOf = ({ createdAt, endedAt }: Completion): number =>
    Math.max(0, Math.min(endedAt?.getTime() ?? at, at) - createdAt.getTime());
  const keyOf = (completion: Completion): DurationKey => ({
    ms: msOf(completion),
    id: completion.id,
  });
  return {
    compare: (one, other) => longestFirst(keyOf(one), keyOf(other)),
    after(given) {
      const key = momentOf(given);
      return (completion) => longestFirst(key, keyOf(completion)) < 0;
    },
    before(given) {
      const key = momentOf(given);
      return (completion) => longestFirst(keyOf(completion), key) < 0;
    },
    toCursor: (completion) => encoded([at, msOf(completion)], completion.id),
  };
}

interface DurationKey {
  readonly ms: number;
  readonly id: string;
}

function longestFirst(one: DurationKey, other: DurationKey): number {
  if (one.ms !== other.ms) return other.ms - one.ms;
  if (one.id === other.id) return 0;
  return one.id < other.id ? 1 : -1;
}

function encoded(numbers: readonly number[], id: string): string {
  return Buffer.from([...numbers, id].join(':')).toString('base64url');
}

function startOf(cursor: string): Pick<Completion, 'id' | 'createdAt'> {
  const { numbers, id } = decoded(cursor, 1);
  return { id, createdAt: new Date(numbers[0] ?? 0) };
}

function momentOf(cursor: string): DurationKey & { readonly at: number } {
  const { numbers, id } = decoded(cursor, 2);
  return { at: numbers[0] ?? 0, ms: numbers[1] ?? 0, id };
}

function decoded(cursor: string, count: number): { numbers: readonly number[]; id: string } {
  const parts = Buffer.from(cursor, 'base64url').toString().split(':');
  const id = parts.pop() ?? '';
  const isWhole = parts.length === count && parts.every((part) => /^\d{1,15}$/.test(part));
  if (isWhole && /^(?:chatcmpl-|resp_)\w+$/.test(id)) return { numbers: parts.map(Number), id };
  throw new PothosValidationError(`'${cursor}' is no cursor of this list`);
}
