import { withFieldName } from '../../errors/field-names.ts';

/** Fields of a chat, as the core and its engines name them, and what stands for them here. */
const names: readonly (readonly [RegExp, string])[] = [
  [/^messages\b.*/, 'input'],
  [/^logprobs$/, 'top_logprobs'],
  [/^response_format(?:\.json_schema)?(?=\.|$)/, 'text.format'],
  [/^reasoning_effort$/, 'reasoning.effort'],
  [/^verbosity$/, 'text.verbosity'],
  [/^max_(?:completion_)?tokens$/, 'max_output_tokens'],
  [/^web_search_options$/, 'tools'],
  [/^(tools\[\d+\])\.(?:function|custom)(?=\.|$)/, '$1'],
];

/** A field of a chat by its name in the Responses API. */
export function inWordsOfResponses(field: string): string {
  const [pattern, name = field] = names.find(([known]) => known.test(field)) ?? [];
  return pattern === undefined ? field : field.replace(pattern, name);
}

/** What the core rejects with, with the field at fault by its name in the Responses API. */
export function faultOfResponses(error: unknown): unknown {
  return withFieldName(error, inWordsOfResponses);
}
