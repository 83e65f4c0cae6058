import type { Config } from './options.ts';
import { isLoopback } from './values/values.ts';

/** Settings that conflict. */
export interface Conflict {
  /** One line that begins with the setting at fault. */
  readonly message: string;
  /** What to change: a sentence. */
  readonly remedy: string;
}

/** Why the gateway does not start with these settings. */
export function conflictsIn(config: Config): readonly Conflict[] {
  const all = [unsafe, unknownAdmin, missingDocuments, unrecorded, unsent].map((find) =>
    find(config),
  );
  return all.filter((conflict) => conflict !== null);
}

function unsafe({ addr, apiKeys }: Config): Conflict | null {
  if (apiKeys.length > 0 || isLoopback(addr.host)) return null;
  return {
    message: `--addr: ${addr.host} can be reached from other machines, which needs --api-key (CODEX_SERVE_API_KEY)`,
    remedy:
      'Set CODEX_SERVE_API_KEY to the output of `openssl rand -hex 24`, or listen at 127.0.0.1.',
  };
}

function unknownAdmin({ apiKeys, adminKeys }: Config): Conflict | null {
  const stranger = adminKeys.find((admin) => !apiKeys.some(({ name }) => name === admin));
  if (stranger === undefined) return null;
  return {
    message: `--admin-keys: no key in --api-key is named '${stranger}' (CODEX_SERVE_ADMIN_KEYS)`,
    remedy: `Name one of the keys, or give the key its name: ${stranger}:KEY.`,
  };
}

function missingDocuments(config: Config): Conflict | null {
  const { onlyPersistedDocuments, persistedDocuments } = config;
  if (!onlyPersistedDocuments || persistedDocuments !== undefined) return null;
  return {
    message:
      '--only-persisted-documents needs --persisted-documents (CODEX_SERVE_PERSISTED_DOCUMENTS)',
    remedy: 'Name the file with --persisted-documents, or leave out --only-persisted-documents.',
  };
}

function unrecorded({ recordContent, usageDays }: Config): Conflict | null {
  if (!recordContent || usageDays > 0) return null;
  return {
    message: '--record-content: nothing is recorded with --usage-days 0',
    remedy: 'Leave out --record-content, or give --usage-days a number of days.',
  };
}

function unsent({ alertUrl, alertSecretFile }: Config): Conflict | null {
  if (alertSecretFile === undefined || alertUrl !== undefined) return null;
  return {
    message: '--alert-secret-file needs --alert-url (CODEX_SERVE_ALERT_URL)',
    remedy: 'Say with --alert-url where alerts go, or leave out --alert-secret-file.',
  };
}
