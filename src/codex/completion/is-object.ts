import type { JsonObject } from './tools.ts';

/** Whether a value that JSON may have is an object: neither a list nor null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
