import { createHash } from 'node:crypto';
import type { Request } from 'express';

const digestLength = 16;

/**
 * Tells clients apart by the key that they send as a bearer token, without keeping the key: the
 * first 16 hex digits of its SHA-256, or '' where there is none.
 */
export function clientDigest({ headers }: Pick<Request, 'headers'>): string {
  const [, key] = /^bearer +(.+)$/i.exec(headers.authorization ?? '') ?? [];
  if (key === undefined) return '';
  return createHash('sha256').update(key).digest('hex').slice(0, digestLength);
}
