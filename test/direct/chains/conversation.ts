import type { CompletionRequest, Message } from '../../../src/codex/completion/request.ts';
import type { JsonObject, ToolCall } from '../../../src/codex/completion/tools.ts';
import { AttemptBudget } from '../../../src/codex/completion/attempt-budget.ts';
import type { EndedAnswer } from '../../../src/codex/engine/direct/chains/begun.ts';
import type { PoolLimits } from '../../../src/codex/engine/conversation/thread-limits.ts';
import type { AnswerRequest } from '../../../src/codex/engine/turn.ts';
import { localCaller } from '../../support/callers.ts';

/** Room for all that a test keeps. */
export const roomyLimits: PoolLimits = {
  warm: { count: 0, ms: 1 },
  kept: { count: 1000, ms: 600_000 },
  parked: { count: 1000, ms: 600_000 },
  bytes: 100_000_000,
};

/** A request for an answer to this conversation. */
export function requestFor(
  messages: readonly Message[],
  asked: Partial<CompletionRequest> = {},
  more: Partial<AnswerRequest> = {},
): AnswerRequest {
  return {
    completionId: 'completion',
    model: 'gpt-5.5',
    effort: null,
    asked: { model: 'gpt-5.5', caller: localCaller, surface: 'rest', ...asked, messages },
    attempts: new AttemptBudget(),
    ...more,
  };
}

/** A text as a message. */
export function said(role: 'user' | 'assistant' | 'developer', text: string): Message {
  return { role, content: [{ type: 'text', text }] };
}

/** Reasoning as the service gives it. */
export function reasoningItem(name: string): JsonObject {
  return { type: 'reasoning', id: `rs_${name}`, summary: [], encrypted_content: `secret ${name}` };
}

/** A message of the model as the service gives it. */
export function messageItem(text: string, more: JsonObject = {}): JsonObject {
  const content = [{ type: 'output_text', text, annotations: [], logprobs: [] }];
  const id = `msg_${text}`;
  return { type: 'message', id, status: 'completed', role: 'assistant', content, ...more };
}

/** A call as the service gives it. */
export function callItem({ id, name, input }: ToolCall): JsonObject {
  const call = { call_id: id, name, arguments: input };
  return { type: 'function_call', id: `fc_${id}`, status: 'completed', ...call };
}

/** A call as the client is given it. */
export function calling(id: string, input = '{}'): ToolCall {
  return { type: 'function', id, name: 'weather', input };
}

/** The result of a call. */
export function result(toolCallId: string, text = 'sunny'): Message {
  return { role: 'tool', toolCallId, content: [{ type: 'text', text }] };
}

/** An answer that ended with this text, or with calls. */
export function ended(items: readonly JsonObject[], more: Partial<EndedAnswer> = {}): EndedAnswer {
  const toolCalls = more.toolCalls ?? [];
  return {
    items,
    toolCalls,
    finishReason: toolCalls.length > 0 ? 'tool_calls' : 'stop',
    responseId: null,
    connection: null,
    turnState: null,
    ...more,
  };
}
