import type { JsonObject, JsonValue } from '../../../../codex/completion/tools.ts';
import type { Capabilities } from '../../../../codex/engine/capabilities.ts';

/** The types of tools that the client runs. */
export const clientToolTypes: ReadonlySet<JsonValue | undefined> = new Set([
  'function',
  'custom',
  'namespace',
]);

/** The names of the service's web search. All mean the same here. */
export const webSearchNames = [
  'web_search',
  'web_search_2025_08_26',
  'web_search_preview',
  'web_search_preview_2025_03_11',
] as const;

/** The same, for looking one up. */
export const webSearchTypes: ReadonlySet<unknown> = new Set(webSearchNames);

/** Whether a tool that has been checked has an effect. */
export function hasEffect(
  { type }: JsonObject,
  { hasHostedTools, hasRawTools }: Capabilities,
): boolean {
  if (clientToolTypes.has(type)) return true;
  return webSearchTypes.has(type) ? hasHostedTools : hasRawTools;
}
