import type { FinishReason } from '../../../completion/events.ts';
import type { JsonObject } from '../../../completion/tools.ts';
import type { Continuation } from '../transport/transport.ts';
import type { AnswerParts } from '../../conversation/answer-forms.ts';
import type { Chain, Place } from './chain.ts';

/** What a request continues from. */
export interface Begun {
  /** The conversation's id, for `session-id` and `prompt_cache_key`. No two callers share one. */
  readonly sessionId: string;
  /** The whole conversation, with the service's own items in place of the answers that it gave. */
  readonly input: JsonObject[];
  /** The state of the turn whose tool results the request brings; null for a new turn. */
  readonly turnState: string | null;
  /** The response that the input continues from; null for none. */
  readonly continued: Continuation | null;
  /** Whether `input` holds items that were kept; see `Chains.replay`. */
  readonly hasKeptItems: boolean;
  readonly record: BegunRecord;
}

/** What only `Chains` needs of a request. */
export interface BegunRecord {
  readonly chain: Chain;
  /** The digest of the request's conversation. */
  readonly link: string;
  /** The answers that it continues from, oldest first, and the place of the request itself. */
  readonly places: readonly Place[];
  /** The answers that the service refused before; see `Chains.replay`. */
  readonly refused: readonly Place[];
  /** The client's own reasoning in the conversation; see `ownReasoning`. */
  readonly reasoning: string;
  /** How many changes of the login there had been. */
  readonly login: number;
}

/** An answer that the service ended. */
export interface EndedAnswer extends AnswerParts {
  readonly finishReason: FinishReason;
  readonly responseId: string | null;
  /** The connection that can continue the response; null for none. */
  readonly connection: object | null;
  /** The response's own `x-codex-turn-state`; null for none. */
  readonly turnState: string | null;
}
