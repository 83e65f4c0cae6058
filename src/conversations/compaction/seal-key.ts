import { randomBytes } from 'node:crypto';
import { chmod } from 'node:fs/promises';
import { readText } from '../../util/read-text.ts';
import { replaceFile } from '../../util/replace-file.ts';
import { setAside } from '../../util/set-aside.ts';
import { errorCode } from '../../util/error-code.ts';

/** Bytes of a key of AES-256. */
const keyLength = 32;

/**
 * The key in that file, which is made where there is none: 256 random bits that this user alone can
 * read. A file that holds no key is set aside; tokens that were sealed with it cannot be opened any
 * more. Rejects with the error of the file system.
 */
export async function openSealKey(file: string): Promise<Buffer> {
  const known = await readKey(file);
  if (known?.length === keyLength) {
    await chmod(file, 0o600);
    return known;
  }
  if (known !== null) await setAside(file, 'corrupt');
  const key = randomBytes(keyLength);
  await replaceFile(file, `${key.toString('hex')}\n`);
  return key;
}

async function readKey(file: string): Promise<Buffer | null> {
  try {
    return Buffer.from((await readText(file)).trim(), 'hex');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}
