import type { Caller } from '../codex/completion/caller.ts';
import type { CompletionRecord, UsageStore } from './usage-store.ts';

/**
 * Usage as one client sees it: only that of its key's name, in totals, in lists and under ids. An
 * admin's is the whole.
 */
export function scopedUsage(usage: UsageStore, caller: Caller): UsageStore {
  if (caller.seesAll) return usage;
  const owner = caller.name ?? '';
  const seen = async (id: string): Promise<CompletionRecord | undefined> => {
    const record = await usage.completionRecord(id);
    return record?.keyName === caller.name ? record : undefined;
  };
  return {
    ...usage,
    report: async (query) => await usage.report({ ...query, filter: { ...query.filter, owner } }),
    errors: async (query) => await usage.errors({ ...query, filter: { ...query.filter, owner } }),
    refusals: async (query) =>
      await usage.refusals({ ...query, filter: { ...query.filter, owner } }),
    completionRecord: seen,
    completionRecords: async (query) =>
      await usage.completionRecords({ ...query, filter: { ...query.filter, owner } }),
    countRecords: async (query) =>
      await usage.countRecords({ ...query, filter: { ...query.filter, owner } }),
    content: async (id) => ((await seen(id)) === undefined ? undefined : await usage.content(id)),
  };
}
