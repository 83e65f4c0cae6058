import { ApiError } from './api-error.ts';

/** A result of a mutation: what it was to do, or the error type that says why it did not. */
type Outcome =
  | { readonly __typename: string; readonly message?: undefined }
  | { readonly __typename: string; readonly code: string; readonly message: string };

/** The result of a mutation that did what it should. Throws an `ApiError` for any other. */
export function accepted<Result extends Outcome>(
  result: Result,
): Exclude<Result, { readonly message: string }> {
  if (isAccepted(result)) return result;
  const { code = '', message = '' }: { code?: string; message?: string | undefined } = result;
  throw new ApiError(code, message);
}

function isAccepted<Result extends Outcome>(
  result: Result,
): result is Exclude<Result, { readonly message: string }> {
  return result.message === undefined;
}
