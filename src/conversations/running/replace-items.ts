import type { Completion } from '../../codex/completion/completion.ts';
import type { OutputItem } from '../../codex/completion/item.ts';
import { toCodexServeError } from '../../errors/errors.ts';
import type { TurnEventBody } from './running-turn.ts';
import type { TurnPlan } from './turns.ts';

/**
 * What an event becomes in a turn that has other items than its answer: nothing where it is about an
 * item of the answer, and at the end those other items.
 */
export function replaceItems(
  completion: Completion,
  event: TurnEventBody,
  toItems: NonNullable<TurnPlan['toItems']>,
): TurnEventBody[] {
  if ('index' in event) return [];
  if (event.type !== 'done') return [event];
  try {
    return [...toItems(completion).flatMap(eventsOf), { ...event, finishReason: 'stop' }];
  } catch (error) {
    return [{ type: 'failed', error: toCodexServeError(error) }];
  }
}

function eventsOf(item: OutputItem, index: number): TurnEventBody[] {
  return [
    { type: 'item-added', index, item: { ...item, status: 'in_progress' } },
    { type: 'item-done', index, item },
  ];
}
