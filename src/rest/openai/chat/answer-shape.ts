import type { ReasoningFormat } from './reasoning-format.ts';

/** Format of the answer in the response, apart from what the model was asked. */
export interface AnswerShape {
  readonly reasoning: ReasoningFormat;
  /** Whether a call is written as the deprecated `function_call`. */
  readonly isLegacy: boolean;
  /** Whether the model had to call one tool that the request names. */
  readonly isToolNamed: boolean;
  /** Whether the client asks for the probabilities of the tokens. */
  readonly hasLogprobs: boolean;
  /** The service tier that the answer names. */
  readonly serviceTier: string;
  /** Repeated in a whole answer; null where there is none. */
  readonly metadata: object | null;
}
