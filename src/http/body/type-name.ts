/** The type of a JSON value, for an error message: `an array`, `a string`, `null`. */
export function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'number') return numberName(value);
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function numberName(value: number): string {
  if (!Number.isFinite(value)) return 'a number too large';
  return Number.isInteger(value) ? 'an integer' : 'a decimal';
}
