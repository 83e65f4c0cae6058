import { z } from 'zod';
import type { Conversation } from '../conversation.ts';

/** A conversation as `conversationJson` reads it. */
export const conversationRow = z.object({
  id: z.string(),
  owner: z.string(),
  title: z.string(),
  metadata: z.record(z.string(), z.string()),
  createdAt: z.number(),
  usedAt: z.number(),
  forkedConversation: z.string().nullable(),
  forkedTurn: z.string().nullable(),
  lastTurnId: z.string().nullable(),
});

/**
 * The JSON of a row of the table `conversation`, in SQL. A fork without turns of its own continues
 * from the turn that it was forked at, as long as there is that turn.
 */
export const conversationJson = `json_object('id', conversation.id, 'owner', conversation.owner,
  'title', title, 'metadata', json(metadata), 'createdAt', conversation.created_at, 'usedAt', used_at,
  'forkedConversation', forked_conversation, 'forkedTurn', forked_turn, 'lastTurnId', coalesce(
    (SELECT id FROM turn WHERE turn.conversation = conversation.key AND NOT is_deleted
      ORDER BY turn.key DESC LIMIT 1),
    (SELECT id FROM turn WHERE turn.id = forked_turn AND NOT is_deleted)
  ))`;

/** A conversation from its row. */
export function toConversation(row: z.output<typeof conversationRow>): Conversation {
  const { forkedConversation, forkedTurn, createdAt, usedAt, ...rest } = row;
  return {
    ...rest,
    createdAt: new Date(createdAt),
    usedAt: new Date(usedAt),
    forkedFrom:
      forkedConversation === null || forkedTurn === null
        ? null
        : { conversationId: forkedConversation, turnId: forkedTurn },
  };
}
