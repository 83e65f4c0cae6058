import { expect, it } from 'vitest';
import { isUnknownOwner, toCallerId } from '../../src/http/access/old-caller-ids.ts';

const idOf = toCallerId([
  { name: 'alice', key: 'secret' },
  { name: 'bob', key: 'other-secret' },
]);

it('finds the holder of a key by the digest of its secret', () => {
  // The first 16 hex digits that `printf %s secret | sha256sum` prints.
  expect(idOf('2bb80d537b1da3e3')).toBe('key:alice');
  expect(isUnknownOwner(idOf('2bb80d537b1da3e3'))).toBe(false);
});

it('takes a caller without a key for a local one', () => {
  expect(idOf('')).toBe('local');
  expect(toCallerId([])('')).toBe('local');
});

it.each(['local', 'admin', 'key:alice', 'key:2bb80d537b1da3e3', 'origin:http://localhost:5173'])(
  'leaves %j as it is',
  (id) => {
    expect(idOf(id)).toBe(id);
    expect(isUnknownOwner(id)).toBe(false);
  },
);

it('leaves the digest of an unknown key as it is, and tells that its owner is unknown', () => {
  for (const id of ['81b637d8fcd2c6da', '0000000000000000']) {
    expect(idOf(id)).toBe(id);
    expect(toCallerId([])(id)).toBe(id);
    expect(isUnknownOwner(id)).toBe(true);
  }
});
