/** An API key without its secret. */
export interface ApiKeyInfo {
  readonly name: string;
  /** Whether its holder sees the completions of all keys, and may change the login. */
  readonly seesAll: boolean;
}

/** What is known of this gateway from its start to its end. */
export interface GatewayFacts {
  /** Whether a client needs an API key, or the admin token. */
  readonly isKeyRequired: boolean;
  /** In the order of the settings. */
  readonly apiKeys: readonly ApiKeyInfo[];
  /** The model that answers requests for unknown models; undefined where they are refused. */
  readonly fallbackModel: string | undefined;
}
