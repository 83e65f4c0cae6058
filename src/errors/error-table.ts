import { accessErrors } from './access-errors.ts';
import type { ErrorRow } from './error-row.ts';
import { requestErrors } from './request-errors.ts';
import { serviceErrors } from './service-errors.ts';

/**
 * Every error code with its wire form. REST renders `{error: {message, type, param, code}}` from
 * it, GraphQL its `ErrorCode` enum, and `docs/errors.md` is made from it. Statuses and codes follow
 * OpenAI's own, as its SDKs map them to error classes.
 */
export const errorTable = {
  ...requestErrors,
  ...accessErrors,
  ...serviceErrors,
} as const satisfies Record<string, ErrorRow>;

/** The code of any error that a client can get, over REST or GraphQL. */
export type ErrorCode = keyof typeof errorTable;

/** The wire form of a code. */
export function errorRow(code: ErrorCode): ErrorRow {
  return errorTable[code];
}

/** Every code, in the table's order. */
export const errorCodes: readonly ErrorCode[] = Object.keys(errorTable).filter((code) =>
  isErrorCode(code),
);

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorTable, code);
}
