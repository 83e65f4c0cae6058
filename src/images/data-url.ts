import { Buffer } from 'node:buffer';
import { imageTypeOf, signatureLength } from './image-type.ts';

/** The content of a `data:` URL: a picture, something else, or data that cannot be decoded. */
export type InlineImage =
  | { readonly kind: 'image'; readonly dataUrl: string }
  | { readonly kind: 'unsupported' }
  | { readonly kind: 'malformed' };

const header = /^\s*data:image\/[\w.+-]+(?:;[\w=.+-]+)*;base64,/i;
/** Longer than any real header; keeps the pattern off the picture itself. */
const maxHeaderLength = 256;

/**
 * Reads an inline picture, `data:image/png;base64,…`. Accepts what decoders commonly do and Codex
 * does not: line breaks and blanks in the data (RFC 2045, 6.8), percent-encoding (RFC 2397), the URL
 * alphabet and data without padding (RFC 4648, 5). The result has none of these. Only the first bytes of
 * the picture are read.
 */
export function readInlineImage(url: string): InlineImage {
  const [start] = header.exec(url.slice(0, maxHeaderLength)) ?? [];
  if (start === undefined) return { kind: 'malformed' };
  const sent = url.slice(start.length);
  const data = canonicalBase64(sent);
  if (data === undefined) return { kind: 'malformed' };
  const beginning = Buffer.from(data.slice(0, (signatureLength / 3) * 4), 'base64');
  if (imageTypeOf(beginning) === undefined) return { kind: 'unsupported' };
  // V8 copies a concatenated string on its first read.
  const isUnchanged = data === sent && start === start.trim();
  return { kind: 'image', dataUrl: isUnchanged ? url : start.trim() + data };
}

/** Base64 in its canonical alphabet with padding; undefined if the text is not base64. */
function canonicalBase64(text: string): string | undefined {
  if (isCanonical(text)) return text;
  const decoded = text.includes('%') ? percentDecoded(text) : text;
  const bare = decoded.replaceAll(/\s+/g, '').replaceAll('-', '+').replaceAll('_', '/');
  const padded = bare.includes('=') ? bare : bare + '='.repeat((4 - (bare.length % 4)) % 4);
  return isCanonical(padded) ? padded : undefined;
}

function percentDecoded(text: string): string {
  return text.replaceAll(/%([\da-f]{2})/gi, (_, hex: string) =>
    String.fromCodePoint(Number.parseInt(hex, 16)),
  );
}

function isCanonical(data: string): boolean {
  const padding = data.indexOf('=');
  const isPadded = padding === -1 || /^={1,2}$/.test(data.slice(padding));
  return data.length % 4 === 0 && isPadded && !/[^A-Za-z0-9+/=]/.test(data);
}
