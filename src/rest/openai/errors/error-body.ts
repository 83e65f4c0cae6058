import type { Request, Response } from 'express';
import { errorRow } from '../../../errors/error-table.ts';
import type { CodexServeError } from '../../../errors/errors.ts';
import { pathOf } from '../../../http/answer/http-errors.ts';

/** OpenAI's error object: its SDKs read all four members. */
export interface ErrorBody {
  readonly error: {
    readonly message: string;
    readonly type: string;
    readonly param: string | null;
    readonly code: string | null;
  };
}

/** The error as OpenAI writes it, in an answer's body or in a stream. */
export function errorBody(error: CodexServeError): ErrorBody {
  const { type, wireCode } = errorRow(error.code);
  return { error: { message: error.message, type, param: error.param, code: wireCode } };
}

/** Where Ollama's API is, whose clients read `{"error": "text"}`. */
const ollamaPath = /^\/api(?:\/|$)/i;

/**
 * Answers with the error, in the form of the API that the path belongs to: status, body and the headers that steer an SDK's retries. `retry-after`
 * is in whole seconds rounded up, `retry-after-ms` exact.
 */
export function sendError(req: Request, res: Response, error: CodexServeError): void {
  const { status, shouldRetry } = errorRow(error.code);
  if (shouldRetry !== undefined) res.set('x-should-retry', String(shouldRetry));
  if (error.retryAfterMs !== null) {
    const milliseconds = Math.max(0, Math.ceil(error.retryAfterMs));
    res.set('retry-after', String(Math.ceil(milliseconds / 1000)));
    res.set('retry-after-ms', String(milliseconds));
  }
  const isOllama = ollamaPath.test(pathOf(req));
  res.status(status).json(isOllama ? { error: error.message } : errorBody(error));
}
