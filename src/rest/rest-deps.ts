import type { SessionCore } from '../codex/session-core.ts';

/** What the REST surface is built from. */
export interface RestDeps {
  readonly core: SessionCore;
  /** Lists `<model>-<effort>` behind each model. Such names are understood either way. */
  readonly exposeReasoningModels: boolean;
  /** Of this program, shown on `/`. */
  readonly version: string;
  /** Logs every request body at `info`. */
  readonly verbose: boolean;
  /** Silence on an open stream after which a comment is sent, in milliseconds. Default 15 000. */
  readonly keepaliveMs?: number;
  /**
   * How long a stream may wait for its first token before its 200 is sent, in milliseconds.
   * Until then a failure still gets its proper status. Default 45 000.
   */
  readonly headerHoldMs?: number;
  /** Largest request body, decompressed. Default 64 MiB. */
  readonly maxBodyBytes?: number;
}
