import type { Account, QuotaReport } from './account.ts';
import type { Model } from './model.ts';

/** The login of this machine, as Codex has it. */
export interface KeptLogin {
  /** `chatgpt`, `apikey` and so on; null without a login, and where the service needs none. */
  readonly method: string | null;
  /** The access token or the API key. Null without a login, and where Codex may not renew it. Never logged. */
  readonly token: string | null;
  /** False for a service with `requires_openai_auth = false`. */
  readonly isLoginRequired: boolean;
}

/** Where the workspace of a ChatGPT login has its requests sent. */
export interface WorkspaceRouting {
  /** The ChatGPT account that it belongs to. */
  readonly accountId: string;
  /** `https://chatgpt.com` */
  readonly backendOrigin: string;
  /** `us`, `us_cr`; null for no constraint. */
  readonly override: string | null;
}

/**
 * Codex as the keeper of login and configuration, for an engine that asks the service itself. All
 * calls are bounded in time, and reject with `UpstreamError`.
 */
export interface Keeper {
  /** The version of the installed Codex: `0.171.0`. */
  readonly codexVersion: string;
  /** The environment that Codex runs in: the user's, with the trust roots and the direct loopback. */
  readonly env: NodeJS.ProcessEnv;
  /** The models of Codex's catalog, without one that the configuration alone names. Asks nobody. */
  catalog(): readonly Model[];
  /** The last known login, without its token. Asks nobody. */
  account(): Account;
  /**
   * The login with its token. Codex renews a token that has expired, or is about to, by itself.
   *
   * @param isRefused The service refused the token, so Codex asks for another one in any case. Two
   *   such calls at a time use up two refresh tokens: share one.
   */
  login(isRefused: boolean): Promise<KeptLogin>;
  /** The routing of a ChatGPT login's workspace; null for other logins. Asks the service. */
  routing(): Promise<WorkspaceRouting | null>;
  /** Codex's configuration with its defaults, in the form of `config.toml`. */
  settings(): Promise<unknown>;
  /** Takes what the service reports of the quota to an engine that asks it itself. */
  noteQuota(report: QuotaReport): void;
  /**
   * Calls back after each change of the login: made, ended, replaced by another program.
   *
   * @returns Ends that.
   */
  onLoginChange(listener: () => void): () => void;
}
