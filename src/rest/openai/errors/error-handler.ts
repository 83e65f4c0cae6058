import type { ErrorRequestHandler, Request } from 'express';
import { errorRow } from '../../../errors/error-table.ts';
import { toCodexServeError } from '../../../errors/errors.ts';
import type { CodexServeError } from '../../../errors/errors.ts';
import { sendError } from './error-body.ts';
import { fromHttpError } from '../../../http/answer/http-errors.ts';

/**
 * The last handler of the application: every failure on the REST surface, those of the guards
 * included, becomes an error body, OpenAI's or Ollama's, with the status of its code. An error that
 * is none of ours is logged and shown as a bare `internal_error`. Where an answer is already under
 * way its connection is closed, since a status can no longer be sent.
 */
export const restErrorHandler: ErrorRequestHandler = (error: unknown, req, res, _next) => {
  const shown = toShownError(error, req);
  if (res.headersSent) res.destroy();
  else sendError(req, res, shown);
};

/** The error as a client may see it, logged where it is this program's or Codex's fault. */
export function toShownError(error: unknown, req: Request): CodexServeError {
  const shown = fromHttpError(error, req) ?? toCodexServeError(error);
  if (errorRow(shown.code).status >= 500) {
    req.log.error(
      { err: shown.code === 'internal_error' ? (shown.cause ?? shown) : shown },
      shown.code,
    );
  }
  return shown;
}
