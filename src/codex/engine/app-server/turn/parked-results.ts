import type { ContentPart, Message } from '../../../completion/request.ts';
import type { TurnResume } from '../threads/turn.ts';
import type { ToolCalls } from './tool-calls.ts';

/**
 * Whether the model gets what a request brings as a replay of the conversation would show it. Codex
 * shows it the results first, whenever the other messages come (measured on 0.171.0).
 */
export function canTake({ results, added }: TurnResume): boolean {
  return [...results.values()].flat().every(keepsDetail) && added.every(isOfClient);
}

/** The results as messages of the conversation, one for each call. */
export function resultMessages({ calls }: ToolCalls, results: TurnResume['results']): Message[] {
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

/** Whether a message can be added to a running turn. */
function isOfClient({ role }: Message): boolean {
  return role === 'user' || role === 'developer' || role === 'system';
}
