import { z } from 'zod';
import { honoured, replayed } from '../../validation/field-table.ts';
import type { FieldTable } from '../../validation/field-table.ts';

/** Clients write null for what an answer did not have. */
export const optionalText = honoured(z.string().nullish());

/** What an item of any type may have. */
export const itemFields = {
  id: optionalText,
  status: replayed(),
  /** Codex adds these to what it sends back. */
  encrypted_content: replayed(),
  internal_chat_message_metadata_passthrough: replayed(),
} satisfies FieldTable;
