import type { EnumRef } from '@pothos/core';
import {
  isKnownSurface,
  knownSurfaces,
  surfaceDescriptions,
  type KnownSurface,
  type Surface,
  type SurfaceFilter,
} from '../../codex/completion/surface.ts';
import type { Builder, SchemaTypes } from '../kit/builder.ts';

/** A surface as GraphQL shows it. */
export type ShownSurface = KnownSurface | 'OTHER';

/** `Surface`. */
export type SurfaceRef = EnumRef<SchemaTypes, ShownSurface>;

/** Describes `surfaceName`, which stands beside each `surface`. */
export const surfaceNameDescription =
  'The name of the surface as text, also where `surface` is `OTHER`.';

/** What `REST` stood for before the routes had names of their own. */
const restSurfaces = ['CHAT_COMPLETIONS', 'COMPLETIONS', 'REST'] as const;

/** `Surface`, with a value for each surface that this version knows. */
export function addSurface(builder: Builder): SurfaceRef {
  return builder.enumType('Surface', {
    description:
      'The API that a completion came from. More values may come; until your client knows them, treat them as `OTHER`.',
    values: {
      ...Object.fromEntries(
        knownSurfaces.map((value) => [value, { value, description: surfaceDescriptions[value] }]),
      ),
      REST: {
        value: 'REST' as const,
        description: `${surfaceDescriptions.REST} As a filter, it finds these records and all of \`CHAT_COMPLETIONS\` and \`COMPLETIONS\`.`,
        deprecationReason: 'Use `CHAT_COMPLETIONS` and `COMPLETIONS`. Only old records have it.',
      },
      OTHER: {
        value: 'OTHER' as const,
        description:
          'An API that this version has no value for; `surfaceName` has its name. As a filter, it finds the completions of all such APIs.',
      },
    },
  });
}

/** The value of the enum for a surface. */
export function shownSurface(surface: Surface): ShownSurface {
  return isKnownSurface(surface) ? surface : 'OTHER';
}

/** The surfaces that a value of the enum finds as a filter. */
export function surfacesOf(value: ShownSurface): SurfaceFilter {
  if (value === 'OTHER') return { names: knownSurfaces, isExcluding: true };
  return { names: value === 'REST' ? restSurfaces : [value], isExcluding: false };
}
