/** An API key without its secret. */
export interface ApiKeyInfo {
  readonly name: string;
  /** Whether its holder sees the completions of all keys, and may change the login. */
  readonly seesAll: boolean;
}

/** Where the value of a setting comes from. */
export type SettingSource = 'default' | 'flag' | 'variable' | 'file';

/** A setting in force. */
export interface Setting {
  /** As the command line names it, without dashes: `max-turns`. */
  readonly name: string;
  /** Its environment variable. */
  readonly variable: string;
  /** The title of its group. */
  readonly group: string;
  readonly description: string;
  /** As the command line would take it; null where it is unset, and for a secret. */
  readonly value: string | null;
  readonly source: SettingSource;
  readonly isSecret: boolean;
}

/** What a gateway knows of itself. */
export interface GatewayFacts {
  readonly startedAt: Date;
  /** Whether it runs on the stand-in service of `--demo`. */
  readonly isDemo: boolean;
  /** `http://127.0.0.1:8000` */
  readonly baseUrl: string;
  /** The memory of its process now, in bytes. */
  readonly memoryBytes: () => number;
  /** The 99th percentile of how late the event loop runs what is due, in milliseconds. */
  readonly eventLoopDelayMsP99: () => number;
  /** Whether a client needs an API key, or the admin token. */
  readonly isKeyRequired: boolean;
  /** In the order of the settings. */
  readonly apiKeys: readonly ApiKeyInfo[];
  readonly settings: readonly Setting[];
  /** The model that answers requests for unknown models; undefined where they are refused. */
  readonly fallbackModel: string | undefined;
}
