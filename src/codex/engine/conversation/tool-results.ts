import type { ContentPart, Message } from '../../completion/request.ts';

/** A conversation that ends with the results of tool calls, and perhaps with what else was said then. */
export interface ToolResults {
  /** The conversation up to and including the answer with the calls. */
  readonly answered: readonly Message[];
  /** By call id. */
  readonly results: ReadonlyMap<string, readonly ContentPart[]>;
  /** What follows the results. */
  readonly added: readonly Message[];
}

/**
 * The tool results at the end of a conversation. Null if its last answer has no calls, if one of them
 * has no result, and if anything stands before or between the results.
 */
export function toolResults(messages: readonly Message[]): ToolResults | null {
  const last = messages.findLastIndex(isOfAnswer);
  const first =
    messages.findLastIndex((message, index) => index < last && !isOfAnswer(message)) + 1;
  const answered = messages.slice(0, last + 1);
  const calls = answered.slice(first).flatMap(callsOf);
  const end = last + 1 + calls.length;
  const results = new Map<string, readonly ContentPart[]>();
  for (const message of messages.slice(last + 1, end)) {
    if (message.role === 'tool') results.set(message.toolCallId, message.content);
  }
  const isWhole = results.size === calls.length && calls.every((id) => results.has(id));
  const added = messages.slice(end);
  const hasMore = added.some(({ role }) => role === 'tool');
  return isWhole && !hasMore && calls.length > 0 ? { answered, results, added } : null;
}

function isOfAnswer({ role }: Message): boolean {
  return role === 'assistant' || role === 'reasoning' || role === 'item';
}

function callsOf(message: Message): string[] {
  const calls = message.role === 'assistant' ? (message.toolCalls ?? []) : [];
  return calls.map(({ id }) => id);
}
