import type { ContentPart, Message } from '../../../completion/request.ts';
import type { ToolCalls } from './tool-calls.ts';

/** What a client brings for the calls of a parked turn, by call id. */
export type Results = ReadonlyMap<string, readonly ContentPart[]>;

/** Whether the model gets these results as a replay of the conversation would show them. */
export function canTake(results: Results): boolean {
  return [...results.values()].flat().every(keepsDetail);
}

/** The results as messages of the conversation, one for each call. */
export function resultMessages({ calls }: ToolCalls, results: Results): Message[] {
  return calls.map(({ callId }) => ({
    role: 'tool',
    toolCallId: callId,
    content: results.get(callId) ?? [],
  }));
}

/**
 * Whether a part is the same as the result of an open call: Codex shows the model each picture there
 * in detail `high` (measured on 0.171.0). It knows no `low` anywhere.
 */
function keepsDetail(part: ContentPart): boolean {
  if (part.type !== 'image') return true;
  return part.detail === undefined || part.detail === 'high' || part.detail === 'low';
}
