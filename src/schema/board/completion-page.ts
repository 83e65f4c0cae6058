import { PothosValidationError } from '@pothos/core';
import {
  resolveCursorConnection,
  type DefaultConnectionArguments,
  type PageInfoShape,
  type ResolveCursorConnectionArgs,
} from '@pothos/plugin-relay';
import type { Completion } from '../../codex/completion/completion.ts';
import { newestFirst, type StartedAt } from '../../codex/completion/registry.ts';
import type { SessionCore } from '../../codex/session-core.ts';
import { isWanted, type CompletionFilter } from './completion-filter.ts';

/** Which page of the list of completions is asked for. */
export interface CompletionPageArgs extends DefaultConnectionArguments {
  readonly filter?: CompletionFilter | null | undefined;
}

/** A page, and where the list and the gateway stood when it was read. */
export interface CompletionPage {
  readonly edges: readonly { readonly cursor: string; readonly node: Completion }[];
  readonly pageInfo: PageInfoShape;
  /** How many match the filter, on all pages. */
  readonly totalCount: number;
  /** Of the last activity. */
  readonly activityCursor: string;
}

/**
 * A page of the running and recent completions, newest first. A cursor stands for a start: pages stay as they are while completions come and go, also
 * where the cursor's own is gone. Rejects with `PothosValidationError` for bad arguments.
 */
export async function completionPage(
  core: SessionCore,
  args: CompletionPageArgs,
): Promise<CompletionPage> {
  const { completions, cursor: activityCursor } = await core.board();
  const wanted = completions.filter((completion) => isWanted(completion, args.filter));
  const page = await resolveCursorConnection(
    { args, toCursor },
    ({ before, after, limit, inverted }: ResolveCursorConnectionArgs): Completion[] => {
      const between = wanted.filter(isBetween(before, after));
      return (inverted ? between.toReversed() : between).slice(0, limit);
    },
  );
  return { ...page, totalCount: wanted.length, activityCursor };
}

function isBetween(
  before: string | undefined,
  after: string | undefined,
): (completion: Completion) => boolean {
  const upper = after === undefined ? undefined : parseCursor(after);
  const lower = before === undefined ? undefined : parseCursor(before);
  return (completion) =>
    (upper === undefined || newestFirst(upper, completion) < 0) &&
    (lower === undefined || newestFirst(completion, lower) < 0);
}

function toCursor({ id, createdAt }: StartedAt): string {
  return Buffer.from(`${createdAt.getTime()}:${id}`).toString('base64url');
}

function parseCursor(cursor: string): StartedAt {
  const text = Buffer.from(cursor, 'base64url').toString();
  const { ms, id } = /^(?<ms>\d{1,15}):(?<id>(?:chatcmpl-|resp_)\w+)$/.exec(text)?.groups ?? {};
  if (ms === undefined || id === undefined) {
    throw new PothosValidationError(`'${cursor}' is no cursor of this list`);
  }
  return { id, createdAt: new Date(Number(ms)) };
}
