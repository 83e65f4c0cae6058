import { createHash } from 'node:crypto';

const digestLength = 16;

/**
 * Tells clients apart by the key in their credentials (`Bearer KEY`), without keeping the key: the
 * first 16 hex digits of its SHA-256, or '' where there is none.
 */
export function digestCredentials(credentials: string | null | undefined): string {
  const [, key] = /^bearer +(.+)$/i.exec(credentials ?? '') ?? [];
  if (key === undefined) return '';
  return createHash('sha256').update(key).digest('hex').slice(0, digestLength);
}
