import { Buffer } from 'node:buffer';
import { z } from 'zod';
import { addFault, invalid } from '../validation/faults.ts';
import { isRemote } from '../../images/inline-images.ts';
import type { Fault } from '../validation/faults.ts';

const header = /^data:image\/[\w.+-]+(?:;[\w=.+-]+)*;base64,/i;
/** Longer than any real header; keeps the pattern off the picture itself. */
const maxHeaderLength = 256;

/** How files of the formats that OpenAI takes begin: PNG, JPEG, GIF, WebP. */
const signatures = [/^\x89PNG\r\n/, /^\xFF\xD8\xFF/, /^GIF8/, /^RIFF.{4}WEBP/s];
const signatureLength = 12;

const notBase64 = invalid(
  'expected an image as a base64 data URL, such as data:image/png;base64,iVBORw0KGgo...',
);

const malformed = invalid('expected a valid URL.');

const notAnImage = invalid('unsupported image. Supported formats are png, jpeg, gif, and webp.');

/**
 * A picture as a base64 `data:` URL, or the http(s) URL of one, which is fetched later as Codex takes
 * inline ones only. What is no picture is refused here, because Codex puts a remark of its own into
 * the conversation in its place.
 */
export const imageUrl = z.string().superRefine((url, ctx) => {
  const fault = faultIn(url);
  if (fault) addFault(ctx, fault);
});

function faultIn(url: string): Fault | undefined {
  if (isRemote(url)) return URL.canParse(url) ? undefined : malformed;
  const [start] = header.exec(url.slice(0, maxHeaderLength)) ?? [];
  if (start === undefined) return notBase64;
  const data = url.slice(start.length);
  if (!isBase64(data)) return notBase64;
  const beginning = Buffer.from(data.slice(0, (signatureLength / 3) * 4), 'base64');
  const isImage = signatures.some((signature) => signature.test(beginning.toString('latin1')));
  return isImage ? undefined : notAnImage;
}

function isBase64(data: string): boolean {
  const padding = data.indexOf('=');
  const isPadded = padding === -1 || /^={1,2}$/.test(data.slice(padding));
  return data.length % 4 === 0 && isPadded && !/[^A-Za-z0-9+/=]/.test(data);
}
