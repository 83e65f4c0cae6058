import { InvalidRequestError } from '../../errors/errors.ts';
import type { ChatMessage } from './message-fields.ts';

/**
 * Checks that every call in a conversation has its result right behind it, and every result its
 * call. Throws `InvalidRequestError` in OpenAI's words, with a `param` written as OpenAI writes it
 * for these two errors.
 */
export function assertCallsAnswered(messages: readonly ChatMessage[]): void {
  let callIds = new Set<string>();
  let open = new Set<string>();
  let callAt = -1;
  for (const [index, message] of messages.entries()) {
    if (message.role === 'tool') {
      if (!open.delete(message.tool_call_id)) throw orphan(index, callIds, message.tool_call_id);
      continue;
    }
    if (open.size > 0) throw unanswered(callAt, open);
    assertFunctionAnswered(messages, index);
    callAt = index;
    callIds = idsOf(message, index);
    open = new Set(callIds);
  }
  if (open.size > 0) throw unanswered(callAt, open);
}

function idsOf(message: ChatMessage, index: number): Set<string> {
  const ids = new Set<string>();
  if (message.role !== 'assistant') return ids;
  for (const { id } of message.tool_calls ?? []) {
    if (ids.has(id)) {
      throw fault(
        `Duplicate value for 'tool_call_id' of '${id}' in message[${index}].`,
        `messages.[${index}].tool_calls`,
      );
    }
    ids.add(id);
  }
  return ids;
}

function orphan(index: number, callIds: ReadonlySet<string>, id: string): InvalidRequestError {
  const param = `messages.[${index}].${callIds.size === 0 ? 'role' : 'tool_call_id'}`;
  if (callIds.has(id)) {
    return fault(`Duplicate value for 'tool_call_id' of '${id}' in message[${index}].`, param);
  }
  return fault(
    "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
    `messages.[${index}].role`,
  );
}

function unanswered(index: number, ids: ReadonlySet<string>): InvalidRequestError {
  return fault(
    `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${[...ids].join(', ')}`,
    `messages.[${index}].role`,
  );
}

/** The deprecated pair: an assistant message with a call, and its `function` message. */
function assertFunctionAnswered(messages: readonly ChatMessage[], index: number): void {
  const message = messages[index];
  if (message?.role === 'assistant' && message.function_call) {
    const next = messages[index + 1];
    if (next?.role === 'function' && next.name === message.function_call.name) return;
    throw fault(
      `An assistant message with 'function_call' must be followed by a message with role 'function' and name '${message.function_call.name}'.`,
      `messages.[${index}].role`,
    );
  }
  if (message?.role !== 'function') return;
  const previous = messages[index - 1];
  if (previous?.role === 'assistant' && previous.function_call) return;
  throw fault(
    "Invalid parameter: messages with role 'function' must be a response to a preceeding message with 'function_call'.",
    `messages.[${index}].role`,
  );
}

function fault(message: string, param: string): InvalidRequestError {
  return new InvalidRequestError('invalid_request', message, { param });
}
