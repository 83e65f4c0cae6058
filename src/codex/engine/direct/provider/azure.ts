import type { ProviderSettings } from './settings.ts';

/** What the URL of Azure's Responses API contains, by Codex 0.171.0. */
const marks = [
  'openai.azure.',
  'cognitiveservices.azure.',
  'aoai.azure.',
  'azure-api.',
  'azurefd.',
  'windows.net/openai',
];

/** Whether the provider is Azure, which refuses item ids of answers that it has not stored. */
export function isAzure({ name, base_url: url }: ProviderSettings): boolean {
  if (name?.toLowerCase() === 'azure') return true;
  const text = url?.toLowerCase() ?? '';
  return marks.some((mark) => text.includes(mark));
}
