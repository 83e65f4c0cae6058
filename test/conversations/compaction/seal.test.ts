import { mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSealKey } from '../../../src/conversations/compaction/seal-key.ts';
import { createSeal, isSealed } from '../../../src/conversations/compaction/seal.ts';

const key = Buffer.alloc(32, 7);

describe('a sealed token', () => {
  it('holds its text, which cannot be read in it', () => {
    const token = createSeal(key).close('Grüße, 你好 😀');
    expect(isSealed(token)).toBe(true);
    expect(token).toMatch(/^codex-serve-1\.[\w-]+$/);
    expect(Buffer.from(token.slice(14), 'base64url').toString()).not.toContain('Gr');
    expect(createSeal(Buffer.from(key)).open(token)).toBe('Grüße, 你好 😀');
  });

  it('never looks the same twice', () => {
    const seal = createSeal(key);
    expect(seal.close('the same')).not.toBe(seal.close('the same'));
  });

  it('cannot be opened after a change of any of its characters', () => {
    const seal = createSeal(key);
    const token = seal.close('a text');
    // The last character holds unused bits, which decode to nothing.
    for (let index = 0; index < token.length - 1; index += 1) {
      const other = token[index] === 'A' ? 'B' : 'A';
      expect(seal.open(token.slice(0, index) + other + token.slice(index + 1))).toBeNull();
    }
  });

  it.each(['', 'codex-serve-1.', 'codex-serve-1.AAAA', 'gAAAAABpM0Yj-', 'codex-serve-1.😀'])(
    'is not %j',
    (token) => {
      expect(createSeal(key).open(token)).toBeNull();
    },
  );

  it('cannot be opened with another key, nor when it is cut', () => {
    const token = createSeal(key).close('a text');
    expect(createSeal(Buffer.alloc(32, 8)).open(token)).toBeNull();
    for (let length = 0; length < token.length - 1; length += 1) {
      expect(createSeal(key).open(token.slice(0, length))).toBeNull();
    }
  });
});

describe('the key of the seal', () => {
  async function folder(): Promise<string> {
    return await mkdtemp(path.join(tmpdir(), 'seal-key-'));
  }

  it('is made once, in a file that its owner alone can read', async () => {
    const file = path.join(await folder(), 'seal-key');
    const made = await openSealKey(file);
    expect(made).toHaveLength(32);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await openSealKey(file)).toEqual(made);
  });

  it.each(['', 'no key', 'abcd', 'f'.repeat(66)])(
    'replaces %j, and keeps it aside',
    async (text) => {
      const home = await folder();
      const file = path.join(home, 'seal-key');
      await writeFile(file, text);
      const made = await openSealKey(file);
      expect(made).toHaveLength(32);
      expect(await openSealKey(file)).toEqual(made);
      const aside = (await readdir(home)).find((name) => name.includes('corrupt')) ?? '';
      expect(await readFile(path.join(home, aside), 'utf8')).toBe(text);
    },
  );
});
