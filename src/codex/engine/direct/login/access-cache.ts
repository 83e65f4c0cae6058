import {
  LoginRequiredError,
  UpstreamError,
  type CodexServeError,
} from '../../../../errors/errors.ts';
import { NotServedError } from '../../not-served.ts';
import { abortable } from './abortable.ts';
import type { Access } from './access.ts';
import type { Credentials } from './credentials.ts';

/** What a cache of the access asks of the rest. */
export interface AccessCacheOptions {
  /**
   * Asks Codex.
   *
   * @param isRefused See `Keeper.login`.
   */
  read(isRefused: boolean): Promise<Access>;
  /** Called when what was read belongs to another login than the last time. */
  onOther(): void;
}

/** How often a reading begins anew because the login changed meanwhile. */
const maxReadings = 3;
/** How long a token counts as the newest after Codex gave it for a refused one, in milliseconds. */
const renewedMs = 10_000;

const keyRefused = 'The upstream refused its API key.';

/** Keeps the way to the service in memory. All who wait for it share one question to Codex. */
export class AccessCache {
  readonly #options: AccessCacheOptions;
  #latest: Access | null = null;
  /** Of the last one that was read; null before. */
  #identity: string | null = null;
  #loading: Promise<Access> | null = null;
  #renewing: Promise<Access> | null = null;
  #renewedAt = -Infinity;
  /** Counts the changes of the login. */
  #generation = 0;

  constructor(options: AccessCacheOptions) {
    this.#options = options;
  }

  /** The newest, from memory where it is fresh, and while it is valid where Codex has none to give. */
  async current(signal: AbortSignal): Promise<Access> {
    if (this.#renewing !== null) return await abortable(this.#renewing, signal);
    const known = this.#latest;
    if (known !== null && Date.now() < known.freshUntil) return known;
    this.#loading ??= this.#read(false)
      .catch((error: unknown) => {
        const isKept = known !== null && known === this.#latest && Date.now() < known.validUntil;
        const isServed = error instanceof UpstreamError && !(error instanceof NotServedError);
        if (isKept && isServed) return known;
        throw error;
      })
      .finally(() => {
        this.#loading = null;
      });
    return await abortable(this.#loading, signal);
  }

  /** The newest in place of one with these credentials, which the service refused. */
  async renewed(refused: Credentials, signal: AbortSignal): Promise<Access> {
    const known = await this.current(signal);
    if (!isSame(known.credentials, refused)) return known;
    if (known.provider.kind === 'custom') throw new LoginRequiredError(keyRefused);
    if (performance.now() - this.#renewedAt < renewedMs) return known;
    this.#renewing ??= this.#read(true).finally(() => {
      this.#renewing = null;
      this.#renewedAt = performance.now();
    });
    return await abortable(this.#renewing, signal);
  }

  /**
   * Forgets what it has, because the login may have changed. Reads it again where it was read before,
   * to see whether it is another one.
   */
  async forget(): Promise<void> {
    this.#generation += 1;
    this.#latest = null;
    if (this.#identity === null) return;
    try {
      await this.current(new AbortController().signal);
    } catch {
      this.#identify('unknown');
    }
  }

  /** Forgets all of it for good. */
  close(): void {
    this.#latest = null;
    this.#identity = null;
  }

  /** Reads until the login stays as it was read. */
  async #read(isRefused: boolean): Promise<Access> {
    let access: Access;
    let before: number;
    let count = 0;
    do {
      before = this.#generation;
      access = await this.#options.read(isRefused && count === 0);
      count += 1;
    } while (before !== this.#generation && count < maxReadings);
    if (before === this.#generation) this.#latest = access;
    this.#identify(access.identity);
    return access;
  }

  #identify(identity: string): void {
    const before = this.#identity;
    this.#identity = identity;
    if (before !== null && before !== identity) this.#options.onOther();
  }
}

function isSame(known: Credentials | CodexServeError, refused: Credentials): boolean {
  const { authorization } = refused.headers;
  return !(known instanceof Error) && known.headers['authorization'] === authorization;
}
