import { honoured } from '../validation/field-table.ts';
import type { FieldTable } from '../validation/field-table.ts';
import { metadata, present } from '../validation/schemas.ts';

/** The body that replaces the metadata of something stored. */
export const metadataBody = {
  metadata: honoured(present.pipe(metadata.nullable()).transform((map) => map ?? {})),
} satisfies FieldTable;
