import { createHash } from 'node:crypto';
import { InvalidRequestError } from '../../errors/errors.ts';
import { canonicalJson } from '../completion/canonical-json.ts';
import type { IdempotencyKey } from '../completion/request.ts';

/** Characters of a key, at most. */
const maxKeyLength = 255;

/**
 * Names a caller's key, in a size that does not depend on it. Throws `InvalidRequestError` for a key
 * that is empty or too long.
 */
export function keyDigest(caller: string, { key }: IdempotencyKey): string {
  if (key === '' || key.length > maxKeyLength) {
    throw invalid(`The idempotency key must hold 1 to ${maxKeyLength} characters.`);
  }
  return digest(JSON.stringify([caller, key]));
}

/**
 * Tells apart what clients ask for under one key. The order of the members does not count. Throws
 * `InvalidRequestError` for a body that is nested beyond the stack.
 */
export function bodyDigest({ body }: IdempotencyKey): string {
  try {
    return digest(canonicalJson(body));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw invalid('The request is nested too deeply for an idempotency key.');
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

function invalid(message: string): InvalidRequestError {
  return new InvalidRequestError('invalid_value', message, { param: 'idempotency_key' });
}
