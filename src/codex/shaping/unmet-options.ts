import type { Completion } from '../completion/completion.ts';
import type { FinishReason } from '../completion/events.ts';
import type { CompletionRequest } from '../completion/request.ts';

/**
 * Options that an answer was to honor in what it holds, and does not. Not every service that is asked
 * to does so.
 */
export function unmetOptions(
  request: CompletionRequest,
  {
    text,
    toolCalls,
    logprobs,
    items,
  }: Pick<Completion, 'text' | 'toolCalls' | 'logprobs' | 'items'>,
  reason: FinishReason,
): string[] {
  const { toolChoice, tools = [], webSearch, rawTools = [] } = request;
  const { allowsParallelToolCalls, topLogprobs } = request;
  const hasAny = tools.length + rawTools.length > 0 || webSearch !== undefined;
  const calls = items.filter(({ type }) => type === 'call' || type === 'hosted').length;
  const isWithoutCall = reason === 'stop' && calls === 0 && hasAny;
  return [
    ...(isWithoutCall && demandsCall(toolChoice) ? ['tool_choice'] : []),
    ...(allowsParallelToolCalls === false && toolCalls.length > 1 ? ['parallel_tool_calls'] : []),
    ...(topLogprobs !== undefined && text !== '' && logprobs.length === 0 ? ['logprobs'] : []),
  ];
}

function demandsCall(choice: CompletionRequest['toolChoice']): boolean {
  if (typeof choice !== 'object') return choice === 'required';
  return !('allowed' in choice) || choice.mode === 'required';
}
