import type { CompletionResult } from '../../src/codex/completion/completion.ts';
import type { CompletionRequest, Message } from '../../src/codex/completion/request.ts';
import type { FunctionTool, JsonObject } from '../../src/codex/completion/tools.ts';

/** A function tool that takes one string. */
export function functionTool(name: string, parameters?: JsonObject): FunctionTool {
  return {
    type: 'function',
    name,
    description: `The tool ${name}.`,
    parameters: parameters ?? {
      type: 'object',
      properties: { city: { type: 'string' } },
      required: ['city'],
    },
  };
}

/** The request that brings the results of an answer's calls, as clients send it: with the history. */
export function withResults(
  request: CompletionRequest,
  answer: CompletionResult,
  resultOf: (callId: string, name: string) => string,
): CompletionRequest {
  const results = answer.toolCalls.map(({ id, name }): Message => {
    const text = resultOf(id, name);
    return { role: 'tool', toolCallId: id, content: [{ type: 'text', text }] };
  });
  const said: Message = {
    role: 'assistant',
    content: answer.text === '' ? [] : [{ type: 'text', text: answer.text }],
    toolCalls: answer.toolCalls,
  };
  return { ...request, messages: [...request.messages, said, ...results] };
}
