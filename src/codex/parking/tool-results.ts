import { isDeepStrictEqual } from 'node:util';
import type { AssistantMessage, ContentPart, Message } from '../completion/request.ts';
import type { ToolCall } from '../completion/tools.ts';

/** The end of a conversation in which a client brings the results of tool calls. */
export interface ToolResults {
  /** The conversation up to the answer that made the calls, without it. */
  readonly before: readonly Message[];
  readonly answer: AssistantMessage & { readonly toolCalls: readonly ToolCall[] };
  /** By call id. */
  readonly results: ReadonlyMap<string, readonly ContentPart[]>;
}

/**
 * The tool results at the end of a conversation; null where it does not end in an answer with calls
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
  return { before: messages.slice(0, index), answer: { ...answer, toolCalls }, results };
}

/** Whether a client sent back the calls that it was given. Clients may write the JSON anew. */
export function areSameCalls(given: readonly ToolCall[], sent: readonly ToolCall[]): boolean {
  return (
    given.length === sent.length &&
    given.every((call, index) => {
      const other = sent[index];
      return (
        other?.id === call.id &&
        other.name === call.name &&
        other.type === call.type &&
        isSameInput(call.input, other.input)
      );
    })
  );
}

function isSameInput(given: string, sent: string): boolean {
  if (given === sent) return true;
  try {
    return isDeepStrictEqual(JSON.parse(given), JSON.parse(sent));
  } catch {
    return false;
  }
}
