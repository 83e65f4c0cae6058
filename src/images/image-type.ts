import type { Buffer } from 'node:buffer';

/** The formats that OpenAI takes, each with how its files begin, read as latin1. */
const signatures: readonly (readonly [type: string, beginning: RegExp])[] = [
  ['image/png', /^\x89PNG\r\n/],
  ['image/jpeg', /^\xFF\xD8\xFF/],
  ['image/gif', /^GIF8/],
  ['image/webp', /^RIFF.{4}WEBP/s],
];

/** How many bytes tell the type. */
export const signatureLength = 12;

/** The media type of an image by its first bytes; undefined for any other format than PNG, JPEG, GIF and WebP. */
export function imageTypeOf(data: Buffer): string | undefined {
  const beginning = data.toString('latin1', 0, signatureLength);
  return signatures.find(([, signature]) => signature.test(beginning))?.[0];
}
