import { isObject } from './is-object.ts';
import type { JsonObject } from './tools.ts';

/** A text; empty for any other value. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** More than anything that is counted. The sum of a million of them is a whole number of 64 bits. */
const maxCount = 2 ** 42;

/** A whole count from 0 to 2^42: a fraction is cut off, and 0 stands for any other value. */
export function countOf(value: unknown): number {
  return typeof value === 'number' && value > 0 ? Math.min(Math.floor(value), maxCount) : 0;
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
