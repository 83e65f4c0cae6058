import { assertCallsAnswered, type CallFaults } from '../../../codex/checks/calls-answered.ts';
import type { Completion } from '../../../codex/completion/completion.ts';
import type { CompletionRequest, Message, ToolMessage } from '../../../codex/completion/request.ts';
import type { ToolCall } from '../../../codex/completion/tools.ts';
import type { InvalidRequestError } from '../../../errors/errors.ts';
import { CompletionNotFoundError } from '../../kit/completion-not-found-error.ts';
import { toParts } from '../input/content-parts.ts';
import { toIdempotency } from '../input/idempotency.ts';
import { invalid } from '../../kit/invalid-input.ts';
import type { StartContext } from '../to-request.ts';
import type { SubmitToolOutputsInput, ToolOutputInput } from './submit-tool-outputs-input.ts';
import { toToolChoice } from '../input/tools.ts';

/**
 * Continues the conversation of a completion that ended in tool calls: starts the completion that
 * answers their outputs. It gets the turn that waits for them; where that is gone, or has been given
 * to an earlier one, the conversation is replayed. Rejects with `CompletionNotFoundError`, with an
 * `InvalidRequestError` that names the field, or as `SessionCore.run` does.
 */
export async function submitToolOutputs(
  starter: StartContext,
  input: SubmitToolOutputsInput,
  signal: AbortSignal,
): Promise<Completion> {
  const { core, caller } = starter;
  const completion = await core.completion(input.completionId);
  if (completion === undefined) throw new CompletionNotFoundError(input.completionId, caller);
  const { idempotency: _used, ...request } = await waitingRequest(starter, completion);
  const results = toResults(input.outputs, completion.toolCalls);
  const { toolChoice } = input;
  signal.throwIfAborted();
  return await core.run(
    {
      ...request,
      ...(toolChoice && { toolChoice: toToolChoice(toolChoice, request.tools ?? []) }),
      messages: [...request.messages, answerOf(completion), ...results],
      surface: 'GRAPHQL',
      caller,
      delivery: 'streamed',
      previousId: completion.id,
      ...toIdempotency(input),
    },
    signal,
  );
}

async function waitingRequest(
  { core, caller }: StartContext,
  completion: Completion,
): Promise<CompletionRequest> {
  const { id, status, finishReason, endedAt } = completion;
  if (endedAt === null) {
    throw unfit('the completion has not ended yet. It takes outputs once it has, with TOOL_CALLS.');
  }
  if (finishReason !== 'tool_calls') {
    const end = (finishReason ?? status).toUpperCase();
    throw unfit(`only a completion that ended with TOOL_CALLS takes outputs; this one: ${end}.`);
  }
  const request = await core.waitingRequest(id);
  if (request === undefined) {
    const advice = 'Send the whole of it, the outputs included, to chatCompletion';
    throw unfit(`the conversation of this completion is not kept. ${advice}.`);
  }
  if (completion.caller.id === caller.id) return request;
  throw unfit('the completion was started with another API key.');
}

function unfit(reason: string): InvalidRequestError {
  return invalid('completionId', `completionId: ${reason}`);
}

function answerOf({ text, toolCalls }: Completion): Message {
  const content = text === '' ? [] : [{ type: 'text' as const, text }];
  return { role: 'assistant', content, toolCalls };
}

function toResults(
  outputs: readonly ToolOutputInput[],
  toolCalls: readonly ToolCall[],
): ToolMessage[] {
  const calls = { callIds: toolCalls.map(({ id }) => id), resultOf: null };
  const results = outputs.map(({ toolCallId }) => ({ callIds: [], resultOf: toolCallId }));
  assertCallsAnswered([calls, ...results], faults);
  return outputs.map(({ toolCallId, content }, index) => ({
    role: 'tool',
    toolCallId,
    content: toParts({ content }, `outputs[${index}]`),
  }));
}

/** The calls are at index 0, the outputs after them. */
const faults: CallFaults = {
  duplicateCall: (_index, id) => unfit(`the completion made two calls of the id '${id}'.`),
  duplicateResult(index, id) {
    const param = `outputs[${index - 1}].toolCallId`;
    return invalid(param, `${param}: the call '${id}' already has an output.`);
  },
  orphanResult(index, id) {
    const param = `outputs[${index - 1}].toolCallId`;
    return invalid(param, `${param}: the completion made no call '${id}'.`);
  },
  unanswered(_index, ids) {
    const missing = ids.map((id) => `'${id}'`).join(', ');
    return invalid('outputs', `outputs: each call needs its output; missing: ${missing}.`);
  },
};
