import { isObject } from './is-object.ts';
import type { JsonObject } from './tools.ts';

/** A text; empty for any other value. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A count that is not negative; 0 for any other value. */
export function countOf(value: unknown): number {
  return typeof value === 'number' && value > 0 ? value : 0;
}

/** A JSON object; empty for any other value. */
export function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

/** The JSON objects of a list; none for any other value. */
export function objectsOf(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The texts of a list; none for any other value. */
export function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
