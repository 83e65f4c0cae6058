import type { Logger } from 'pino';
import type { Alerts } from './alerts/alerts.ts';
import { createAlerts } from './alerts/create-alerts.ts';
import { readReceiver } from './alerts/read-receiver.ts';
import type { Config } from './config/options.ts';
import type { ConversationStore } from './conversations/conversation-store.ts';
import { createConversationStore } from './conversations/database/create-conversation-store.ts';
import { createCompactions, type Compactions } from './conversations/compaction/compactions.ts';
import { openSealKey } from './conversations/compaction/seal-key.ts';
import { mergeOldHomes } from './home/merge-old-homes.ts';
import type { HomeFiles } from './home/home-files.ts';
import { openHome, type OpenHome } from './home/open-home.ts';
import { createStoredCompletions } from './rest/openai/stored/create-stored-completions.ts';
import { importStoredCompletions } from './rest/openai/stored/import-stored-completions.ts';
import { mergeStoredCompletions } from './rest/openai/stored/merge-stored-completions.ts';
import type { StoredCompletions } from './rest/openai/stored/stored-completions.ts';
import { diskBytes } from './sqlite/disk-bytes.ts';
import { createQuotaHistory } from './quota/create-quota-history.ts';
import type { QuotaHistory } from './quota/quota-history.ts';
import { createUsageStore } from './usage/create-usage-store.ts';
import { mergeUsage } from './usage/merge-usage.ts';
import { readPrices } from './usage/prices/read-prices.ts';
import type { UsageStore } from './usage/usage-store.ts';
import { allOrNothing, type NoteOpened } from './util/all-or-nothing.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Everything that a gateway keeps. */
export interface Stores {
  readonly home: OpenHome;
  readonly usage: UsageStore;
  readonly quota: QuotaHistory;
  readonly alerts: Alerts;
  readonly conversations: ConversationStore;
  /** Undefined where nothing is kept. */
  readonly completions: StoredCompletions | undefined;
  readonly compactions: Compactions;
  /** What all databases take on the disk. Never rejects. */
  databaseBytes(): Promise<number>;
  /** Writes what is waiting, and lets another gateway use the home. */
  close(): Promise<void>;
}

/** What the stores are opened with. */
export interface StoresOptions {
  readonly config: Config;
  /** The URL of this gateway. */
  readonly url: string;
  /** Of this program. */
  readonly version: string;
  /** The caller id of today for one that a stored answer was kept under. */
  readonly ownerOf: (storedOwner: string) => string;
  readonly logger: Logger;
}

/**
 * Opens what the gateway keeps below `--home`, after merging what version 0.1 kept in a folder for
 * each address. Rejects with `PricesError` or `AlertSecretError`, with `HomeInUseError` if another
 * gateway uses the home, or with the error of the file system; nothing is left open.
 */
export async function openStores(options: StoresOptions): Promise<Stores> {
  return await allOrNothing(async (opened) => await openEach(options, opened));
}

async function openEach(options: StoresOptions, opened: NoteOpened): Promise<Stores> {
  const { config, url, version, ownerOf, logger } = options;
  const receiver = await readReceiver(config.alertUrl, config.alertSecretFile);
  const priceOf = await readPrices(config.prices);
  const home = await openHome(config.home, url, logger);
  opened(async () => await home.close());
  const { files } = home;
  const isUsageKept = config.usageDays > 0;
  await mergeOldHomes(config.home, logger, [
    async (old) => {
      if (isUsageKept) await mergeUsage({ file: files.usage, source: old.usage, logger });
    },
    async ({ completions: source }) => {
      await mergeStoredCompletions({ folder: files.completions, source, logger });
    },
  ]);
  const usage = await createUsageStore({
    file: files.usage,
    days: config.usageDays,
    isContentKept: config.recordContent,
    priceOf,
    logger,
  });
  opened(async () => await usage.close());
  const quota = await createQuotaHistory({
    file: isUsageKept ? files.quota : undefined,
    logger,
  });
  opened(async () => await quota.close());
  const alerts = await createAlerts({
    file: files.alerts,
    home: config.home,
    quota,
    receiver,
    gateway: { url, version },
    logger,
  });
  opened(async () => await alerts.close());
  const conversations = await createConversationStore({
    place: config.store === 'disk' ? { file: files.conversations } : config.store,
    days: config.storeDays,
    bytes: config.storeBytes,
    logger,
  });
  opened(async () => await conversations.close());
  const compactions = createCompactions(await openSealKey(files.sealKey));
  const completions = await openStoredCompletions(conversations, {
    config,
    ownerOf,
    files,
    logger,
  });
  return {
    home,
    usage,
    quota,
    alerts,
    conversations,
    completions,
    compactions,
    databaseBytes: async () => await diskBytes([files.usage, files.quota, files.conversations]),
    async close() {
      await completions?.close();
      await alerts.close();
      await Promise.all([usage.close(), quota.close(), conversations.close()]);
      await home.close();
    },
  };
}

/** In memory, what earlier runs kept stays where it is. */
async function openStoredCompletions(
  { mode, records }: ConversationStore,
  options: Pick<StoresOptions, 'config' | 'ownerOf' | 'logger'> & { readonly files: HomeFiles },
): Promise<StoredCompletions | undefined> {
  const { config, ownerOf, files, logger } = options;
  if (mode === 'off') return undefined;
  if (mode === 'disk') {
    await importStoredCompletions({ folder: files.completions, records, logger });
  }
  return createStoredCompletions({
    records,
    ownerOf,
    logger,
    maxAgeMs: config.storeDays * dayMs,
    // Not all of the room: they must not push out every conversation.
    maxBytes: config.storeBytes / 4,
  });
}
