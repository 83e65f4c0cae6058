import { assertCallsAnswered as assertAnswered } from '../../../codex/checks/calls-answered.ts';
import type { CallFaults, CallStep } from '../../../codex/checks/calls-answered.ts';
import { InvalidRequestError } from '../../../errors/errors.ts';
import type { ChatMessage } from './message-fields.ts';

/**
 * Checks that every call in a conversation has its result right after it, and every result its
 * call. Throws `InvalidRequestError` in OpenAI's words, with a `param` written as OpenAI writes it
 * for these two errors.
 */
export function assertCallsAnswered(messages: readonly ChatMessage[]): void {
  assertAnswered(stepsOf(messages), faults);
}

/** Checks the deprecated calls on the way, so that the first fault of either kind is reported. */
function* stepsOf(messages: readonly ChatMessage[]): Generator<CallStep, void> {
  for (const [index, message] of messages.entries()) {
    yield {
      callIds: message.role === 'assistant' ? (message.tool_calls ?? []).map(({ id }) => id) : [],
      resultOf: message.role === 'tool' ? message.tool_call_id : null,
    };
    assertFunctionAnswered(messages, index);
  }
}

const faults: CallFaults = {
  duplicateCall: (index, id) => duplicate(index, id, 'tool_calls'),
  duplicateResult: (index, id) => duplicate(index, id, 'tool_call_id'),
  orphanResult: (index) =>
    fault(
      "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
      `messages.[${index}].role`,
    ),
  unanswered: (index, ids) =>
    fault(
      `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${ids.join(', ')}`,
      `messages.[${index}].role`,
    ),
};

function duplicate(index: number, id: string, field: string): InvalidRequestError {
  return fault(
    `Duplicate value for 'tool_call_id' of '${id}' in message[${index}].`,
    `messages.[${index}].${field}`,
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
