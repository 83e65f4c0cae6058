import { describe, expect, it } from 'vitest';
import { queryOf } from '../../src/rest/openai/lists/query.ts';

describe('the query of a URL', () => {
  it('has numbers and booleans where the API has them, and text elsewhere', () => {
    expect(queryOf('/v1/x?limit=7&starting_after=12&stream=true&after=12&model=true')).toEqual({
      limit: 7,
      starting_after: 12,
      stream: true,
      after: '12',
      model: 'true',
    });
    expect(queryOf('/v1/x?stream=yes&starting_after=x&include_obfuscation=false')).toEqual({
      stream: 'yes',
      starting_after: 'x',
      include_obfuscation: false,
    });
  });

  it.each([
    ['in brackets', 'include[]=a&include[]=b'],
    ['in encoded brackets', 'include%5B%5D=a&include%5B%5D=b'],
    ['with indexes', 'include[0]=a&include[1]=b'],
    ['repeated', 'include=a&include=b'],
  ])('has the values of a list that comes %s', (_, query) => {
    expect(queryOf(`/v1/x?${query}`)).toEqual({ include: ['a', 'b'] });
  });
});
