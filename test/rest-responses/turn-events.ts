import type { OutputItem } from '../../src/codex/completion/item.ts';
import type { TurnEventBody } from '../../src/conversations/running/running-turn.ts';

/** The turn runs. */
export const started: TurnEventBody = { type: 'started' };
/** What it cost. */
export const usage = {
  inputTokens: 20,
  cachedInputTokens: 8,
  cacheWriteInputTokens: 4,
  outputTokens: 10,
  reasoningOutputTokens: 6,
  totalTokens: 30,
};
/** It ended well. */
export const done: TurnEventBody = { type: 'done', finishReason: 'stop', usage };

/** A message that begins. */
export const noMessage = {
  type: 'message',
  id: 'msg_1',
  status: 'in_progress',
  phase: null,
  parts: [],
} as const;
/** A call that begins. */
export const noCall = { type: 'function', id: 'call_1', name: 'now', input: '' } as const;

/** An item begins. */
export function added(item: OutputItem, index = 0): TurnEventBody {
  return { type: 'item-added', index, item };
}

/** An item is done. */
export function ended(item: OutputItem, index = 0): TurnEventBody {
  return { type: 'item-done', index, item };
}

/** More text of a message. */
export function text(delta: string, index = 0): TurnEventBody {
  return { type: 'text-delta', index, text: delta };
}

/** A message that is done. */
export function message(parts: Extract<OutputItem, { type: 'message' }>['parts']): OutputItem {
  return { ...noMessage, status: 'completed', parts };
}

/** A message of one text. */
export const hi = message([{ type: 'text', text: 'Hi.', annotations: [] }]);
/** All that happens in it. */
export const greeting = [added(noMessage), text('Hi.'), ended(hi)];
