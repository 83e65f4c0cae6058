import { LoginRequiredError, type CodexServeError } from '../../../../errors/errors.ts';
import type { Keeper } from '../../keeper.ts';
import type { LoginKind, Provider } from '../provider/provider.ts';
import { abortable } from './abortable.ts';
import { accessOf, type Access } from './access.ts';
import type { Credentials, CredentialSource } from './credentials.ts';
import { ServiceFacts } from './service-facts.ts';

/** The way to the service: where it is, and as whom it is asked. All of it comes from Codex. */
export interface ServiceAccess extends CredentialSource {
  /** How the service is paid for, as far as Codex knows it offline. */
  kind(): LoginKind;
  /** Where answers are asked for now. Rejects as `current` does. */
  provider(signal: AbortSignal): Promise<Provider>;
  /** Why only Codex can reach the service; null where this engine can as well. See `reasonAgainstDirect`. */
  reasonAgainst(): string | null;
  /** Called after `kind` or `reasonAgainst` has changed. Set once. */
  onChange(listener: () => void): void;
  /** Forgets the credentials. */
  close(): void;
}

/** How often a reading begins anew because the login changed meanwhile. */
const maxReadings = 3;
const keyRefused = 'The upstream refused its API key.';
/** How long a token counts as the newest after Codex gave it for a refused one, in milliseconds. */
const renewedMs = 10_000;

/**
 * Reads from Codex where the service is, and the login where that asks no network. A token is kept
 * in memory alone.
 *
 * @param version Of the gateway.
 */
export async function openServiceAccess(keeper: Keeper, version: string): Promise<ServiceAccess> {
  const facts = new ServiceFacts(keeper);
  let latest: Access | null = null;
  let loading: Promise<Access> | null = null;
  let renewing: Promise<Access> | null = null;
  let renewedAt = -Infinity;
  /** Counts the logins. */
  let generation = 0;
  let changed = (): void => {};

  const unlisten = keeper.onLoginChange(() => {
    generation += 1;
    latest = null;
    facts.forget();
    changed();
    void preload();
  });

  async function read(isRefused: boolean): Promise<Access> {
    const before = generation;
    const reasonBefore = facts.reasonAgainst;
    try {
      const loaded = await facts.load(isRefused);
      const access = accessOf(loaded, { keeper, version, now: Date.now() });
      if (before === generation) latest = access;
      return access;
    } finally {
      if (facts.reasonAgainst !== reasonBefore) changed();
    }
  }

  /** Reads until the login stays as it was read. */
  async function readCurrent(isRefused: boolean): Promise<Access> {
    let access = await read(isRefused);
    for (let count = 1; latest !== access && count < maxReadings; count += 1) {
      access = await read(false);
    }
    return access;
  }

  async function current(signal: AbortSignal): Promise<Access> {
    if (renewing !== null) return await abortable(renewing, signal);
    if (latest !== null && Date.now() < latest.freshUntil) return latest;
    loading ??= readCurrent(false).finally(() => {
      loading = null;
    });
    return await abortable(loading, signal);
  }

  async function renewed(refused: Credentials, signal: AbortSignal): Promise<Access> {
    const known = await current(signal);
    if (!isSame(known.credentials, refused)) return known;
    if (known.provider.kind === 'custom') throw new LoginRequiredError(keyRefused);
    if (performance.now() - renewedAt < renewedMs) return known;
    renewing ??= readCurrent(true).finally(() => {
      renewing = null;
      renewedAt = performance.now();
    });
    return await abortable(renewing, signal);
  }

  /** Reads what asks no network while Codex runs, so that requests need not start it. */
  async function preload(): Promise<void> {
    if (facts.reasonAgainst !== null || facts.kind === 'chatgpt') return;
    await current(new AbortController().signal).catch(() => {});
  }

  await facts.prepare();
  await preload();
  return {
    kind: () => facts.kind,
    provider: async (signal) => (await current(signal)).provider,
    reasonAgainst: () => facts.reasonAgainst,
    current: async (signal) => credentialsOf(await current(signal)),
    renewed: async (refused, signal) => credentialsOf(await renewed(refused, signal)),
    onChange(listener) {
      changed = listener;
    },
    close() {
      unlisten();
      latest = null;
    },
  };
}

function credentialsOf({ credentials }: Access): Credentials {
  if (credentials instanceof Error) throw credentials;
  return credentials;
}

function isSame(known: Credentials | CodexServeError, refused: Credentials): boolean {
  const { authorization } = refused.headers;
  return !(known instanceof Error) && known.headers['authorization'] === authorization;
}
