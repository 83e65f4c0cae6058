import { randomUUID } from 'node:crypto';

/** A new random id with that prefix, which includes its separator: `resp_` and 32 hexadecimal digits. */
export function newId(prefix: string): string {
  return prefix + randomUUID().replaceAll('-', '');
}
