import type { CodexServeError } from '../../errors/errors.ts';

/** Whether Codex can reach its service with what is on this machine. */
export interface Account {
  /** True when a chat can be answered: there is a login, or the upstream needs none. */
  readonly isReady: boolean;
  /** How Codex is logged in (`chatgpt`, `apikey`, …); null without a login. */
  readonly method: string | null;
  /** False for an upstream with `requires_openai_auth = false`. */
  readonly isLoginRequired: boolean;
}

/** The account with details that only the service knows. Null means "unknown, or none". */
export interface AccountDetails extends Account {
  /** The email address of a ChatGPT login. */
  readonly email: string | null;
  /** The ChatGPT plan: `free`, `plus`, `pro`, `team` and so on. */
  readonly plan: string | null;
  /**
   * In the service's order; null until it reports any. Without windows that have been reset since they
   * were reported.
   */
  readonly quota: readonly QuotaWindow[] | null;
  readonly credits: Credits | null;
}

/** What an account may use beyond its quota. */
export interface Credits {
  readonly hasCredits: boolean;
  /** Whether it may use as much as it wants. */
  readonly isUnlimited: boolean;
  /** How many there are, as the service writes it; null where it does not say. */
  readonly balance: string | null;
}

/** How much of one limit is used up within one time window. */
export interface QuotaWindow {
  /** The limit that it belongs to, `codex`. Each has up to two windows. */
  readonly limitId: string;
  /** The service's own name for the limit; null where it has none. */
  readonly limitName: string | null;
  /** The primary one is the shorter of the two. */
  readonly kind: 'primary' | 'secondary';
  /** 0 to 100. */
  readonly usedPercent: number;
  /** Null where the service does not say. */
  readonly windowMinutes: number | null;
  /** When it is empty again; null where the service does not say. */
  readonly resetsAt: Date | null;
  /** When the service reported this, to the minute where it only repeated it. */
  readonly observedAt: Date;
}

/** What a response says of the quota. */
export interface QuotaReport {
  readonly windows: readonly Omit<QuotaWindow, 'observedAt'>[];
  /** Null where it says nothing about them. */
  readonly credits: Credits | null;
}

/** The state of a login. */
export type LoginStatus = 'pending' | 'completed' | 'failed';

/** A login by device code: a person opens the address, types the code and approves. */
export interface Login {
  readonly id: string;
  /** The page to open in a browser, on any machine. */
  readonly verificationUrl: string;
  /** What to type there, `WXYZ-12345`. */
  readonly userCode: string;
  readonly createdAt: Date;
  /** When Codex stops waiting for approval. */
  readonly expiresAt: Date;
  readonly status: LoginStatus;
  /** The error of a failed login; null otherwise. */
  readonly error: CodexServeError | null;
}

/** A snapshot of the account and its recent logins. */
export interface AccountState {
  readonly account: AccountDetails;
  /** Oldest first; at most one of them is pending. Only the last ten are kept. */
  readonly logins: readonly Login[];
}
