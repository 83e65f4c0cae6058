import type { FinishReason } from '../../codex/completion/events.ts';
import type { OutputItem } from '../../codex/completion/item.ts';
import type { EndedStatus } from '../turn.ts';

/** How a turn ended whose completion did not fail. */
export interface TurnOutcome {
  readonly status: Extract<EndedStatus, 'completed' | 'incomplete'>;
  /** `max_output_tokens` or `content_filter`; null for a whole answer. */
  readonly incompleteReason: string | null;
}

const whole: TurnOutcome = { status: 'completed', incompleteReason: null };

/**
 * How a turn ended, in the words of the Responses API. An answer in which the model refuses is whole;
 * one that the service stopped is not, although both have the same finish reason.
 */
export function outcomeOf(reason: FinishReason, items: readonly OutputItem[]): TurnOutcome {
  if (reason === 'length') return { status: 'incomplete', incompleteReason: 'max_output_tokens' };
  if (reason !== 'content_filter' || items.some(isRefusal)) return whole;
  return { status: 'incomplete', incompleteReason: 'content_filter' };
}

function isRefusal(item: OutputItem): boolean {
  const isWholeMessage = item.type === 'message' && item.status === 'completed';
  return isWholeMessage && item.parts.some(({ type }) => type === 'refusal');
}
