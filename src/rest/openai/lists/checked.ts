import type { Response } from 'express';
import type { z } from 'zod';
import { setIgnoredHeader } from '../../../http/answer/field-headers.ts';
import { objectOf } from '../validation/field-table.ts';
import type { FieldTable, ObjectSchema } from '../validation/field-table.ts';
import { ignoredFields, namesOf, refuseIgnored } from '../validation/ignored-fields.ts';
import { toInvalidRequest } from '../validation/issues.ts';

/**
 * A query or a body by its table. What has no effect is named in the answer's header, or refused
 * where `isStrict`. Throws `InvalidRequestError`.
 */
export function checked<T extends FieldTable>(
  res: Response,
  table: T,
  value: unknown,
  isStrict: boolean,
): z.output<ObjectSchema<T>> {
  const result = objectOf(table).safeParse(value);
  if (!result.success) throw toInvalidRequest(result.error, value);
  const unused = [...ignoredFields(table, value)];
  if (isStrict) refuseIgnored(unused);
  setIgnoredHeader(res, namesOf(unused));
  return result.data;
}
