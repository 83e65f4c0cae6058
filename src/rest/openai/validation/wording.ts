import { typeName } from '../../../http/body/type-name.ts';
import { textStart } from '../../../util/cut-text.ts';

const maxShown = 80;
const list = new Intl.ListFormat('en', { type: 'conjunction' });

/** A value for an error message: strings in single quotes, cut where long; objects by their type. */
export function show(value: unknown): string {
  if (typeof value === 'string') {
    return value.length > maxShown ? `'${textStart(value, maxShown)}...'` : `'${value}'`;
  }
  if (
    Array.isArray(value) &&
    value.length <= 4 &&
    value.every((item) => typeof item === 'string')
  ) {
    return `[${value.map(show).join(', ')}]`;
  }
  return typeof value === 'object' && value !== null ? typeName(value) : String(value);
}

/** `'low', 'medium', and 'high'`. */
export function showAll(values: Iterable<unknown>): string {
  return list.format(Array.from(values, show));
}

/** A path as clients write it: `messages[0].content`. Empty for the body itself. */
export function showPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((shown, key) => {
    if (typeof key === 'number') return `${shown}[${key}]`;
    return shown === '' ? String(key) : `${shown}.${String(key)}`;
  }, '');
}
