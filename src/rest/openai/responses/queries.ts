import { z } from 'zod';
import { newestFirst } from '../lists/query.ts';
import { honoured, ignored, type FieldTable } from '../validation/field-table.ts';
import { integer } from '../validation/schemas.ts';
import { includeField } from './include-field.ts';

/** The query of `GET /responses/{id}`. */
export const retrieveQuery = {
  include: includeField,
  stream: honoured(z.boolean().default(false)),
  starting_after: honoured(integer(-1, Number.MAX_SAFE_INTEGER).optional()),
  include_obfuscation: ignored(z.boolean(), false),
} satisfies FieldTable;

/** The query of `GET /responses/{id}/input_items`. */
export const inputItemsQuery = { ...newestFirst, include: includeField } satisfies FieldTable;
