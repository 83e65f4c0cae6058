import type { EnumRef } from '@pothos/core';
import { errorCodes, errorRow, type ErrorCode } from '../../errors/error-table.ts';
import type { Builder, SchemaTypes } from './builder.ts';

/** `ErrorCode`. */
export type ErrorCodeRef = EnumRef<SchemaTypes, ErrorCode>;

/** The error table's codes as an enum, `model_not_found` as `MODEL_NOT_FOUND`. */
export function addErrorCode(builder: Builder): ErrorCodeRef {
  return builder.enumType('ErrorCode', {
    description: 'Names a failure for programs. The REST APIs use the same codes, in lower case.',
    values: Object.fromEntries(
      errorCodes.map((code) => [
        code.toUpperCase(),
        { value: code, description: errorRow(code).meaning },
      ]),
    ),
  });
}
