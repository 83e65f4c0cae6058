import type { BoardRowFragment, LiveRowFragment } from './generated/graphql.ts';

/** A completion in the list, live or past. */
export type Row = Omit<BoardRowFragment, 'endedAt'> &
  Partial<Pick<LiveRowFragment, 'outputTokensSoFar'>> & { readonly endedAt: string | null };

/** Whether it waits or runs. */
export function isLive({ status }: Row): boolean {
  return status === 'QUEUED' || status === 'RUNNING';
}

/** Whether the newer of two states of one completion replaces the older: an end is final. */
export function supersedes(next: Row, before: Row | undefined): boolean {
  return before === undefined || isLive(before) || !isLive(next);
}

/** How long it takes so far, or took, in milliseconds. */
export function durationOf(row: Row, now: number): number {
  if (!isLive(row)) return row.durationMs;
  return Math.max(0, now - new Date(row.createdAt).getTime());
}

/** Tokens of the answer, those of a running one estimated; null where they are not known. */
export function outputTokensOf(row: Row): number | null {
  return row.usage?.outputTokens ?? row.outputTokensSoFar ?? null;
}

/** Tokens of the answer per second since its first piece; null where that says nothing. */
export function tokensPerSecond(row: Row, now: number): number | null {
  const tokens = outputTokensOf(row);
  if (tokens === null || tokens === 0 || row.firstTokenAt === null) return null;
  const end = row.endedAt === null ? now : new Date(row.endedAt).getTime();
  const ms = end - new Date(row.firstTokenAt).getTime();
  // The whole answer in one piece has no rate.
  return ms < 100 ? null : (tokens * 1000) / ms;
}
