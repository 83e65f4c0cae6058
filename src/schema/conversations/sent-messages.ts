import { assertCallsAnswered, type CallFaults } from '../../codex/checks/calls-answered.ts';
import { isCallOutput } from '../../codex/completion/call-items.ts';
import type { Message, ToolMessage } from '../../codex/completion/request.ts';
import type { ToolCall } from '../../codex/completion/tools.ts';
import { isCut, toolCallOf } from '../../conversations/items/to-messages.ts';
import type { RawItem } from '../../conversations/raw-item.ts';
import type { InvalidRequestError } from '../../errors/errors.ts';
import { toParts } from '../chat/input/content-parts.ts';
import { invalid } from '../kit/invalid-input.ts';
import type { SendMessageInput } from './send-message-input.ts';

/**
 * What a client says after a history: the outputs of the calls that wait for them, and a message of
 * the user. Throws an `InvalidRequestError` that names the field.
 */
export function sentMessages(
  { content, toolOutputs }: Pick<SendMessageInput, 'content' | 'toolOutputs'>,
  calls: readonly ToolCall[],
): Message[] {
  const outputs = toolOutputs ?? [];
  if (!content?.length && outputs.length === 0) {
    throw invalid('content', 'content must hold at least one part, unless there are toolOutputs.');
  }
  assertCallsAnswered(
    [
      { callIds: calls.map(({ id }) => id), resultOf: null },
      ...outputs.map(({ toolCallId }) => ({ callIds: [], resultOf: toolCallId })),
    ],
    faults,
  );
  const results = outputs.map((output, index): ToolMessage => {
    const parts = toParts(output, `toolOutputs[${index}]`);
    return { role: 'tool', toolCallId: output.toolCallId, content: parts };
  });
  if (!content?.length) return results;
  return [...results, { role: 'user', content: toParts({ content }, '') }];
}

/** The calls of a history that have no output, in order. */
export function openCalls(history: readonly RawItem[]): ToolCall[] {
  const answered = new Set(history.filter(isCallOutput).map(({ call_id: id }) => id));
  return history.flatMap((item) => {
    const call = isCut(item) ? null : toolCallOf(item);
    return call === null || answered.has(call.id) ? [] : [call];
  });
}

/** The calls are at index 0, the outputs after them. */
const faults: CallFaults = {
  duplicateCall: (_index, id): InvalidRequestError =>
    invalid('conversationId', `conversationId: it holds two calls of the id '${id}'.`),
  duplicateResult(index, id) {
    const param = `toolOutputs[${index - 1}].toolCallId`;
    return invalid(param, `${param}: the call '${id}' already has an output.`);
  },
  orphanResult(index, id) {
    const param = `toolOutputs[${index - 1}].toolCallId`;
    return invalid(param, `${param}: no call '${id}' of the conversation waits for an output.`);
  },
  unanswered(_index, ids) {
    const missing = ids.map((id) => `'${id}'`).join(', ');
    const message = `toolOutputs: the last answer called tools, and each call needs its output; missing: ${missing}.`;
    return invalid('toolOutputs', message);
  },
};
