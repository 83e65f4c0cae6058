import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { errorsDocument } from '../../scripts/errors-document.ts';

describe('docs/errors.md', () => {
  it('is what the error table says', async () => {
    const file = await readFile(new URL('../../docs/errors.md', import.meta.url), 'utf8');
    expect(file).toBe(errorsDocument());
  });
});
