/** Replaces a refusal whose text Codex does not pass on. */
export const unspokenRefusal = 'The model refused this request. Its words are not available.';

/** The text of a refusal, or a sentence that replaces an empty one. */
export function refusalWords(text: string): string {
  return text === '' ? unspokenRefusal : text;
}
