/** The APIs of the gateway by their names in GraphQL, in words. */
export const surfaceNames: Readonly<Record<string, string>> = {
  CHAT_COMPLETIONS: 'Chat',
  RESPONSES: 'Responses',
  COMPLETIONS: 'Completions',
  MESSAGES: 'Messages',
  OLLAMA: 'Ollama',
  GRAPHQL: 'GraphQL',
};

/** The name of an API in words; as the gateway gives it where the page does not know it. */
export function surfaceName(name: string): string {
  return surfaceNames[name] ?? name;
}
