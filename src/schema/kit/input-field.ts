/**
 * The name in `ChatCompletionInput` of a field that the core knows by its name in OpenAI's API:
 * `response_format.json_schema` is `responseFormat.jsonSchema`. Any other name stays as it is.
 */
export function inputField(name: string): string {
  return name
    .replace(/^reasoning_effort$/, 'effort')
    .replaceAll(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}
