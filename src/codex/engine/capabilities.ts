/**
 * What an engine passes on to the service as the client said it. It may change with the login. What
 * is false is emulated by the engine or the core, ignored visibly, or refused.
 */
export interface Capabilities {
  /** `temperature`, `top_p`, and the service's other settings of how tokens are chosen. */
  readonly hasSampling: boolean;
  /** The service ends the answer after a number of tokens. Else the core does. */
  readonly hasTokenLimit: boolean;
  /** The probabilities of the answer's tokens. */
  readonly hasLogprobs: boolean;
  /** `user`, `metadata`, `safety_identifier`, and for how long the service caches the prompt. */
  readonly hasLabels: boolean;
  /** Every tier of the public interface. Else those that the model offers in Codex's catalog. */
  readonly hasServiceTiers: boolean;
  /** The client's key of the prompt cache. */
  readonly hasCacheKey: boolean;
  /**
   * Tools under their own names with their whole schemas, held to a schema where that is strict; the
   * choice among them, and the limit to one call.
   */
  readonly hasNativeTools: boolean;
  /** Custom tools reach the model as such, with their grammars. Else they are functions to it. */
  readonly hasCustomTools: boolean;
  /** The service enforces any JSON object and any schema, under its name and description. */
  readonly hasNativeFormats: boolean;
  /** Every detail of a picture, `low` included. */
  readonly hasImageDetail: boolean;
  /** The service's own web search. The operator has to allow it. */
  readonly hasHostedTools: boolean;
  /** Other tools in the form of OpenAI's Responses API; see `CompletionRequest.rawTools`. */
  readonly hasRawTools: boolean;
  /** The arguments of a call arrive as the model writes them. */
  readonly hasArgumentDeltas: boolean;
}

/** Of an engine that emulates everything. */
export const noCapabilities: Capabilities = {
  hasSampling: false,
  hasTokenLimit: false,
  hasLogprobs: false,
  hasLabels: false,
  hasServiceTiers: false,
  hasCacheKey: false,
  hasNativeTools: false,
  hasCustomTools: false,
  hasNativeFormats: false,
  hasImageDetail: false,
  hasHostedTools: false,
  hasRawTools: false,
  hasArgumentDeltas: false,
};
