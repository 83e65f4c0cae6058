import { isObject } from '../../../../codex/completion/is-object.ts';
import type { JsonObject } from '../../../../codex/completion/tools.ts';
import { InvalidRequestError } from '../../../../errors/errors.ts';
import { unlisted } from '../../validation/faults.ts';
import type { ResponseParams } from './parse-request.ts';

/** Fields of Chat Completions that hold what the answer is about, or its form. */
const moved: Readonly<Record<string, string>> = {
  messages: 'input',
  response_format: 'text.format',
};

/** Refuses what only Chat Completions calls so, where ignoring it would change the answer. */
export function assertOfResponses(body: JsonObject): void {
  for (const [name, place] of Object.entries(moved)) {
    const isBeside = name === 'messages' && body['input'] !== undefined;
    if (!Object.hasOwn(body, name) || isBeside) continue;
    throw new InvalidRequestError(
      'unsupported_parameter',
      `Unsupported parameter: '${name}'. In the Responses API, this parameter has moved to '${place}'. Try again with the new parameter.`,
    );
  }
}

/**
 * Refuses pictures that the model has said: they are no part of an answer.
 *
 * @param list The field that holds the items.
 */
export function assertPlaces(items: readonly JsonObject[], list = 'input'): void {
  for (const [index, { type, role, content }] of items.entries()) {
    if (type !== 'message' || role !== 'assistant' || !Array.isArray(content)) continue;
    const place = content.findIndex((part) => isObject(part) && part['type'] === 'input_image');
    if (place === -1) continue;
    const { code, message } = unlisted('input_image', ['output_text', 'refusal']);
    const param = `${list}[${index}].content[${place}].type`;
    throw new InvalidRequestError(code, message(param), { param });
  }
}

/** Refuses fields that cannot be given together, and a request that says nothing. */
export function assertTogether(params: ResponseParams): void {
  const { previous_response_id: previousId, conversation, store, background } = params;
  if (previousId && conversation) {
    throw new InvalidRequestError(
      'mutually_exclusive_parameters',
      "Mutually exclusive parameters: ''. Ensure you are only providing one of: 'previous_response_id' or 'conversation'.",
    );
  }
  if (background && store === false) {
    throw new InvalidRequestError(
      'invalid_value',
      "Invalid value for 'background': a response in the background needs 'store' to be true.",
      { param: 'background' },
    );
  }
  const isEmpty = (params.input ?? []).length === 0 && !params.instructions;
  if (!isEmpty || previousId || conversation) return;
  throw new InvalidRequestError(
    'missing_required_parameter',
    "One of 'input', 'previous_response_id', 'conversation' or 'instructions' must be provided.",
    { param: 'input' },
  );
}
