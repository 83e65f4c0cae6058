import type { Surface } from '../codex/completion/surface.ts';
import type { MountedSurface, HttpSurface, SurfaceDoor } from './surface.ts';

/** Surfaces in the order of their routes on `GET /`. The first one answers for unknown paths. */
export type SurfaceList<S> = readonly [S, ...S[]];

/** The surface that owns a path. */
export type OwnerOf<S extends SurfaceDoor> = (path: string) => S;

/**
 * Finds the surface of a path; upper and lower case do not matter. Throws where two surfaces name the
 * same path.
 */
export function ownerIn<S extends SurfaceDoor>(surfaces: SurfaceList<S>): OwnerOf<S> {
  const owners = new Map<string, S>();
  for (const surface of surfaces) {
    for (const path of surface.paths) {
      if (owners.has(path)) throw new Error(`Two surfaces own ${path}.`);
      owners.set(path, surface);
    }
  }
  const longestFirst = [...owners].toSorted(([one], [other]) => other.length - one.length);
  return (path) => {
    const asked = path.toLowerCase();
    return longestFirst.find(([owned]) => isWithin(asked, owned))?.[1] ?? surfaces[0];
  };
}

/**
 * Whether a surface has a route at a path or above it, in full or as one of the surface's bare paths.
 * Of what is below a route, only the surface itself knows whether it is there.
 */
export function hasRoute({ paths, routes }: SurfaceDoor, path: string): boolean {
  const asked = path.toLowerCase();
  const isBelow = (route: string): boolean =>
    isWithin(asked, route) ||
    paths.some((owned) => route.endsWith(owned) && isWithin(asked, owned));
  return asked === '/' || routes.some((route) => isBelow(route.path));
}

/** The name in usage of the API whose route is at a path or above it; null where there is none. */
export function surfaceAt({ routes }: SurfaceDoor, path: string): Surface | null {
  const asked = path.toLowerCase();
  const found = routes.find(
    (route) => isWithin(asked, route.path) || isWithin(`/v1${asked}`, route.path),
  );
  return found?.surface ?? null;
}

/** Opens every surface of a list. */
export function openAll<Deps>(
  [first, ...others]: SurfaceList<HttpSurface<Deps>>,
  deps: Deps,
): SurfaceList<MountedSurface> {
  const open = (surface: HttpSurface<Deps>): MountedSurface => ({
    ...surface,
    ...surface.open(deps),
  });
  return [open(first), ...others.map(open)];
}

function isWithin(path: string, owned: string): boolean {
  return path === owned || (owned !== '/' && path.startsWith(`${owned}/`));
}
