import type { JsonObject } from '../../../completion/tools.ts';

/** Codex's names of what a search does, and those of the Responses API. */
const types: ReadonlyMap<unknown, string> = new Map([
  ['search', 'search'],
  ['openPage', 'open_page'],
  ['findInPage', 'find_in_page'],
]);

/**
 * What a web search does, in the form of the Responses API; null where Codex does not say. It names
 * members that it does not know as null.
 */
export function webSearchAction(shown: JsonObject | null): JsonObject | null {
  const type = types.get(shown?.['type']);
  if (shown === null || type === undefined) return null;
  const known = Object.entries(shown).filter(([, value]) => value !== null);
  return { ...Object.fromEntries(known), type };
}
