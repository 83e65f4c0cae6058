import { expect, it } from 'vitest';
import { makeFolder } from '../../src/util/make-folder.ts';

it('a folder below /proc is refused at once, where Node would try for good', async () => {
  await expect(makeFolder('/proc/nope/deep')).rejects.toMatchObject({ code: 'ENOENT' });
});
