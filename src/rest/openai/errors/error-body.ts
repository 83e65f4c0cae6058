import { errorRow } from '../../../errors/error-table.ts';
import type { CodexServeError } from '../../../errors/errors.ts';
import { retryHeaders } from '../../../http/answer/error-answer.ts';
import type { ErrorFormat } from '../../../http/surface.ts';

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

/** A failed request as OpenAI answers it. */
export const openAiErrors: ErrorFormat = (error) => ({
  status: errorRow(error.code).status,
  headers: retryHeaders(error),
  body: errorBody(error),
});
