import type { Request } from 'express';
import { CancelledError, CodexServeError, InvalidRequestError } from '../../errors/errors.ts';

/**
 * The error of Express or its body parser in this program's terms; undefined for any other, which
 * is then ours to mask.
 */
export function fromHttpError(error: unknown, req: Request): CodexServeError | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof URIError) return malformedUrl(req, error);
  const type = 'type' in error ? error.type : undefined;
  switch (type) {
    case 'entity.parse.failed':
      return new InvalidRequestError(
        'invalid_request',
        'We could not parse the JSON body of your request. The API expects a JSON object, but what was sent is not valid JSON.',
        { cause: error },
      );
    case 'entity.too.large':
      return new CodexServeError(
        'payload_too_large',
        `The request body is too large. Expected at most ${'limit' in error ? String(error.limit) : '0'} bytes.`,
        { cause: error },
      );
    case 'charset.unsupported':
    case 'encoding.unsupported':
      return new CodexServeError(
        'unsupported_media_type',
        type === 'charset.unsupported'
          ? 'Unsupported charset of the request body. Send UTF-8.'
          : 'Unsupported Content-Encoding of the request body. Send it plain, or as gzip, deflate or br.',
        { cause: error },
      );
    case 'request.aborted':
      return new CancelledError('The client went away while sending its request.');
    default:
      return 'expose' in error && error.expose === true ? unreadable(error) : undefined;
  }
}

function malformedUrl(req: Request, cause: Error): CodexServeError {
  return new InvalidRequestError(
    'invalid_request',
    `Invalid URL (${req.method} ${pathOf(req)}): its percent-encoding is malformed.`,
    { cause },
  );
}

function unreadable(cause: Error): CodexServeError {
  return new InvalidRequestError('invalid_request', 'The request body could not be read.', {
    cause,
  });
}

/** The path as the client sent it, without the query. */
export function pathOf(req: Request): string {
  return req.originalUrl.split('?', 1)[0] ?? '';
}
