import { expect, it } from 'vitest';
import { bearerKey } from '../../src/http/access/credentials.ts';
import { identifyAnyone } from '../../src/http/access/identify-anyone.ts';

const idOf = (...keys: readonly string[]): string => identifyAnyone({ keys }).id;

it('tells clients apart by their keys, and shows no key', () => {
  // The first 16 hex digits that `printf %s secret | sha256sum` prints.
  expect(idOf('secret')).toBe('2bb80d537b1da3e3');
  expect(idOf('secret', 'other')).toBe(idOf('secret'));
  expect(idOf('other')).not.toBe(idOf('secret'));
  expect(idOf()).toBe('');
});

it.each([
  ['Bearer secret', 'secret'],
  ['bearer  secret', 'secret'],
  ['', undefined],
  ['Bearer', undefined],
  ['Basic c2VjcmV0', undefined],
])('finds in the credentials %j the key %j', (credentials, key) => {
  expect(bearerKey(credentials)).toBe(key);
});

it('keeps the beginning of what a program calls itself', () => {
  expect(identifyAnyone({ keys: [], userAgent: 'x'.repeat(1000) }).program).toBe('x'.repeat(256));
  expect(identifyAnyone({ keys: [] }).program).toBeNull();
});
