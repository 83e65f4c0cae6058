import type { Request } from 'express';
import { pathOf } from './path-of.ts';
import { InvalidRequestError, type CodexServeError } from '../../errors/errors.ts';

/** An error of Express in this program's terms; undefined for any other, which must be masked. */
export function fromHttpError(error: unknown, req: Request): CodexServeError | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof URIError) return malformedUrl(req, error);
  return 'expose' in error && error.expose === true ? unreadable(error) : undefined;
}

function malformedUrl(req: Request, cause: Error): CodexServeError {
  return new InvalidRequestError(
    'invalid_request',
    `Invalid URL (${req.method} ${pathOf(req)}): its percent-encoding is malformed.`,
    { cause },
  );
}

function unreadable(cause: Error): CodexServeError {
  return new InvalidRequestError('invalid_request', 'The request could not be read.', {
    cause,
  });
}
