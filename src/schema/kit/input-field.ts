/**
 * The name in `ChatCompletionInput` of a field that the core knows by its name in OpenAI's API:
 * `response_format.json_schema` is `responseFormat.jsonSchema`. Any other name stays as it is.
 */
export function inputField(name: string): string {
  return name
    .replace(/^reasoning_effort$/, 'effort')
    .replace(/^parallel_tool_calls$/, 'allow_parallel_tool_calls')
    .replace(/^web_search_options$/, 'web_search')
    .replace(/^max_completion_tokens$/, 'max_output_tokens')
    .replaceAll(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}
