/** Stands for a refusal whose words Codex keeps to itself. */
export const unspokenRefusal = 'The model refused this request. Its words are not available.';

/** What a refusal says; a sentence in its place where it says nothing. */
export function refusalWords(text: string): string {
  return text === '' ? unspokenRefusal : text;
}
