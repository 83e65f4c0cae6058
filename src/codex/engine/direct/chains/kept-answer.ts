import { isObject } from '../../../completion/is-object.ts';
import type { JsonObject, JsonValue } from '../../../completion/tools.ts';
import type { AnswerRequest } from '../../turn.ts';
import type { Begun, EndedAnswer } from './begun.ts';
import type { KeptAnswer } from './chain.ts';

/** The answer as it is kept. Null if the service could not continue from its items. */
export function keptAnswer(
  { asked }: AnswerRequest,
  { turnState, record: { reasoning } }: Begun,
  answer: EndedAnswer,
): KeptAnswer | null {
  const { finishReason, items, responseId, connection } = answer;
  const isWhole = finishReason === 'stop' || finishReason === 'tool_calls';
  if (!isWhole || !items.every(isComplete) || !items.every(isReadable)) return null;
  // The body for this format may ask for JSON in words that no client sends back.
  const isExact = asked.format?.type !== 'json_object';
  const canContinue = isExact && responseId !== null && connection !== null;
  return {
    items: items.map(withoutLogprobs),
    turnState: turnState ?? answer.turnState,
    response: canContinue
      ? { id: responseId, connection: new WeakRef(connection), reasoning }
      : null,
  };
}

/** The item without the probabilities of its tokens, which are large and tell the model nothing. */
function withoutLogprobs(item: JsonObject): JsonObject {
  const { content } = item;
  if (item['type'] !== 'message' || !Array.isArray(content)) return item;
  return { ...item, content: content.map(partWithoutLogprobs) };
}

function partWithoutLogprobs(part: JsonValue): JsonValue {
  const hasAny = isObject(part) && 'logprobs' in part;
  return hasAny ? { ...part, logprobs: [] } : part;
}

function isComplete({ status = null }: JsonObject): boolean {
  return status === null || status === 'completed';
}

/**
 * Whether the service can read the item again. It keeps no answers, so reasoning counts by its
 * content alone, encrypted or not.
 */
function isReadable({ type, encrypted_content: encrypted, content }: JsonObject): boolean {
  if (type !== 'reasoning') return true;
  return typeof encrypted === 'string' || (Array.isArray(content) && content.length > 0);
}
