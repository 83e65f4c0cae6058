import { z } from 'zod';
import { honoured, noted, replayed, shared } from '../../validation/field-table.ts';
import type { FieldTable } from '../../validation/field-table.ts';

/** Clients write null for what an answer did not have. */
export const optionalText = honoured(z.string().nullish());

/** What an item of any type may have. */
export const itemFields = {
  id: shared({ ...optionalText }),
  status: shared(
    noted('Kept. A call that is not `completed` needs no output.', honoured(z.string().nullish())),
  ),
  /** Codex adds these to what it sends back. */
  encrypted_content: shared(replayed()),
  internal_chat_message_metadata_passthrough: shared(replayed()),
} satisfies FieldTable;
