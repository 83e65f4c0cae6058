import { CodexServeError } from '../errors/errors.ts';
import { noTotals } from './totals/totals-adder.ts';
import { usageRange } from './usage-range.ts';
import type { UsageStore } from './usage-store.ts';

/** Keeps nothing, so every answer is empty. */
export const noUsage: UsageStore = {
  retentionDays: 0,
  ended: () => {},
  async report(query) {
    const { from, to } = usageRange(query, Date.now());
    return { from: new Date(from), to: new Date(to), totals: noTotals, groups: [], buckets: [] };
  },
  countRefusal: () => {},
  errors: async () => [],
  refusals: async () => [],
  completionRecord: async () => undefined,
  completionRecords: async () => [],
  countRecords: async () => 0,
  content: async () => undefined,
  facts: async () => null,
  close: async () => {},
};

/** The usage could not be opened: queries reject with `internal_error`. */
export function brokenUsage(retentionDays: number): UsageStore {
  const refuse = async (): Promise<never> => {
    throw new CodexServeError(
      'internal_error',
      "The usage database could not be opened; the gateway's log says why.",
    );
  };
  return {
    ...noUsage,
    retentionDays,
    report: refuse,
    errors: refuse,
    refusals: refuse,
    completionRecord: refuse,
    completionRecords: refuse,
    countRecords: refuse,
    content: refuse,
  };
}
