import type { Diagnosis } from '../../doctor/diagnose.ts';
import type { Setting } from '../../config/list-settings.ts';

/** An API key without its secret. */
export interface ApiKeyInfo {
  readonly name: string;
  /** Whether its holder sees the completions of all keys, and may change the login. */
  readonly seesAll: boolean;
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
  /** Examines it and its machine. Rejects where it shuts down meanwhile. */
  readonly diagnose: () => Promise<Diagnosis>;
  /** Those in force now. */
  readonly settings: () => readonly Setting[];
  /** The model that answers requests for unknown models; undefined where they are refused. */
  readonly fallbackModel: string | undefined;
}
