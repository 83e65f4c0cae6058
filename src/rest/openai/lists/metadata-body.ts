import { z } from 'zod';
import { addFault, missing } from '../validation/faults.ts';
import { honoured } from '../validation/field-table.ts';
import type { FieldTable } from '../validation/field-table.ts';
import { metadata } from '../validation/schemas.ts';

const present = z.unknown().superRefine((value, ctx) => {
  if (value === undefined) addFault(ctx, missing);
});

/** The body that replaces the metadata of something stored. */
export const metadataBody = {
  metadata: honoured(present.pipe(metadata.nullable()).transform((map) => map ?? {})),
} satisfies FieldTable;
