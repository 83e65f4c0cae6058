import type { CompletionResult } from '../../src/codex/completion/completion.ts';
import type { CompletionRequest, Message } from '../../src/codex/completion/request.ts';
import type { RecordedRequest } from '../../src/standin/index.ts';
import { ask, never, type TestCore } from '../support/core.ts';
import { testedEngine } from '../support/tested-engine.ts';
import { lastAsked } from '../support/last-asked.ts';

/** A text as a message. */
export function said(role: 'user' | 'assistant' | 'developer', text: string): Message {
  return { role, content: [{ type: 'text', text }] };
}

/** Answers a conversation, and gives the answer with what the service was asked last. */
export async function answerTo(
  { core, standIn }: TestCore,
  messages: readonly Message[],
  more: Partial<CompletionRequest> = {},
): Promise<{ result: CompletionResult; sent: RecordedRequest }> {
  const completion = await core.run(ask('', { effort: 'low', ...more, messages }), never());
  const result = await completion.result();
  const sent = lastAsked(standIn);
  if (sent === undefined) throw new Error('The service was asked for nothing');
  return { result, sent };
}

/** The thread that a request to the service came from. */
export function threadOf({ body }: RecordedRequest): unknown {
  return body['prompt_cache_key'];
}

/**
 * Whether a request continued from what the engine had of an earlier one: its thread, or the items
 * that the service gave.
 */
export function isContinued(earlier: RecordedRequest, later: RecordedRequest): boolean {
  const hasItems = later.input.some(({ role, id }) => role === 'assistant' && id !== undefined);
  return threadOf(earlier) === threadOf(later) && (testedEngine() === 'app-server' || hasItems);
}
