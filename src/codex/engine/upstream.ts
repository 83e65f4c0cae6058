/** The service that Codex's configuration selects. */
export interface Upstream {
  /** The id of its model provider in Codex's configuration. */
  readonly provider: string;
  /** The environment variable with its API key; null where the configuration names none. */
  readonly keyVariable: string | null;
  /** Where it is; null where Codex knows that by itself. */
  readonly url: URL | null;
}
