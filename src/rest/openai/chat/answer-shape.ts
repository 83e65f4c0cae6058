import type { ReasoningFormat } from './reasoning-format.ts';

/** How the request wants its answer written, beyond what was asked of the model. */
export interface AnswerShape {
  readonly reasoning: ReasoningFormat;
  /** Whether a call is written as the deprecated `function_call`. */
  readonly isLegacy: boolean;
  /** Whether the model had to call one tool that the request names. */
  readonly isToolNamed: boolean;
  /** The service tier that the answer names. */
  readonly serviceTier: string;
  /** Repeated in a whole answer; null where there is none. */
  readonly metadata: object | null;
}
