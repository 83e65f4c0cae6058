import type { Completion } from '../../codex/completion/completion.ts';
import type { OutputItem } from '../../codex/completion/item.ts';
import type { CompletionRequest, Message } from '../../codex/completion/request.ts';
import { InvalidRequestError, UpstreamError } from '../../errors/errors.ts';
import type { RawItem } from '../raw-item.ts';
import type { Compactions } from './compactions.ts';
import { summaryRequest } from './words.ts';

/** The fields that shape an answer, and must not shape a summary. */
type Shaping = 'format' | 'stop' | 'maxOutputTokens' | 'topLogprobs' | 'toolChoice' | 'delivery';

/**
 * Asks for the summary of the conversation that a request holds. Its tools stay, so that the service
 * finds its prompt cache, and may not be called.
 */
export function summaryOf(request: CompletionRequest): CompletionRequest {
  const ask: Message = { role: 'user', content: [{ type: 'text', text: summaryRequest }] };
  return { ...without(request), messages: [...request.messages, ask], toolChoice: 'none' };
}

/**
 * What a turn makes of a summary: one compaction. Throws where the model refused or there is no whole
 * summary, because the conversation would be lost.
 *
 * @param kept See `CompactedConversation.kept`.
 */
export function toCompaction(
  compactions: Compactions,
  kept: readonly RawItem[],
): (completion: Completion) => OutputItem[] {
  return ({ caller, text, finishReason }) => {
    const summary = text.trim();
    // A client that asks again with the same conversation would pay for the same refusal.
    if (finishReason === 'content_filter') {
      throw new InvalidRequestError('invalid_prompt', 'The model refused to write a summary.');
    }
    if (summary === '' || finishReason !== 'stop') {
      throw new UpstreamError('server_error', 'The model wrote no whole summary.');
    }
    const { id, ...raw } = compactions.item({ caller: caller.id, summary, kept });
    return [{ type: 'hosted', id, status: 'completed', raw }];
  };
}

function without({
  format: _format,
  stop: _stop,
  maxOutputTokens: _maxOutputTokens,
  topLogprobs: _topLogprobs,
  toolChoice: _toolChoice,
  delivery: _delivery,
  ...request
}: CompletionRequest): Omit<CompletionRequest, Shaping> {
  return request;
}
