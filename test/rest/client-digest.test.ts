import { expect, it } from 'vitest';
import { clientDigest } from '../../src/rest/http/client-digest.ts';

const digestOf = (authorization?: string): string =>
  clientDigest({ headers: { ...(authorization !== undefined && { authorization }) } });

it('tells clients apart by their keys, and shows no key', () => {
  // The first 16 hex digits that `printf %s secret | sha256sum` prints.
  expect(digestOf('Bearer secret')).toBe('2bb80d537b1da3e3');
  expect(digestOf('bearer  secret')).toBe(digestOf('Bearer secret'));
  expect(digestOf('Bearer other')).not.toBe(digestOf('Bearer secret'));
});

it.each([undefined, '', 'Bearer', 'Basic c2VjcmV0'])('is empty for %s', (authorization) => {
  expect(digestOf(authorization)).toBe('');
});
