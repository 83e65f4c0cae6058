import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { chmod, link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder } from '../../util/make-folder.ts';
import { errorCode } from '../../util/error-code.ts';

/** No other key has this form, so that none of them makes the gateway read the file. */
const shape = /^csa-[\w-]{43}$/;

/** The token can be neither read nor made; the message is one line that names the file. */
export class AdminTokenError extends Error {
  override readonly name = 'AdminTokenError';
}

/** Whether a key is the current admin token. */
export type IsAdminToken = (key: string) => boolean;

/** Whether a key has the form of an admin token, be it a valid one, an old one or another home's. */
function hasTokenForm(key: string): boolean {
  return shape.test(key);
}

/**
 * Compares keys with the token below `--home`. The file is read for each key of the token's form, so
 * that a renewed token counts at once, and the old one no more.
 */
export function adminTokenIn(home: string): IsAdminToken {
  const file = fileIn(home);
  return (key) => {
    if (!hasTokenForm(key)) return false;
    try {
      const token = readFileSync(file, 'utf8').trim();
      // Digests are compared in constant time.
      return shape.test(token) && timingSafeEqual(digest(key), digest(token));
    } catch {
      return false;
    }
  };
}

/**
 * The admin token, made where there is none: 256 random bits in a file below `--home` that this user
 * alone can read. All gateways with that home have the same one. Rejects with `AdminTokenError`.
 */
export async function readAdminToken(home: string): Promise<string> {
  return await naming(fileIn(home), async () => await readOrMake(home));
}

async function readOrMake(home: string): Promise<string> {
  const file = fileIn(home);
  const known = await readFile(file, 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  });
  if (known === null) return await makeToken(home, placeNew);
  if (!shape.test(known.trim())) return await makeToken(home, rename);
  await chmod(file, 0o600);
  return known.trim();
}

/**
 * Puts a new token in place of the old one, which no running gateway accepts from then on. Rejects
 * with `AdminTokenError`.
 */
export async function renewAdminToken(home: string): Promise<string> {
  return await naming(fileIn(home), async () => await makeToken(home, rename));
}

async function naming<T>(file: string, access: () => Promise<T>): Promise<T> {
  try {
    return await access();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const isFull = errorCode(error) === 'ENOSPC' || errorCode(error) === 'EDQUOT';
    const remedy = `${isFull ? 'free some space, or ' : ''}choose a folder of yours with --home`;
    throw new AdminTokenError(`${file} cannot be read or written (${reason}); ${remedy}`, {
      cause: error,
    });
  }
}

async function makeToken(
  home: string,
  place: (temporary: string, file: string) => Promise<void>,
): Promise<string> {
  const file = fileIn(home);
  const token = `csa-${randomBytes(32).toString('base64url')}`;
  const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  await makeFolder(home);
  try {
    await writeFile(temporary, `${token}\n`, { mode: 0o600, flag: 'wx' });
    await place(temporary, file);
  } finally {
    await rm(temporary, { force: true });
  }
  return (await readFile(file, 'utf8')).trim();
}

/** Of two programs that make the first token at once, both get the one that came first. */
async function placeNew(temporary: string, file: string): Promise<void> {
  try {
    await link(temporary, file);
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return;
    // A file system without hard links.
    await rename(temporary, file);
  }
}

function fileIn(home: string): string {
  return path.join(home, 'admin-token');
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
