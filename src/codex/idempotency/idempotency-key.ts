import { createHash } from 'node:crypto';
import { InvalidRequestError } from '../../errors/errors.ts';
import { canonicalJson } from '../completion/canonical-json.ts';
import type { IdempotencyKey } from '../completion/request.ts';

/** Maximum length of a key, in characters. */
const maxKeyLength = 255;

/**
 * A digest of a caller's key, of constant length. Throws `InvalidRequestError` for a key that is
 * empty or too long.
 */
export function keyDigest(caller: string, { key }: IdempotencyKey): string {
  if (key === '' || key.length > maxKeyLength) {
    throw invalid(`The idempotency key must hold 1 to ${maxKeyLength} characters.`);
  }
  return digest(JSON.stringify([caller, key]));
}

/**
 * A digest of the request body, to detect different requests under one key. Ignores the order of
 * members. Throws `InvalidRequestError` for a body that is nested too deeply for the stack.
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
