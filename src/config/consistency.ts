import type { Config } from './options.ts';
import { ConfigError } from './values/config-error.ts';
import { isLoopback } from './values/values.ts';

/** Throws `ConfigError` for settings that conflict. */
export function assertConsistent(config: Config): void {
  assertSafe(config);
  assertAdminsKnown(config);
  assertDocuments(config);
  assertRecordable(config);
}

function assertSafe({ addr, apiKeys }: Config): void {
  if (apiKeys.length > 0 || isLoopback(addr.host)) return;
  throw new ConfigError(
    `--addr: ${addr.host} can be reached from other machines, which needs --api-key (CODEX_SERVE_API_KEY)`,
  );
}

function assertAdminsKnown({ apiKeys, adminKeys }: Config): void {
  const stranger = adminKeys.find((admin) => !apiKeys.some(({ name }) => name === admin));
  if (stranger === undefined) return;
  throw new ConfigError(
    `--admin-keys: no key in --api-key is named '${stranger}' (CODEX_SERVE_ADMIN_KEYS)`,
  );
}

function assertDocuments({ onlyPersistedDocuments, persistedDocuments }: Config): void {
  if (!onlyPersistedDocuments || persistedDocuments !== undefined) return;
  throw new ConfigError(
    '--only-persisted-documents needs --persisted-documents (CODEX_SERVE_PERSISTED_DOCUMENTS)',
  );
}

function assertRecordable({ recordContent, usageDays }: Config): void {
  if (!recordContent || usageDays > 0) return;
  throw new ConfigError('--record-content: nothing is recorded with --usage-days 0');
}
