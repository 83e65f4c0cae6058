import { surfaceName } from '../ui/surface-name.ts';

/** What a group of totals is of; a field is null where totals are not grouped by it, or have none. */
export interface GroupFields {
  readonly program: string | null;
  readonly model: string | null;
  readonly keyName: string | null;
  readonly surface: string | null;
  readonly surfaceName: string | null;
  readonly errorCode: string | null;
  readonly effort: string | null;
}

/** Something that totals can be grouped by, and a filter can select. */
export interface Dimension {
  /** Its name in the address. */
  readonly name: string;
  readonly title: string;
  /** The gateway's name for it as a group. */
  readonly groupBy: 'PROGRAM' | 'MODEL' | 'KEY' | 'SURFACE' | 'ERROR_CODE' | 'EFFORT';
  /** The gateway's name for it in a filter, and in a group. */
  readonly field: Exclude<keyof GroupFields, 'surfaceName'>;
  /** What stands for a group without a value. */
  readonly none: string;
}

/** The dimensions to choose from. The page starts with the first one. */
export const dimensions: readonly [Dimension, ...Dimension[]] = [
  { name: 'program', title: 'Program', groupBy: 'PROGRAM', field: 'program', none: 'Unnamed' },
  { name: 'model', title: 'Model', groupBy: 'MODEL', field: 'model', none: 'Unknown' },
  { name: 'key', title: 'API key', groupBy: 'KEY', field: 'keyName', none: 'No key' },
  { name: 'surface', title: 'API', groupBy: 'SURFACE', field: 'surface', none: 'Unknown' },
  { name: 'error', title: 'Error', groupBy: 'ERROR_CODE', field: 'errorCode', none: 'No error' },
  { name: 'effort', title: 'Effort', groupBy: 'EFFORT', field: 'effort', none: 'None' },
];

/** The dimension that an address names; the first where it names none. */
export function dimensionOf(name: string | null): Dimension {
  return dimensions.find((each) => each.name === name) ?? dimensions[0];
}

/** The name of a value for people. */
export function valueTitle({ field }: Dimension, value: string): string {
  return field === 'surface' ? surfaceName(value) : value;
}

/** The filters that an address has, by the gateway's names. */
export function filterOf(query: URLSearchParams): Readonly<Record<string, string>> {
  const given = dimensions.flatMap(({ name, field }) => {
    const value = query.get(name);
    return value === null || value === '' ? [] : [[field, value] as const];
  });
  return Object.fromEntries(given);
}
