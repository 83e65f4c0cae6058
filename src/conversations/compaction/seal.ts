import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Seals texts with one key. What it sealed nobody else can read, and nobody can change. */
export interface Seal {
  /** A token that holds the text. */
  close(text: string): string;
  /** The text of a token of this key; null for any other token, and for one that was changed. */
  open(token: string): string | null;
}

/** With what every token begins. None of the service's own does. */
const prefix = 'codex-serve-1.';

const algorithm = 'aes-256-gcm';

/** Bytes of what is new in each token (NIST SP 800-38D, 8.2.2). */
const nonceLength = 12;

/** Bytes by which a change is noticed. */
const tagLength = 16;

/** Whether a text has the form of a gateway's token. */
export function isSealed(token: string): boolean {
  return token.startsWith(prefix);
}

/** @param key 32 bytes. */
export function createSeal(key: Buffer): Seal {
  return {
    close(text) {
      const nonce = randomBytes(nonceLength);
      const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagLength });
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return prefix + Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
    },
    open(token) {
      if (!isSealed(token)) return null;
      const bytes = Buffer.from(token.slice(prefix.length), 'base64url');
      const [nonce, tag, body] = [
        bytes.subarray(0, nonceLength),
        bytes.subarray(nonceLength, nonceLength + tagLength),
        bytes.subarray(nonceLength + tagLength),
      ];
      try {
        const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagLength });
        decipher.setAuthTag(tag);
        return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
      } catch {
        return null;
      }
    },
  };
}
