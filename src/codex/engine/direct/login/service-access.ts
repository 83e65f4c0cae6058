import type { Keeper } from '../../keeper.ts';
import type { LoginKind, Provider } from '../provider/provider.ts';
import { AccessCache } from './access-cache.ts';
import { accessOf, type Access } from './access.ts';
import type { Credentials, CredentialSource } from './credentials.ts';
import { ServiceFacts } from './service-facts.ts';

/** The way to the service: where it is, and as whom it is asked. All of it comes from Codex. */
export interface ServiceAccess extends CredentialSource {
  /** How the service is paid for, as far as Codex knows it offline. */
  kind(): LoginKind;
  /** The model that the configuration names; null for none. */
  configuredModel(): string | null;
  /** Where answers are asked for now. Rejects as `current` does. */
  provider(signal: AbortSignal): Promise<Provider>;
  /** Why only Codex can reach the service; null where this engine can as well. See `reasonAgainstDirect`. */
  reasonAgainst(): string | null;
  /** Called after another login has taken effect, or `reasonAgainst` has changed. Set once. */
  onChange(listener: () => void): void;
  /** Forgets the credentials. */
  close(): void;
}

/**
 * Reads from Codex where the service is, and the login where that asks no network. A token is kept
 * in memory alone.
 *
 * @param version Of the gateway.
 */
export async function openServiceAccess(keeper: Keeper, version: string): Promise<ServiceAccess> {
  const facts = new ServiceFacts(keeper);
  let changed = (): void => {};

  async function read(isRefused: boolean): Promise<Access> {
    const reasonBefore = facts.reasonAgainst;
    try {
      const loaded = await facts.load(isRefused);
      return accessOf(loaded, { keeper, version, now: Date.now() });
    } finally {
      if (facts.reasonAgainst !== reasonBefore) changed();
    }
  }

  const cache = new AccessCache({ read, onOther: () => changed() });
  const unlisten = keeper.onLoginChange(() => {
    facts.forget();
    void cache.forget();
  });

  await facts.prepare();
  // So that the first request need not start Codex.
  const isOffline = facts.reasonAgainst === null && facts.kind !== 'chatgpt';
  if (isOffline) await cache.current(new AbortController().signal).catch(() => {});
  return {
    kind: () => facts.kind,
    configuredModel: () => facts.configuredModel,
    provider: async (signal) => (await cache.current(signal)).provider,
    reasonAgainst: () => facts.reasonAgainst,
    current: async (signal) => credentialsOf(await cache.current(signal)),
    renewed: async (refused, signal) => credentialsOf(await cache.renewed(refused, signal)),
    onChange(listener) {
      changed = listener;
    },
    close() {
      unlisten();
      cache.close();
    },
  };
}

function credentialsOf({ credentials }: Access): Credentials {
  if (credentials instanceof Error) throw credentials;
  return credentials;
}
