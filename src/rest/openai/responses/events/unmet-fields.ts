/** The names that options of a chat have in the Responses API, where they differ. */
const names = new Map([
  ['logprobs', 'top_logprobs'],
  ['response_format', 'text.format'],
  ['reasoning_effort', 'reasoning.effort'],
  ['verbosity', 'text.verbosity'],
  ['max_tokens', 'max_output_tokens'],
  ['max_completion_tokens', 'max_output_tokens'],
]);

/** A field of a chat, as the core names options, by its name in the Responses API. */
export function inWordsOfResponses(field: string): string {
  return names.get(field) ?? field;
}
