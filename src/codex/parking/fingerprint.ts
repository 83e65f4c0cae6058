import { createHash } from 'node:crypto';
import type { CompletionRequest, ContentPart, Message } from '../completion/request.ts';

/**
 * What a turn depends on: the conversation so far, and every setting that a thread or a turn fixes.
 * Two requests with the same digest would have been answered by the same turn.
 */
export function fingerprint(
  model: string,
  effort: string | null,
  messages: readonly Message[],
  request: CompletionRequest,
): string {
  const { client, tools, toolChoice, allowsParallelToolCalls, format } = request;
  const { stop, maxOutputTokens, verbosity, serviceTier } = request;
  const hash = createHash('sha256');
  const settings = [client?.id, tools, toolChoice, allowsParallelToolCalls, format];
  const limits = [stop, maxOutputTokens, verbosity, serviceTier];
  // JSON has no undefined: an absent setting and one that is null are the same here.
  hash.update(JSON.stringify([model, effort, ...settings, ...limits]));
  for (const message of messages) hash.update(JSON.stringify(normalized(message)));
  return hash.digest('base64url');
}

/** A message without what clients change when they send it back: how its text is cut into parts. */
function normalized(message: Message): unknown {
  const content = joined(message.content);
  if (message.role === 'tool') return [message.role, message.toolCallId, content];
  if (message.role === 'assistant') return [message.role, content, message.toolCalls ?? []];
  return [message.role === 'system' ? 'developer' : message.role, content];
}

function joined(content: readonly ContentPart[]): unknown[] {
  const parts: unknown[] = [];
  let text = '';
  for (const part of content) {
    if (part.type === 'text') text += part.text;
    else {
      parts.push(text, [part.dataUrl, part.detail]);
      text = '';
    }
  }
  return [...parts, text];
}
