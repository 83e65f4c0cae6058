/** Requests that were refused for one reason, of one client over one API. */
export interface Refusal {
  readonly reason: string;
  readonly keyName: string | null;
  readonly program: string | null;
  readonly surfaceName: string | null;
  readonly count: number;
  /** ISO 8601 text. */
  readonly newestAt: string;
  readonly remedy: string;
}

/** How many requests were refused in all. */
export function refusedIn(refusals: readonly Refusal[]): number {
  return refusals.reduce((sum, { count }) => sum + count, 0);
}

/** The refusals of one reason. */
export interface RefusalReason {
  readonly reason: string;
  readonly remedy: string;
  readonly count: number;
  /** Most requests first. */
  readonly clients: readonly Refusal[];
}

/** The refusals by reason, the most frequent first. */
export function byReason(refusals: readonly Refusal[]): readonly RefusalReason[] {
  const reasons = [...new Set(refusals.map(({ reason }) => reason))];
  return reasons
    .map((reason) => [reason, refusals.filter((each) => each.reason === reason)] as const)
    .map(([reason, clients]): RefusalReason => ({
      reason,
      remedy: clients[0]?.remedy ?? '',
      count: refusedIn(clients),
      clients: clients.toSorted((one, other) => other.count - one.count),
    }))
    .toSorted((one, other) => other.count - one.count);
}
