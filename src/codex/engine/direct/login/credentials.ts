/** What proves to the service who asks. */
export interface Credentials {
  /** `authorization`, and what belongs to it: the account, its routing. Never logged. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Knows the credentials of the login on this machine. */
export interface CredentialSource {
  /** From memory where they are good for some minutes more. Rejects with `LoginRequiredError` or `UpstreamError`. */
  current(signal: AbortSignal): Promise<Credentials>;
  /**
   * New ones in place of those, which the service refused. All callers share one refresh. Rejects
   * with `LoginRequiredError` where there are none.
   */
  renewed(refused: Credentials, signal: AbortSignal): Promise<Credentials>;
}
