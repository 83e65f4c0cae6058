import { assertCallsAnswered } from '../../../codex/checks/calls-answered.ts';
import type { AssistantMessage, Message, ToolMessage } from '../../../codex/completion/request.ts';
import { InvalidRequestError } from '../../../errors/errors.ts';
import type { MessageInput } from './chat-completion-input.ts';
import { callSteps, faultsAt } from './call-steps.ts';
import { toFewTextParts, toParts, toTextParts } from './content-parts.ts';
import { assertName, invalid } from '../../kit/invalid-input.ts';
import {
  assertItemMembers,
  originOf,
  toItemMessage,
  toReasoningMessage,
  toToolCall,
} from './item-messages.ts';

/**
 * The messages of an input in the core's form. Throws an `InvalidRequestError` that names the field,
 * counted from the `input` argument: `messages[0].content[1].imageUrl`.
 */
export function toMessages(inputs: readonly MessageInput[]): Message[] {
  if (inputs.length === 0) {
    throw invalid('messages', 'messages must hold at least one message.');
  }
  const messages = inputs.map((input, index) => toMessage(input, `messages[${index}]`));
  if (inputs.some(isAboutCalls)) {
    const { steps, places } = callSteps(inputs);
    assertCallsAnswered(steps, faultsAt(places));
  }
  return messages;
}

/** Whether a message calls a tool, or brings the result of a call. */
function isAboutCalls({ role, toolCalls }: MessageInput): boolean {
  return role === 'tool' || Boolean(toolCalls?.length);
}

function toMessage(input: MessageInput, path: string): Message {
  const { role, toolCalls, toolCallId } = input;
  assertItemMembers(input, path);
  if (role !== 'assistant' && toolCalls?.length) {
    const param = `${path}.toolCalls`;
    throw invalid(param, `${param}: only a message of the role ASSISTANT holds tool calls.`);
  }
  if (role !== 'tool' && typeof toolCallId === 'string') {
    const param = `${path}.toolCallId`;
    throw invalid(param, `${param}: only a message of the role TOOL holds a tool's result.`);
  }
  if (role === 'tool') return toToolMessage(input, path);
  if (role === 'assistant') return toAssistantMessage(input, path);
  if (role === 'reasoning') return toReasoningMessage(input, path);
  if (role === 'item') return toItemMessage(input, path);
  if (role === 'user') return { role, content: toParts(input, path) };
  return { role, content: toTextParts(input, path) };
}

function toAssistantMessage(input: MessageInput, path: string): AssistantMessage {
  const { toolCalls } = input;
  const origin = originOf(input);
  if (!toolCalls?.length) {
    return { role: 'assistant', ...origin, content: toTextParts(input, path) };
  }
  for (const [index, { callId, name }] of toolCalls.entries()) {
    const callPath = `${path}.toolCalls[${index}]`;
    if (callId === '') throw invalid(`${callPath}.callId`, `${callPath}.callId must not be empty.`);
    assertName(name, `${callPath}.name`);
  }
  return {
    role: 'assistant',
    ...origin,
    content: toFewTextParts(input, path),
    toolCalls: toolCalls.map(toToolCall),
  };
}

function toToolMessage(input: MessageInput, path: string): ToolMessage {
  const { toolCallId } = input;
  if (typeof toolCallId === 'string') {
    return { role: 'tool', toolCallId, content: toParts(input, path) };
  }
  const param = `${path}.toolCallId`;
  const message = `${param}: a message of the role TOOL must say which call it is the result of.`;
  throw new InvalidRequestError('missing_required_parameter', message, { param });
}
