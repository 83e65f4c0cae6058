import { messageChain } from '../../completion/message-chain.ts';
import type { CompletionRequest, Message } from '../../completion/request.ts';
import type { AnswerRequest } from '../turn.ts';

/** The part of a field that distinguishes turns. */
type Identity = (request: AnswerRequest) => unknown;

/**
 * For each field of a request, the part that distinguishes turns. `'chain'` marks the conversation,
 * which is digested message by message; `'ignored'` marks fields that no turn depends on. A new
 * field does not compile until it has a row.
 */
export const identityOfFields = {
  model: ({ model }) => model,
  effort: ({ effort }) => effort,
  caller: ({ asked }) => asked.caller.id,
  messages: 'chain',
  tools: ({ asked }) => asked.tools,
  toolChoice: ({ asked }) => asked.toolChoice ?? 'auto',
  allowsParallelToolCalls: ({ asked }) => asked.allowsParallelToolCalls ?? true,
  format: ({ asked }) => asked.format,
  stop: ({ asked }) => asked.stop,
  maxOutputTokens: ({ asked }) => asked.maxOutputTokens,
  sampling: ({ asked }) => asked.sampling,
  topLogprobs: ({ asked }) => asked.topLogprobs,
  webSearch: ({ asked }) => asked.webSearch,
  labels: 'ignored',
  caching: 'ignored',
  verbosity: ({ asked }) => asked.verbosity,
  serviceTier: ({ asked }) => asked.serviceTier,
  reasoningSummary: ({ asked }) => asked.reasoningSummary ?? 'auto',
  rawTools: ({ asked }) => asked.rawTools,
  unmet: 'ignored',
  ignored: 'ignored',
  delivery: 'ignored',
  surface: 'ignored',
  idempotency: 'ignored',
  previousId: 'ignored',
  idPrefix: 'ignored',
  conversationId: 'ignored',
  keepForToolOutputs: 'ignored',
  attempts: 'ignored',
} as const satisfies Record<keyof CompletionRequest, Identity | 'chain' | 'ignored'>;

const identities = Object.values(identityOfFields).filter((row) => typeof row === 'function');

/**
 * What a turn depends on: the conversation so far, and every setting that a thread or a turn fixes.
 * Two requests with the same digest would have been answered by the same turn.
 *
 * @param messages The conversation so far, in place of the request's own.
 */
export function fingerprint(request: AnswerRequest, messages: readonly Message[]): string {
  // JSON has no undefined, so an absent setting and a null one are equal here.
  const scope = JSON.stringify(identities.map((identity) => identity(request)));
  return messageChain([scope], messages).at(-1) ?? '';
}
