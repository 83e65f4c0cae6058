import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';

/** Makes what undoes a `Content-Encoding`, given the first bytes of the body. */
export type CreateDecoder = (first: Buffer) => Transform;

/** Bytes that a decoder gives at a time. */
const chunkSize = 64 * 1024;

const decoders: ReadonlyMap<string, CreateDecoder> = new Map([
  ['gzip', () => createGunzip({ chunkSize })],
  ['x-gzip', () => createGunzip({ chunkSize })],
  ['deflate', inflate],
  ['br', () => createBrotliDecompress({ chunkSize })],
]);

/** Null for a body that is sent as it is, undefined for an encoding that is not known. */
export function decoderFor(contentEncoding: string | undefined): CreateDecoder | null | undefined {
  const encoding = contentEncoding?.trim().toLowerCase() ?? '';
  return encoding === '' || encoding === 'identity' ? null : decoders.get(encoding);
}

/** Clients send `deflate` with and without zlib's header, whose first byte ends in an 8. */
function inflate(first: Buffer): Transform {
  const hasHeader = ((first[0] ?? 0) & 0x0f) === 8;
  return hasHeader ? createInflate({ chunkSize }) : createInflateRaw({ chunkSize });
}
