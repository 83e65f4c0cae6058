import type { ContentPart, Message } from '../../completion/request.ts';

/** A conversation that ends with the results of tool calls. */
export interface ToolResults {
  /** The conversation up to and including the answer with the calls. */
  readonly answered: readonly Message[];
  /** By call id. */
  readonly results: ReadonlyMap<string, readonly ContentPart[]>;
}

/**
 * The tool results at the end of a conversation. Null if it does not end with an answer with calls
 * and one result for each of them.
 */
export function toolResults(messages: readonly Message[]): ToolResults | null {
  const index = messages.findLastIndex(({ role }) => role !== 'tool');
  const answer = messages[index];
  if (answer?.role !== 'assistant' || answer.toolCalls === undefined) return null;
  const { toolCalls } = answer;
  const results = new Map<string, readonly ContentPart[]>();
  for (const message of messages.slice(index + 1)) {
    if (message.role === 'tool') results.set(message.toolCallId, message.content);
  }
  const isWhole = results.size === toolCalls.length && toolCalls.every(({ id }) => results.has(id));
  if (!isWhole || toolCalls.length === 0) return null;
  return { answered: messages.slice(0, index + 1), results };
}
