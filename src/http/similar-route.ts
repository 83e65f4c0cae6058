import type { SurfaceRoute } from './surface.ts';

/** Punctuation at the end of an address that was copied from a text. */
const trailingJunk = /[\s/.,;:!?'"`<>()[\]{}]+$/;

/**
 * The route that a path without one stands for, where that can be told: `/v1/v1/models`,
 * `//v1//models`, `/v1/models.` and `/openai/v1/models` all mean `/v1/models`. The first of the routes
 * that matches counts.
 */
export function similarRoute(routes: readonly SurfaceRoute[], path: string): string | undefined {
  const plain = decoded(path)
    .toLowerCase()
    .replaceAll(/[\\/]+/g, '/')
    .replace(trailingJunk, '');
  return routes.find((route) => route.path !== path && isAlike(route, plain))?.path;
}

function isAlike({ path, alike }: SurfaceRoute, asked: string): boolean {
  if (alike !== undefined) return alike.test(asked);
  return path !== '/' && `/${asked}`.endsWith(path.toLowerCase());
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
