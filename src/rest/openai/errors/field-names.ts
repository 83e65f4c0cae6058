import { CodexServeError } from '../../../errors/errors.ts';

/** What a surface calls a field of a chat. */
export type NameOfField = (field: string) => string;

/** The error with the field at fault under the surface's name. Any other error stays as it is. */
export function withFieldName(error: unknown, nameOf: NameOfField): unknown {
  if (!(error instanceof CodexServeError) || error.param === null) return error;
  const param = nameOf(error.param);
  if (param === error.param) return error;
  const { code, message, retryAfterMs, cause } = error;
  return new CodexServeError(code, message, {
    param,
    cause,
    ...(retryAfterMs !== null && { retryAfterMs }),
  });
}

/** Rejects as the work does, with the field at fault under the surface's name. */
export async function withFieldNames<T>(nameOf: NameOfField, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw withFieldName(error, nameOf);
  }
}
