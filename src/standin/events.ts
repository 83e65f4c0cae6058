import { announced } from './items.ts';
import type { JsonObject } from './wire/json.ts';
import type { OutputItem, PlannedMessage, PlannedReasoning, PlannedCall } from './plan.ts';
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

/** Drops the deltas of each part that go beyond so many. */
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

function* messageEvents(plan: PlannedMessage, place: JsonObject): Generator<StreamEvent> {
  const { text, refusal } = plan;
  const isSaid = text !== '' || refusal === undefined;
  if (isSaid) yield* textEvents(plan, { ...place, content_index: 0 });
  if (refusal !== undefined) {
    yield* refusalEvents(refusal, { ...place, content_index: isSaid ? 1 : 0 });
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

function* textEvents(plan: PlannedMessage, place: JsonObject): Generator<StreamEvent> {
  const part = { type: 'output_text', annotations: [], logprobs: [], text: '' };
  yield frame('content_part.added', { ...place, part });
  for (const delta of tokensOf(plan.text)) {
    yield { ...frame('output_text.delta', { ...place, delta, logprobs: [] }), token: 'answer' };
  }
  yield frame('output_text.done', { ...place, text: plan.text, logprobs: [] });
  yield frame('content_part.done', { ...place, part: { ...part, text: plan.text } });
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
