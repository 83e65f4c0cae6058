import { z } from 'zod';
import type { Account, AccountDetails } from '../../account.ts';
import type { GetAccountResponse } from '../rpc/protocol.ts';
import type { RpcConnection } from '../rpc/connection.ts';
import type { QuotaWindows } from './quota-windows.ts';
import { LazyRead } from '../../../../util/lazy-read.ts';
import { LoginOutcomes } from './login-outcomes.ts';

/** The details of a login that only the service knows. */
type Profile = Pick<AccountDetails, 'email' | 'plan'>;

/** How long a quota counts as current; other programs use it up as well. */
const quotaFreshMs = 60_000;

const updated = z.object({ planType: z.string().nullish() });

/**
 * The login of one app-server, and what it knows about the account. Whether there is a login is
 * known offline. The rest is read on demand, because `account/read` and `account/rateLimits/read`
 * use the network, and can fail on machines that are logged in (measured on Codex 0.169.0).
 */
export class ProcessAccount {
  readonly outcomes = new LoginOutcomes();
  readonly #rpc: RpcConnection;
  readonly #quota: QuotaWindows;
  readonly #profileRead: LazyRead<Profile>;
  readonly #quotaRead: LazyRead<unknown>;
  #status: Account;
  #profile: Profile | null = null;
  #listener: () => void = () => {};
  #loginListener: () => void = () => {};

  /** @param onFailure Called with the error of each failed read. */
  constructor(
    rpc: RpcConnection,
    status: Account,
    quota: QuotaWindows,
    onFailure: (error: unknown) => void,
  ) {
    this.#rpc = rpc;
    this.#status = status;
    this.#quota = quota;
    this.#profileRead = new LazyRead({
      read: async () => await readProfile(rpc),
      onRead: (profile) => {
        this.#profile = profile;
        this.#listener();
      },
      onFailure,
      freshMs: Infinity,
    });
    this.#quotaRead = new LazyRead<unknown>({
      read: async () => await rpc.call('account/rateLimits/read', undefined),
      onRead: (answer) => {
        quota.read(answer);
        this.#listener();
      },
      onFailure,
      freshMs: quotaFreshMs,
    });
  }

  /** The login, known offline. */
  get status(): Account {
    return this.#status;
  }

  /** What is known without asking. */
  get details(): AccountDetails {
    const { email, plan } = this.#profile ?? { email: null, plan: null };
    return { ...this.#status, email, plan, quota: this.#quota.all(), credits: this.#quota.credits };
  }

  /** What is known once the service has been asked. Never rejects, and takes two seconds at most. */
  async load(): Promise<AccountDetails> {
    const { method, isLoginRequired } = this.#status;
    if (method !== null && isLoginRequired) {
      await Promise.all([this.#profileRead.ask(), this.#quotaRead.ask()]);
    }
    return this.details;
  }

  /** Called after each change. */
  onChange(listener: () => void): void {
    this.#listener = listener;
  }

  /** Called after each change of the login, and none of the details. Set once. */
  onLoginChange(listener: () => void): void {
    this.#loginListener = listener;
  }

  /** Takes a notification of the app-server; ignores those that are not about the account. */
  async notification(method: string, params: unknown): Promise<void> {
    if (method === 'account/login/completed') this.outcomes.completed(params);
    else if (method === 'account/updated') await this.#updated(params);
    else if (method === 'account/rateLimits/updated') {
      this.#quota.update(params);
      this.#listener();
    }
  }

  /** Reads the login again after this process logged in or out. Rejects as the connection does. */
  async renew(): Promise<void> {
    this.#forget();
    this.#status = await readStatus(this.#rpc);
    this.#listener();
    this.#loginListener();
  }

  /** The notification also follows every `account/read` that finds something new. */
  async #updated(params: unknown): Promise<void> {
    const { data } = updated.safeParse(params);
    const status = await readStatus(this.#rpc).catch(() => null);
    if (status === null) return;
    const isOther = status.method !== this.#status.method;
    this.#status = status;
    if (isOther) this.#forget();
    const plan = planOf(data?.planType);
    if (this.#profile !== null && plan !== null) this.#profile = { ...this.#profile, plan };
    this.#listener();
    this.#loginListener();
  }

  #forget(): void {
    this.#profile = null;
    this.#profileRead.forget();
    this.#quotaRead.forget();
    this.#quota.clear();
  }
}

/** Asks the app-server whether there is a login. It needs no network for this (measured). */
export async function readStatus(rpc: RpcConnection): Promise<Account> {
  const status = await rpc.call('getAuthStatus', { includeToken: false, refreshToken: false });
  const isLoginRequired = status.requiresOpenaiAuth ?? true;
  return {
    isReady: !isLoginRequired || status.authMethod !== null,
    method: status.authMethod,
    isLoginRequired,
  };
}

/**
 * Asks the app-server who is logged in, which asks the service. Rejects as the connection does.
 *
 * @param ms How long it may take, in milliseconds. Default: as long as any call.
 */
export async function readProfile(rpc: RpcConnection, ms?: number): Promise<Profile> {
  const options = ms === undefined ? {} : { ms };
  return toProfile(await rpc.call('account/read', { refreshToken: false }, options));
}

function toProfile({ account }: GetAccountResponse): Profile {
  if (account?.type !== 'chatgpt') return { email: null, plan: null };
  return { email: account.email, plan: planOf(account.planType) };
}

function planOf(name: string | null | undefined): string | null {
  return name === undefined || name === 'unknown' ? null : name;
}
