import { z } from 'zod';
import { honoured } from '../validation/field-table.ts';
import type { FieldTable } from '../validation/field-table.ts';
import { metadata } from '../validation/schemas.ts';
import { oldestFirst } from '../lists/query.ts';

/** The query of `GET /chat/completions`. */
export const listQuery = {
  ...oldestFirst,
  model: honoured(z.string().optional()),
  metadata: honoured(metadata.default({})),
} satisfies FieldTable;
