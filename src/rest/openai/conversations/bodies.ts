import { z } from 'zod';
import { newestFirst } from '../lists/query.ts';
import { includeField } from '../responses/include-field.ts';
import { honoured, type FieldTable } from '../validation/field-table.ts';
import { listOf, metadata, present } from '../validation/schemas.ts';

/** How many items one request may add. */
const maxItems = 20;

const items = listOf(z.unknown(), { max: maxItems });

/** The body of `POST /conversations`. */
export const createBody = {
  items: honoured(items.nullish().transform((list) => list ?? [])),
  metadata: honoured(metadata.nullish().transform((map) => map ?? {})),
} satisfies FieldTable;

/** The body of `POST /conversations/{id}/items`. */
export const itemsBody = { items: honoured(present.pipe(items)) } satisfies FieldTable;

/** The query of an endpoint that shows an item, or the items that it was sent. */
export const includeQuery = { include: includeField } satisfies FieldTable;

/** The query of `GET /conversations/{id}/items`. */
export const itemsQuery = { ...newestFirst, include: includeField } satisfies FieldTable;
