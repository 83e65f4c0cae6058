import type { ErrorRequestHandler, Request, Response } from 'express';
import { errorRow } from '../../errors/error-table.ts';
import { toCodexServeError, type CodexServeError } from '../../errors/errors.ts';
import type { OwnerOf } from '../surface-list.ts';
import type { ErrorAnswer, SurfaceDoor } from '../surface.ts';
import { noteFacts } from '../request-facts.ts';
import { fromHttpError } from './http-errors.ts';

/**
 * The last handler of the application: sends every failure, those of the guards included, in the
 * format of the surface that owns the path. An unexpected error is logged and shown as a
 * bare `internal_error`. Where an answer has begun its connection is closed, since a status can no
 * longer be sent.
 *
 * @param refused Gets every error that a request is answered with.
 */
export function sendErrors(
  ownerOf: OwnerOf<SurfaceDoor>,
  refused: (req: Request, error: CodexServeError) => void = () => {},
): ErrorRequestHandler {
  return (error: unknown, req, res, _next) => {
    const shown = toShownError(error, req);
    refused(req, shown);
    if (res.headersSent) res.destroy();
    else send(res, ownerOf(req.path).errorFormat(shown, requestIdOf(req)));
  };
}

/** The error as a client may see it, logged where it is this program's or Codex's fault. */
export function toShownError(error: unknown, req: Request): CodexServeError {
  const shown = fromHttpError(error, req) ?? toCodexServeError(error);
  noteFacts(req, { code: shown.code, ...(shown.param !== null && { param: shown.param }) });
  if (errorRow(shown.code).status >= 500) {
    req.log.error(
      {
        code: shown.code,
        err: shown.code === 'internal_error' ? (shown.cause ?? shown) : shown,
      },
      'request failed',
    );
  }
  return shown;
}

/**
 * The headers that steer an SDK's retries: `x-should-retry` where the error decides, `retry-after` in
 * whole seconds, rounded up, and `retry-after-ms`, exact.
 */
export function retryHeaders({ code, retryAfterMs }: CodexServeError): Record<string, string> {
  const { shouldRetry } = errorRow(code);
  const milliseconds = retryAfterMs === null ? null : Math.max(0, Math.ceil(retryAfterMs));
  return {
    ...(shouldRetry !== undefined && { 'x-should-retry': String(shouldRetry) }),
    ...(milliseconds !== null && {
      'retry-after': String(Math.ceil(milliseconds / 1000)),
      'retry-after-ms': String(milliseconds),
    }),
  };
}

function send(res: Response, { status, headers = {}, body }: ErrorAnswer): void {
  res.status(status).set(headers).json(body);
}

function requestIdOf({ id }: Request): string | null {
  return typeof id === 'string' ? id : null;
}
