/** The APIs that this version knows. `REST` stands in records from before its routes were told apart. */
export const knownSurfaces = [
  'CHAT_COMPLETIONS',
  'COMPLETIONS',
  'RESPONSES',
  'MESSAGES',
  'OLLAMA',
  'GRAPHQL',
  'REST',
] as const;

/** One of `knownSurfaces`. */
export type KnownSurface = (typeof knownSurfaces)[number];

/**
 * The API that a completion came from, in capitals. Any text is valid: a gateway may serve other APIs
 * than its own, and records may come from a later version.
 */
export type Surface = string;

/** Whether this version knows a surface. */
export function isKnownSurface(surface: Surface): surface is KnownSurface {
  return knownSurfaces.some((known) => known === surface);
}

/** Completions of which surfaces. */
export interface SurfaceFilter {
  readonly names: readonly Surface[];
  /** Whether all surfaces match but those named. */
  readonly isExcluding: boolean;
}

/** Whether a surface is among those of a filter. */
export function matchesSurface({ names, isExcluding }: SurfaceFilter, surface: Surface): boolean {
  return names.includes(surface) !== isExcluding;
}
