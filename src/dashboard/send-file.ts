import type { Request, Response } from 'express';
import type { BuiltFile } from './built-files.ts';
import { contentCoding, type ContentCoding } from './content-coding.ts';

/**
 * Answers a GET or HEAD with a file, in the form that the client prefers, or with 304 where the client
 * has that form. A browser asks again for a file whose name stays when its content changes, and keeps any
 * other for good.
 */
export function sendFile(req: Request, res: Response, file: BuiltFile): void {
  const coding = contentCoding(req.get('accept-encoding'), (each) => file.forms.has(each));
  res.vary('accept-encoding');
  res.set({
    etag: etagOf(file, coding),
    'cache-control': file.isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
  });
  if (req.fresh) {
    res.status(304).end();
    return;
  }
  if (coding !== 'identity') res.set('content-encoding', coding);
  res.type(file.extension).send(file.forms.get(coding));
}

/** Each form has its own: a strong ETag stands for the bytes that are sent (RFC 9110, 8.8.3). */
function etagOf({ digest }: BuiltFile, coding: ContentCoding): string {
  return coding === 'identity' ? `"${digest}"` : `"${digest}-${coding}"`;
}
