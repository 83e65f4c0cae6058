import { objectsOf, textOf } from '../../../../codex/completion/json-members.ts';
import { isObject } from '../../../../codex/completion/is-object.ts';
import type { JsonObject, JsonValue } from '../../../../codex/completion/tools.ts';
import type { StartingPoint } from '../../../../conversations/running/turns.ts';
import type { ReasoningSettings, ResponseSettings, TextSettings } from './response-settings.ts';

/**
 * What a response repeats of a request, with the contract's defaults.
 *
 * @param sent The request's body, checked.
 * @param tools Those of its tools that have an effect.
 */
export function toSettings(
  sent: JsonObject,
  tools: readonly JsonObject[],
  { previousId = null, conversationId = null }: StartingPoint,
): ResponseSettings {
  return {
    background: sent['background'] === true,
    conversation: conversationId,
    instructions: textOr(sent['instructions'], null),
    max_output_tokens: numberOr(sent['max_output_tokens'], null),
    max_tool_calls: numberOr(sent['max_tool_calls'], null),
    metadata: isObject(sent['metadata']) ? sent['metadata'] : {},
    model: textOf(sent['model']),
    parallel_tool_calls: sent['parallel_tool_calls'] !== false,
    previous_response_id: previousId,
    presence_penalty: numberOr(sent['presence_penalty'], 0),
    frequency_penalty: numberOr(sent['frequency_penalty'], 0),
    prompt_cache_key: textOr(sent['prompt_cache_key'], null),
    prompt_cache_retention: textOr(sent['prompt_cache_retention'], null),
    reasoning: reasoningSettings(sent['reasoning']),
    safety_identifier: textOr(sent['safety_identifier'], null),
    service_tier: textOr(sent['service_tier'], 'auto'),
    store: sent['store'] !== false,
    temperature: numberOr(sent['temperature'], 1),
    text: textSettings(sent['text']),
    tool_choice: sent['tool_choice'] ?? 'auto',
    tools: tools.map(shownTool),
    top_logprobs: numberOr(sent['top_logprobs'], 0),
    top_p: numberOr(sent['top_p'], 1),
    truncation: sent['truncation'] === 'auto' ? 'auto' : 'disabled',
    user: textOr(sent['user'], null),
  };
}

function reasoningSettings(reasoning: JsonValue | undefined): ReasoningSettings {
  const { effort, summary, generate_summary: older } = isObject(reasoning) ? reasoning : {};
  return { effort: textOr(effort, null), summary: textOr(summary ?? older, null) };
}

function textSettings(text: JsonValue | undefined): TextSettings {
  const { format, verbosity } = isObject(text) ? text : {};
  return {
    format: isObject(format) ? shownFormat(format) : { type: 'text' },
    verbosity: textOr(verbosity, 'medium'),
  };
}

function shownFormat(format: JsonObject): JsonObject {
  if (format['type'] !== 'json_schema') return format;
  return { ...described(format), strict: format['strict'] === true };
}

/** A tool with its defaults. Open Responses takes no null for `strict`. */
function shownTool(tool: JsonObject): JsonObject {
  switch (textOf(tool['type'])) {
    case 'function':
      return {
        ...tool,
        description: tool['description'] ?? null,
        parameters: tool['parameters'] ?? { type: 'object', properties: {} },
        strict: tool['strict'] === true,
      };
    case 'custom':
      return { ...described(tool), format: tool['format'] ?? { type: 'text' } };
    case 'namespace': {
      const tools = objectsOf(tool['tools']).map(shownTool);
      return { ...tool, description: textOr(tool['description'], ''), tools };
    }
    case 'tool_search':
      return tool;
    default:
      return {
        ...tool,
        search_context_size: tool['search_context_size'] ?? 'medium',
        user_location: tool['user_location'] ?? null,
      };
  }
}

/** OpenAI's document has no null for the description of a custom tool, and of a schema. */
function described({ description, ...tool }: JsonObject): JsonObject {
  return typeof description === 'string' ? { ...tool, description } : tool;
}

function textOr<T extends string | null>(value: JsonValue | undefined, fallback: T): string | T {
  return typeof value === 'string' ? value : fallback;
}

function numberOr<T extends number | null>(value: JsonValue | undefined, fallback: T): number | T {
  return typeof value === 'number' ? value : fallback;
}
