import type { Usage } from '../../../completion/events.ts';
import type { JsonObject } from '../../../completion/tools.ts';
import type { ResponseEvent } from '../transport/transport.ts';
import type { AnswerOutput } from './answer-output.ts';
import { logprobsIn } from './logprobs.ts';
import { countOf, objectOf, objectsOf, textOf } from '../../../completion/json-members.ts';

/** How the service ended a response. */
export type ResponseEnd =
  | { readonly type: 'completed'; readonly usage: Usage | null }
  /** @param reason `max_output_tokens`, `content_filter`, or another one. */
  | { readonly type: 'incomplete'; readonly reason: string; readonly usage: Usage | null }
  /** `error` is the service's own object, with `code` and `message`. */
  | { readonly type: 'failed'; readonly error: JsonObject };

/** Reads the events of one response into the output of an answer. */
export class ResponseReader {
  readonly #output: AnswerOutput;
  /** The whole items, in order. */
  readonly items: JsonObject[] = [];
  /** Null until the response ends. */
  end: ResponseEnd | null = null;
  responseId: string | null = null;

  constructor(output: AnswerOutput) {
    this.#output = output;
  }

  /** Takes the next event. Throws as `AnswerOutput` does. */
  read(event: ResponseEvent): void {
    switch (event.type) {
      case 'response.output_text.delta':
        return this.#output.text(
          textOf(event['item_id']),
          textOf(event['delta']),
          event['logprobs'] === undefined ? [] : logprobsIn(event['logprobs']),
        );
      case 'response.function_call_arguments.delta':
      case 'response.custom_tool_call_input.delta':
        return this.#output.calls.delta(textOf(event['item_id']), textOf(event['delta']));
      case 'response.reasoning_summary_text.delta': {
        const index = countOf(event['summary_index']);
        return this.#output.reasoning(textOf(event['item_id']), textOf(event['delta']), index);
      }
      case 'response.refusal.delta':
        return this.#output.refusalDelta(textOf(event['delta']));
      case 'response.output_item.added':
        return this.#output.added(objectOf(event['item']));
      case 'response.output_item.done':
        return this.#done(objectOf(event['item']));
      case 'response.created':
      case 'response.in_progress':
        this.responseId ??= textOf(objectOf(event['response'])['id']) || null;
        return undefined;
      case 'response.completed':
      case 'response.incomplete':
      case 'response.failed':
        return this.#ended(event.type, objectOf(event['response']));
      case 'error':
        this.end = { type: 'failed', error: errorIn(event) };
        return undefined;
      default:
        return undefined;
    }
  }

  #done(item: JsonObject): void {
    this.items.push(item);
    this.#output.done(item);
  }

  #ended(type: string, response: JsonObject): void {
    this.responseId ??= textOf(response['id']) || null;
    if (type === 'response.failed') {
      this.end = { type: 'failed', error: objectOf(response['error']) };
      return;
    }
    const usage = usageOf(response['usage']);
    // Some services send no items of their own, and others no list of them.
    if (this.items.length === 0) for (const item of objectsOf(response['output'])) this.#done(item);
    this.#output.end();
    const reason = textOf(objectOf(response['incomplete_details'])['reason']);
    this.end =
      type === 'response.completed'
        ? { type: 'completed', usage }
        : { type: 'incomplete', reason, usage };
  }
}

/** The error of an `error` event, whose members stand in the event itself or in its `error`. */
function errorIn(event: ResponseEvent): JsonObject {
  const inner = objectOf(event['error']);
  return Object.keys(inner).length > 0 ? inner : { ...objectOf(event), type: null };
}

/** Null where the service reports none. */
function usageOf(value: unknown): Usage | null {
  const usage = objectOf(value);
  if (typeof usage['output_tokens'] !== 'number') return null;
  const input = objectOf(usage['input_tokens_details']);
  const output = objectOf(usage['output_tokens_details']);
  const inputTokens = countOf(usage['input_tokens']);
  const outputTokens = countOf(usage['output_tokens']);
  return {
    inputTokens,
    cachedInputTokens: countOf(input['cached_tokens']),
    cacheWriteInputTokens: countOf(input['cache_write_tokens']),
    outputTokens,
    reasoningOutputTokens: countOf(output['reasoning_tokens']),
    totalTokens: countOf(usage['total_tokens']) || inputTokens + outputTokens,
  };
}
