/** How a stand-in treats all requests alike, where services and logins differ. */
export interface StandInRules {
  /**
   * What a request may hold. `anything`, the default: all that makes sense. `chatgpt`: what the
   * service is reported to take on a ChatGPT login, refusing the rest with `{"detail": …}`.
   * `openai`: the members of the public API.
   */
  readonly takes: 'anything' | 'chatgpt' | 'openai';
  /** A request without `instructions` is refused, as ChatGPT logins are reported to have it. Default: no. */
  readonly needsInstructions: boolean;
  /**
   * `account`: a request needs an access token that the account gave and has not replaced since.
   * Any other string: this API key. Null, the default: everyone is served.
   */
  readonly admits: string | null;
  /** The last event repeats none of the output, as reported of ChatGPT logins. Default: no. */
  readonly emptyOutput: boolean;
  /**
   * The first response of a turn comes with `x-codex-turn-state`, which the later requests of the
   * turn bring back and requests of other turns must not. Default: no.
   */
  readonly givesTurnState: boolean;
  /** Models that need at least this `version` of the client. Default: none. */
  readonly gatedModels: Readonly<Record<string, string>>;
  /** The names that `GET /v1/models` lists. Null, the default: it does not exist. */
  readonly models: readonly string[] | null;
  /** Answers of a WebSocket before `websocket_connection_limit_reached` ends it. Default: no limit. */
  readonly answersPerSocket: number;
}

/** The rules of a stand-in that was told none. */
export const defaultRules: StandInRules = {
  takes: 'anything',
  needsInstructions: false,
  admits: null,
  emptyOutput: false,
  givesTurnState: false,
  gatedModels: {},
  models: null,
  answersPerSocket: Infinity,
};
