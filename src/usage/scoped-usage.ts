import type { Client } from '../codex/completion/client.ts';
import type { CompletionRecord, UsageStore } from './usage-store.ts';

/**
 * Usage as one client sees it: that of its key's name alone, in totals, in lists and under ids. An
 * admin's is the whole.
 */
export function scopedUsage(usage: UsageStore, client: Client): UsageStore {
  if (client.isAdmin) return usage;
  const owner = client.keyName ?? '';
  const seen = async (id: string): Promise<CompletionRecord | undefined> => {
    const record = await usage.completionRecord(id);
    return record?.keyName === client.keyName ? record : undefined;
  };
  return {
    ...usage,
    report: async (query) => await usage.report({ ...query, filter: { ...query.filter, owner } }),
    completionRecord: seen,
    completionRecords: async (query) =>
      await usage.completionRecords({ ...query, filter: { ...query.filter, owner } }),
    content: async (id) => ((await seen(id)) === undefined ? undefined : await usage.content(id)),
  };
}
