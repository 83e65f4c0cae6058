import {
  resolveCursorConnection,
  type DefaultConnectionArguments,
  type PageInfoShape,
  type ResolveCursorConnectionArgs,
} from '@pothos/plugin-relay';
import type { Completion } from '../../codex/completion/completion.ts';
import type { SessionCore } from '../../codex/session-core.ts';
import { searchedText } from '../chat/search-argument.ts';
import { isWanted, type CompletionFilter } from './completion-filter.ts';
import { byDuration, byStart, type CompletionOrder } from './completion-order.ts';
import { occursIn } from './completion-search.ts';

/** Which page of the list of completions is asked for. */
export interface CompletionPageArgs extends DefaultConnectionArguments {
  readonly filter?: CompletionFilter | null | undefined;
  readonly search?: string | null | undefined;
  readonly orderBy?: CompletionOrder | null | undefined;
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
 * A page of the running and recent completions. Pages stay as they are while completions come and go,
 * also where the cursor's own is gone. Rejects with `PothosValidationError` for bad arguments.
 */
export async function completionPage(
  core: SessionCore,
  args: CompletionPageArgs,
): Promise<CompletionPage> {
  const { completions, cursor: activityCursor } = await core.board();
  const { filter, after, before } = args;
  const search = searchedText('completions', args.search);
  const order = args.orderBy === 'longest' ? byDuration(after ?? before) : byStart;
  const wanted = completions
    .filter((completion) => isWanted(completion, filter))
    .filter((completion) => search === undefined || occursIn(completion, search))
    .toSorted(order.compare);
  const page = await resolveCursorConnection(
    { args, toCursor: order.toCursor },
    (range: ResolveCursorConnectionArgs): Completion[] => {
      const isAfter = range.after === undefined ? any : order.after(range.after);
      const isBefore = range.before === undefined ? any : order.before(range.before);
      const between = wanted.filter((each) => isAfter(each) && isBefore(each));
      return (range.inverted ? between.toReversed() : between).slice(0, range.limit);
    },
  );
  return { ...page, totalCount: wanted.length, activityCursor };
}

function any(): boolean {
  return true;
}
