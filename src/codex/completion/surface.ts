/**
 * The APIs that this version knows, each with its description. The names are stored with every
 * completion, so they never change. A new API needs one more row here.
 */
export const surfaceDescriptions = {
  CHAT_COMPLETIONS: "OpenAI's Chat Completions, `/v1/chat/completions`.",
  COMPLETIONS: "OpenAI's legacy Completions, `/v1/completions`.",
  RESPONSES: "OpenAI's Responses.",
  MESSAGES: "Anthropic's Messages.",
  OLLAMA: "Ollama's native API.",
  GRAPHQL: 'This GraphQL API.',
  REST: 'Chat Completions or Completions, in records of version 0.1, which does not tell them apart.',
} as const;

/** The name of an API that this version knows. */
export type KnownSurface = keyof typeof surfaceDescriptions;

/**
 * The API that a completion came from, in capitals. Any text is valid: a gateway may serve other APIs
 * than its own, and records may come from a later version.
 */
export type Surface = string;

/** Whether this version knows a surface. */
export function isKnownSurface(surface: Surface): surface is KnownSurface {
  return Object.hasOwn(surfaceDescriptions, surface);
}

/** The names of the APIs that this version knows. */
export const knownSurfaces: readonly KnownSurface[] =
  Object.keys(surfaceDescriptions).filter(isKnownSurface);

/** The surfaces whose completions are wanted. */
export interface SurfaceFilter {
  readonly names: readonly Surface[];
  /** Whether all surfaces match but those named. */
  readonly isExcluding: boolean;
}

/** Whether a surface is among those of a filter. */
export function matchesSurface({ names, isExcluding }: SurfaceFilter, surface: Surface): boolean {
  return names.includes(surface) !== isExcluding;
}
