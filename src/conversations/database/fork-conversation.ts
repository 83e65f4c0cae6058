import { z } from 'zod';
import type { Database } from '../../sqlite/database.ts';
import type { Reader } from '../conversation-store.ts';
import { copySaid } from './copy-said.ts';
import { insertConversation } from './insert-conversation.ts';
import { visibleTo } from './reader-sql.ts';

const forkedTurn = z.object({
  key: z.number(),
  owner: z.string(),
  conversationId: z.string(),
  title: z.string(),
  isTitleDerived: z.number(),
});

/** A new conversation, with everything up to a turn of another one. */
export interface Fork {
  readonly turnId: string;
  /** Of the new conversation. */
  readonly id: string;
  /** Default: that of the other conversation. */
  readonly title: string | undefined;
  readonly createdAt: Date;
}

/** Adds a fork, which belongs to the owner of the turn. Resolves with whether there is that turn. */
export async function forkConversation(
  database: Database,
  reader: Reader,
  { turnId, id, title, createdAt }: Fork,
): Promise<boolean> {
  const visible = visibleTo(reader, 'turn');
  const row = await database.json(
    `SELECT json_object('key', turn.key, 'owner', turn.owner, 'conversationId', conversation.id,
        'title', title, 'isTitleDerived', is_title_derived) AS json
      FROM turn JOIN conversation ON conversation.key = turn.conversation
      WHERE turn.id = ? AND NOT is_deleted AND ${visible.sql}`,
    turnId,
    ...visible.values,
  );
  if (row === undefined) return false;
  const { key, owner, conversationId, ...origin } = forkedTurn.parse(row);
  const conversation = await insertConversation(database, {
    id,
    owner,
    title: title ?? origin.title,
    isTitleDerived: title === undefined && origin.isTitleDerived === 1,
    isImplicit: false,
    metadata: {},
    createdAt,
    forkedFrom: { conversationId, turnId },
  });
  await copySaid(database, key, { conversation, owner });
  return true;
}
