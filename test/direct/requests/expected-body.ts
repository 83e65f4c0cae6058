import type { LoginKind } from '../../../src/codex/engine/direct/provider/provider.ts';
import {
  arrayOf,
  isArray,
  isObject,
  objectOf,
  stringOf,
  type JsonObject,
  type JsonValue,
} from '../../../src/standin/wire/json.ts';
import { requestDifferences } from './request-differences.ts';
import type { OfferedModel } from './chat-requests.ts';

/** The body that the service must get for a chat request: what the client sent, and the differences. */
export function expectedBody(
  sent: JsonObject,
  kind: LoginKind,
  models: readonly OfferedModel[],
): JsonObject {
  const body = translated(sent, models);
  const model = models.find(({ id }) => id === body['model']);
  return requestDifferences
    .filter(({ kinds }) => kinds?.includes(kind) ?? true)
    .reduce((changed, difference) => difference.apply(changed, { sent, model }), body);
}

/** A chat request under the names of the Responses API. Null members mean the same as absent ones. */
function translated(sent: JsonObject, models: readonly OfferedModel[]): JsonObject {
  const { messages, model, reasoning_effort: effort, response_format: format, ...others } = sent;
  const { verbosity, max_tokens: old, max_completion_tokens: limit, ...more } = others;
  const { logprobs, top_logprobs: count, web_search_options: search, ...rest } = more;
  const { tools, tool_choice: choice, functions, function_call: called, ...last } = rest;
  const { stream: _, ...unchanged } = last;
  const named = modelOf(stringOf(model) ?? '', models);
  const include = [
    ...(isObject(search) ? ['web_search_call.action.sources'] : []),
    ...(logprobs === true ? ['message.output_text.logprobs'] : []),
  ];
  const text = known({ verbosity, format: isObject(format) ? formatOf(format) : null });
  const all = [
    ...arrayOf(tools).map((tool) => toolOf(objectOf(tool))),
    ...arrayOf(functions).map((each) => known({ type: 'function', ...objectOf(each) })),
    ...(isObject(search) ? [searchOf(search)] : []),
  ];
  return known({
    ...unchanged,
    model: named.id,
    input: itemsOf(arrayOf(messages).map((message) => objectOf(message))),
    max_output_tokens: limit ?? old,
    top_logprobs: logprobs === true && count !== 0 ? count : null,
    ...(include.length > 0 && { include }),
    ...(Object.keys(text).length > 0 && { text }),
    ...(all.length > 0 && { tools: all }),
    tool_choice: choiceOf(choice) ?? (isObject(called) ? { type: 'function', ...called } : called),
    reasoning: known({ effort: named.effort ?? effort }),
  });
}

function known(object: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object).filter(([, value]) => value !== undefined && value !== null),
  );
}

/** An effort at the end of a model's name comes before the one beside it. */
function modelOf(name: string, models: readonly OfferedModel[]): { id: string; effort?: string } {
  if (models.some(({ id }) => id === name)) return { id: name };
  const found = models.flatMap(({ id, efforts }) =>
    efforts.filter((effort) => `${id}-${effort}` === name).map((effort) => ({ id, effort })),
  );
  return found[0] ?? { id: name };
}

function formatOf({ type, json_schema: schema }: JsonObject): JsonObject {
  return type === 'json_schema' ? known({ type, ...objectOf(schema) }) : known({ type });
}

function toolOf(tool: JsonObject): JsonObject {
  const { type } = tool;
  const { format, ...described } = objectOf(tool[stringOf(type) ?? '']);
  const { type: form, grammar } = objectOf(format);
  const written = isObject(format) && { format: known({ type: form, ...objectOf(grammar) }) };
  return known({ type, ...described, ...written });
}

function searchOf({ search_context_size, user_location }: JsonObject): JsonObject {
  const { type, approximate } = objectOf(user_location);
  return known({
    type: 'web_search',
    search_context_size,
    ...(isObject(user_location) && { user_location: known({ type, ...objectOf(approximate) }) }),
  });
}

function choiceOf(choice: JsonValue | undefined): JsonValue | undefined {
  if (!isObject(choice)) return choice;
  const { type } = choice;
  const inner = objectOf(choice[stringOf(type) ?? '']);
  if (type !== 'allowed_tools') return { type, ...inner };
  const { mode, tools } = inner;
  return { type, mode, tools: arrayOf(tools).map((tool) => choiceOf(tool) ?? null) };
}

function itemsOf(messages: readonly JsonObject[]): JsonObject[] {
  const custom = new Set(
    messages
      .flatMap(({ tool_calls: calls }) => arrayOf(calls))
      .map((call) => objectOf(call))
      .filter(({ type }) => type === 'custom')
      .map(({ id }) => id),
  );
  return messages.flatMap((message, index) => {
    const { role, content, refusal, tool_calls, tool_call_id, function_call, ...rest } = message;
    if (role === 'function') {
      return [{ type: 'function_call_output', call_id: oldId(index - 1), output: content }];
    }
    if (isObject(function_call)) {
      return [{ type: 'function_call', call_id: oldId(index), ...function_call }];
    }
    if (role === 'tool') {
      const type = custom.has(tool_call_id) ? 'custom_tool_call_output' : 'function_call_output';
      return [{ type, call_id: tool_call_id, output: partsOf(content, 'input') }];
    }
    const side = role === 'assistant' ? 'output' : 'input';
    const said = content ?? refusal ?? '';
    const calls = arrayOf(tool_calls).map((call) => callOf(objectOf(call)));
    const marked = calls.length > 0 && { beforeCalls: true };
    return [{ type: 'message', role, content: partsOf(said, side), ...rest, ...marked }, ...calls];
  });
}

/** A deprecated call has no id, so the gateway makes one from its place. */
function oldId(index: number): string {
  return `call_function_${index}`;
}

function callOf({ type, id, ...call }: JsonObject): JsonObject {
  const inner = objectOf(call[stringOf(type) ?? '']);
  return type === 'custom'
    ? { type: 'custom_tool_call', call_id: id, ...inner }
    : { type: 'function_call', call_id: id, ...inner };
}

function partsOf(content: JsonValue | undefined, side: 'input' | 'output'): JsonObject[] {
  const parts = isArray(content) ? content : [{ type: 'text', text: content ?? '' }];
  return parts.map((part) => {
    const { type, text, image_url: image } = objectOf(part);
    if (type === 'text') return { type: `${side}_text`, text };
    const { url, detail } = objectOf(image);
    return known({ type: 'input_image', image_url: url, detail });
  });
}
