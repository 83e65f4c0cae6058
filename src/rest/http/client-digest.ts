import type { Request } from 'express';
import { digestCredentials } from '../../codex/completion/client-digest.ts';

/** Tells clients apart by the key that they send as a bearer token; '' where there is none. */
export function clientDigest({ headers }: Pick<Request, 'headers'>): string {
  return digestCredentials(headers.authorization);
}
