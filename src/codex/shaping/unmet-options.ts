import type { Completion } from '../completion/completion.ts';
import type { FinishReason } from '../completion/events.ts';
import type { CompletionRequest } from '../completion/request.ts';

/**
 * Options that an answer was to honor in what it holds, and does not. Not every service that is asked
 * to does so.
 */
export function unmetOptions(
  { toolChoice, tools = [], allowsParallelToolCalls, topLogprobs }: CompletionRequest,
  { text, toolCalls, logprobs }: Pick<Completion, 'text' | 'toolCalls' | 'logprobs'>,
  reason: FinishReason,
): string[] {
  const isWithoutCall = reason === 'stop' && toolCalls.length === 0 && tools.length > 0;
  return [
    ...(isWithoutCall && demandsCall(toolChoice) ? ['tool_choice'] : []),
    ...(allowsParallelToolCalls === false && toolCalls.length > 1 ? ['parallel_tool_calls'] : []),
    ...(topLogprobs !== undefined && text !== '' && logprobs.length === 0 ? ['logprobs'] : []),
  ];
}

function demandsCall(choice: CompletionRequest['toolChoice']): boolean {
  if (typeof choice !== 'object') return choice === 'required';
  return 'name' in choice || choice.mode === 'required';
}
