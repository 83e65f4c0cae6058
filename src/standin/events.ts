import { announced, partsOf, textPart } from './items.ts';
import { objectsOf, stringOf } from './wire/json.ts';
import type { JsonObject } from './wire/json.ts';
import { isClientCall } from './plan.ts';
import type {
  OutputItem,
  PlannedCall,
  PlannedHostedCall,
  PlannedMessage,
  PlannedReasoning,
} from './plan.ts';
import { tokensOf } from './tokens.ts';

/** One event of a stream, still without its `sequence_number`. */
export interface StreamEvent {
  readonly event: JsonObject;
  /** `answer`: a token of text or arguments; `reasoning`: one of a summary; neither: a frame. */
  readonly token?: 'answer' | 'reasoning';
}

/**
 * The events of an answer's output items, in the service's order.
 *
 * @param deltaTokens Tokens of each text that come as deltas. With 0 an item is one event.
 */
export function* outputEvents(
  items: readonly OutputItem[],
  deltaTokens = Infinity,
): Generator<StreamEvent> {
  for (const [index, item] of items.entries()) {
    const place = { item_id: item.id, output_index: index };
    if (deltaTokens > 0) {
      yield frame('output_item.added', { output_index: index, item: announced(item) });
      yield* sparse(contentEvents(item, place), deltaTokens);
    }
    yield frame('output_item.done', { output_index: index, item: item.done });
  }
}

/** Drops the deltas of each part after the first `deltaTokens`. */
function* sparse(events: Iterable<StreamEvent>, deltaTokens: number): Generator<StreamEvent> {
  let deltas = 0;
  for (const event of events) {
    if (event.token === undefined) deltas = 0;
    else deltas += 1;
    if (deltas <= deltaTokens) yield event;
  }
}

function contentEvents(item: OutputItem, place: JsonObject): Generator<StreamEvent> {
  const { plan } = item;
  if (plan.kind === 'reasoning') return summaryEvents(plan, place);
  if (plan.kind === 'message') return messageEvents(plan, place);
  if (!isClientCall(plan)) return hostedEvents(plan, place);
  return plan.kind === 'function_call'
    ? callEvents(plan, place, 'function_call_arguments', 'arguments')
    : callEvents(plan, place, 'custom_tool_call_input', 'input');
}

function* summaryEvents(plan: PlannedReasoning, at: JsonObject): Generator<StreamEvent> {
  for (const [index, text] of plan.summary.entries()) {
    const place = { ...at, summary_index: index };
    const part = (value: string): JsonObject => ({ type: 'summary_text', text: value });
    yield frame('reasoning_summary_part.added', { ...place, part: part('') });
    for (const delta of tokensOf(text)) {
      yield { ...frame('reasoning_summary_text.delta', { ...place, delta }), token: 'reasoning' };
    }
    yield frame('reasoning_summary_text.done', { ...place, text });
    yield frame('reasoning_summary_part.done', { ...place, part: part(text) });
  }
}

function* messageEvents(plan: PlannedMessage, at: JsonObject): Generator<StreamEvent> {
  for (const [index, part] of partsOf(plan).entries()) {
    const place = { ...at, content_index: index };
    const refusal = stringOf(part['refusal']);
    yield* refusal === undefined ? textEvents(part, place) : refusalEvents(refusal, place);
  }
}

function* refusalEvents(refusal: string, place: JsonObject): Generator<StreamEvent> {
  yield frame('content_part.added', { ...place, part: { type: 'refusal', refusal: '' } });
  for (const delta of tokensOf(refusal)) {
    yield { ...frame('refusal.delta', { ...place, delta }), token: 'answer' };
  }
  yield frame('refusal.done', { ...place, refusal });
  yield frame('content_part.done', { ...place, part: { type: 'refusal', refusal } });
}

function* textEvents(part: JsonObject, place: JsonObject): Generator<StreamEvent> {
  const text = stringOf(part['text']) ?? '';
  const logprobs = objectsOf(part['logprobs']);
  yield frame('content_part.added', { ...place, part: textPart('') });
  for (const [index, delta] of tokensOf(text).entries()) {
    const members = { ...place, delta, logprobs: logprobs.slice(index, index + 1) };
    yield { ...frame('output_text.delta', members), token: 'answer' };
  }
  for (const [index, annotation] of objectsOf(part['annotations']).entries()) {
    const members = { ...place, annotation_index: index, annotation };
    yield frame('output_text.annotation.added', members);
  }
  yield frame('output_text.done', { ...place, text, logprobs });
  yield frame('content_part.done', { ...place, part });
}

function* hostedEvents({ kind }: PlannedHostedCall, place: JsonObject): Generator<StreamEvent> {
  if (kind === 'tool_search_call') return;
  const working = kind === 'web_search_call' ? 'searching' : 'generating';
  for (const step of ['in_progress', working, 'completed']) yield frame(`${kind}.${step}`, place);
}

function* callEvents(
  plan: PlannedCall,
  place: JsonObject,
  event: string,
  member: string,
): Generator<StreamEvent> {
  for (const delta of tokensOf(plan.input)) {
    yield { ...frame(`${event}.delta`, { ...place, delta }), token: 'answer' };
  }
  yield frame(`${event}.done`, { ...place, [member]: plan.input });
}

function frame(type: string, members: JsonObject): StreamEvent {
  return { event: { type: `response.${type}`, ...members } };
}
