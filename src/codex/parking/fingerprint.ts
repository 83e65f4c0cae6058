import { messageChain } from '../completion/message-chain.ts';
import type { CompletionRequest, Message } from '../completion/request.ts';

/**
 * What a turn depends on: the conversation so far, and every setting that a thread or a turn fixes.
 * Two requests with the same digest would have been answered by the same turn.
 */
export function fingerprint(
  model: string,
  effort: string | null,
  messages: readonly Message[],
  request: CompletionRequest,
): string {
  const { caller, tools, toolChoice, allowsParallelToolCalls, format } = request;
  const { stop, maxOutputTokens, verbosity, serviceTier } = request;
  const settings = [caller.id, tools, toolChoice, allowsParallelToolCalls, format];
  const limits = [stop, maxOutputTokens, verbosity, serviceTier];
  // JSON has no undefined: an absent setting and one that is null are the same here.
  const scope = JSON.stringify([model, effort, ...settings, ...limits]);
  return messageChain([scope], messages).at(-1) ?? '';
}
