import type { JsonObject } from '../wire/json.ts';

/** Who logs in at a stand-in. */
export interface StandInProfile {
  readonly email: string;
  /** As the service names it: `plus`, `pro`, `team` and so on. */
  readonly planType: string;
  /** Of the ChatGPT workspace; Codex sends it as `chatgpt-account-id`. */
  readonly accountId: string;
}

/** One window of the account's quota. */
export interface StandInWindow {
  /** 0 to 100. */
  readonly usedPercent: number;
  readonly windowSeconds: number;
  /** Seconds since the epoch. */
  readonly resetsAt: number;
}

/** The windows of the account's quota, the short and the long one; a null one is not reported. */
export interface StandInQuota {
  readonly primary: StandInWindow | null;
  readonly secondary: StandInWindow | null;
  /** Default: the service does not say. */
  readonly credits?: StandInCredits;
}

/** What the account may use beyond its quota. */
export interface StandInCredits {
  readonly hasCredits: boolean;
  readonly isUnlimited: boolean;
  readonly balance: string | null;
}

/** A device code that a Codex has asked for. */
export interface DeviceCode {
  readonly id: string;
  /** What the person at the browser types, `WXYZ-12345`. */
  readonly userCode: string;
  /** How often Codex has asked whether it is approved. */
  readonly polls: number;
  readonly status: 'pending' | 'approved' | 'denied';
}

/** Where the account's workspace has its requests sent. */
export interface StandInRouting {
  /** `https://chatgpt.com` */
  readonly backendOrigin: string;
  /** `NO_CONSTRAINT`, `us`, `us_cr` */
  readonly override: string;
}

/** How a login differs from the usual one. */
export interface LoginFileOptions {
  /** How long its access token lasts; negative for one that has expired. Default: a day. */
  readonly lifetimeSeconds?: number | undefined;
  /** More claims of `https://api.openai.com/auth`. Default: none. */
  readonly claims?: JsonObject | undefined;
}

/** The login and account side of a stand-in: the device code flow, the plan and the quota. */
export interface StandInAccount {
  /** For `CODEX_APP_SERVER_LOGIN_ISSUER` in Codex's environment. */
  readonly issuer: string;
  /** For `chatgpt_base_url` in Codex's `config.toml`. */
  readonly backendUrl: string;
  readonly profile: StandInProfile;
  /** Asked for so far, oldest first. */
  readonly deviceCodes: readonly DeviceCode[];
  /** The refresh or access tokens that a logout revoked, oldest first. */
  readonly revoked: readonly string[];
  /** How often the quota was asked for. */
  readonly usageRequests: number;
  /** Whether the plan, the quota and new device codes are refused with a 503. */
  isOutOfOrder: boolean;
  /** Lets the next poll for that code have its login. Throws for a code that is not pending. */
  approve(userCode: string): void;
  /** Ends that code: the next poll is refused. Throws for a code that is not pending. */
  deny(userCode: string): void;
  /** The plan of the logins to come, and of what the account's routes tell from here on. */
  setPlan(planType: string): void;
  /** What the account's routes and the head of each answer tell from here on; null: nothing. */
  setQuota(quota: StandInQuota | null): void;
  /** How often a Codex asked for new tokens in place of older ones. */
  readonly refreshes: number;
  /** Has no access token admitted that was given so far; a refresh gives one that is. */
  expireTokens(): void;
  /** Refuses each refresh with this status and body, or allows it again. */
  refuseRefreshes(
    refusal: { readonly status: number; readonly body?: JsonObject } | undefined,
  ): void;
  /** Where the requests of the account's workspace go from here on. */
  setRouting(routing: StandInRouting): void;
  /** The `auth.json` of a machine that is logged in here. */
  loginFile(options?: LoginFileOptions): JsonObject;
}
