import type { Random } from '../fuzz/random.ts';

/** A place in a JSON value. */
type Path = readonly (string | number)[];

/** Values that stand where none of their type should. */
const strays: readonly unknown[] = [
  null,
  true,
  -1,
  1e300,
  '',
  'x'.repeat(100_000),
  [],
  [null],
  {},
  { type: 'constructor' },
  { toString: null, length: -1 },
];

/**
 * A copy of a message with one thing wrong in it: a member that is missing, of another type, or of
 * another value. What is in `fixed` stays, wherever it stands.
 */
export function mutated(message: object, random: Random, fixed: ReadonlySet<string>): object {
  const copy: object = structuredClone(message);
  const paths = pathsIn(copy).filter((path) => !fixed.has(String(path.at(-1))));
  const path = random.pick(paths);
  const holder = path.slice(0, -1).reduce((value, key) => memberOf(value, key), copy);
  const last = path.at(-1) ?? '';
  if (random.chance(25)) Reflect.deleteProperty(holder, last);
  else Reflect.set(holder, last, random.pick(strays));
  return copy;
}

function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [
    [...path, key],
    ...pathsIn(member, [...path, key]),
  ]);
}

function memberOf(value: object, key: string | number): object {
  return Object(Reflect.get(value, key));
}
