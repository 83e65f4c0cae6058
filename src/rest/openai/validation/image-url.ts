import { z } from 'zod';
import { readInlineImage } from '../../../images/data-url.ts';
import { isRemote } from '../../../images/inline-images.ts';
import { addFault, invalid } from './faults.ts';

const notBase64 = invalid(
  'expected an image as a base64 data URL, such as data:image/png;base64,iVBORw0KGgo...',
);

const malformed = invalid('expected a valid URL.');

const notAnImage = invalid('unsupported image. Supported formats are png, jpeg, gif, and webp.');

/**
 * A picture as a base64 `data:` URL, or the http(s) URL of one, which is fetched later as Codex takes
 * inline ones only. Anything else is refused here, because Codex replaces it by a remark of its own.
 */
export const imageUrl = z.string().transform((url, ctx) => {
  if (isRemote(url)) {
    if (!URL.canParse(url)) addFault(ctx, malformed);
    return url;
  }
  const image = readInlineImage(url);
  if (image.kind === 'image') return image.dataUrl;
  addFault(ctx, image.kind === 'malformed' ? notBase64 : notAnImage);
  return z.NEVER;
});
