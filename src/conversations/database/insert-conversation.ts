import { z } from 'zod';
import type { Database } from '../../sqlite/database.ts';
import type { Conversation } from '../conversation.ts';

/** A conversation as it begins. */
export interface ConversationStart extends Omit<Conversation, 'usedAt' | 'lastTurnId'> {
  /** Whether the title is the beginning of the first message. */
  readonly isTitleDerived: boolean;
  /** Whether a turn makes it, and not a client. It goes with its last turn. */
  readonly isImplicit: boolean;
}

/** Adds the row of a conversation. Resolves with its key. */
export async function insertConversation(
  database: Database,
  start: ConversationStart,
): Promise<number> {
  const at = start.createdAt.getTime();
  await database.run(
    `INSERT INTO conversation (id, owner, title, is_title_derived, is_implicit, metadata, created_at,
      used_at, forked_conversation, forked_turn) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    start.id,
    start.owner,
    start.title,
    Number(start.isTitleDerived),
    Number(start.isImplicit),
    JSON.stringify(start.metadata),
    at,
    at,
    start.forkedFrom?.conversationId ?? null,
    start.forkedFrom?.turnId ?? null,
  );
  return z
    .number()
    .parse(await database.json('SELECT key AS json FROM conversation WHERE id = ?', start.id));
}
