import { expect, it } from 'vitest';
import { identifyAnyone } from '../../src/codex/completion/client.ts';

const idOf = (credentials?: string): string | undefined => identifyAnyone(credentials, null)?.id;

it('tells clients apart by their keys, and shows no key', () => {
  // The first 16 hex digits that `printf %s secret | sha256sum` prints.
  expect(idOf('Bearer secret')).toBe('2bb80d537b1da3e3');
  expect(idOf('bearer  secret')).toBe(idOf('Bearer secret'));
  expect(idOf('Bearer other')).not.toBe(idOf('Bearer secret'));
});

it.each([undefined, '', 'Bearer', 'Basic c2VjcmV0'])('has no id for %s', (credentials) => {
  expect(idOf(credentials)).toBe('');
});

it('keeps the beginning of what a program calls itself', () => {
  expect(identifyAnyone(undefined, 'x'.repeat(1000))?.userAgent).toBe('x'.repeat(256));
  expect(identifyAnyone(undefined, undefined)?.userAgent).toBeNull();
});
