import { describe, expect, it } from 'vitest';
import { readListing } from '../../src/codex/engine/direct/models/listing.ts';
import { codexForm } from './model-forms.ts';

describe('a list of models', () => {
  const ids = (answer: unknown): unknown =>
    readListing(JSON.stringify(answer))?.map(({ id }) => id);

  it.each([
    [{ object: 'list', data: [{ id: 'a' }, { id: 'b' }] }, ['a', 'b']],
    [{ models: [{ slug: 'a' }, { slug: 'b' }] }, ['a', 'b']],
    [[{ id: 'a' }], ['a']],
    [{ data: [{ id: 'a' }, { id: 'a' }, { id: '' }, { id: 3 }, null, 'c', {}] }, ['a']],
    [{ data: [] }, undefined],
    [{ data: null, models: [{ slug: 'a' }] }, ['a']],
    [{ data: 'a' }, undefined],
    [{ error: { message: 'no' } }, undefined],
    [null, undefined],
    ['a', undefined],
  ])('is read in each form: %j', (answer, expected) => {
    expect(ids(answer)).toEqual(expected);
  });

  it('tells what the service says of a model', () => {
    const more = { name: 'Big', description: 'Large.', context_length: 32_000 };
    expect(readListing(JSON.stringify({ data: [{ id: 'vendor/big', ...more }] }))).toMatchObject([
      { displayName: 'Big', description: 'Large.', contextWindow: 32_000, isDescribed: false },
    ]);
    expect(readListing(JSON.stringify({ models: [codexForm] }))).toMatchObject([
      {
        id: 'deep-thought',
        displayName: 'Deep Thought',
        efforts: [{ effort: 'low', description: 'Quick.' }],
        defaultEffort: 'low',
        inputModalities: ['text'],
        contextWindow: 128_000,
        isDescribed: true,
      },
    ]);
  });

  it('is refused where it is no JSON', () => {
    expect(readListing('<html>')).toBe(null);
  });
});
