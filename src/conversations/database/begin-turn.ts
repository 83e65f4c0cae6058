import { z } from 'zod';
import { ConversationError } from '../../errors/errors.ts';
import type { Database } from '../../sqlite/database.ts';
import type { NewTurn } from '../turn.ts';
import { addItems, endOf } from './add-items.ts';
import { copySaid } from './copy-said.ts';
import { deriveTitle } from './derive-title.ts';
import { insertConversation } from './insert-conversation.ts';
import { placeItems } from './place-items.ts';
import { touchConversation } from './touch-conversation.ts';

/** The conversation that a turn is added to. */
const place = z.object({
  key: z.number(),
  owner: z.string(),
  title: z.string(),
  /** The position after its last item. */
  end: z.number(),
});

/** The turn that a new one continues from. */
const previousTurn = z.object({
  key: z.number(),
  id: z.string(),
  conversation: z.number(),
  conversationId: z.string(),
  title: z.string(),
  isTitleDerived: z.number(),
  hasEnded: z.number(),
});

type PreviousTurn = z.output<typeof previousTurn>;

/**
 * Adds the rows of a turn, and of its conversation where that is new. A turn in someone's conversation
 * is theirs, too: it may be an admin who continues it.
 */
export async function beginTurn(database: Database, turn: NewTurn): Promise<void> {
  const previous = turn.previousId === null ? null : await readPrevious(database, turn.previousId);
  if (!(await hasConversation(database, turn.conversationId))) {
    await beginConversation(database, turn, previous);
  }
  if (previous?.hasEnded === 1 && previous.conversationId === turn.conversationId) {
    await placeItems(database, previous.conversation, previous.key);
  }
  const { key, owner, title, end } = await readPlace(database, turn.conversationId);
  const turnKey = await insertTurn(database, turn, {
    conversation: key,
    owner,
    parent: previous?.conversation === key ? previous.key : null,
    base: end,
  });
  const itemsPlace = { conversation: key, owner, turn: turnKey, kind: 'input' } as const;
  await addItems(database, itemsPlace, turn.input);
  await touchConversation(database, key, turn.createdAt);
  if (title === '') await deriveTitle(database, key);
}

/** A branch begins with everything up to the turn that it continues from. */
async function beginConversation(
  database: Database,
  { conversationId, owner, createdAt }: NewTurn,
  previous: PreviousTurn | null,
): Promise<void> {
  const key = await insertConversation(database, {
    id: conversationId,
    owner,
    title: previous?.title ?? '',
    isTitleDerived: previous?.isTitleDerived !== 0,
    isImplicit: true,
    metadata: {},
    createdAt,
    forkedFrom: previous && { conversationId: previous.conversationId, turnId: previous.id },
  });
  if (previous !== null) await copySaid(database, previous.key, { conversation: key, owner });
}

async function insertTurn(
  database: Database,
  turn: NewTurn,
  at: {
    readonly conversation: number;
    readonly owner: string;
    readonly parent: number | null;
    readonly base: number;
  },
): Promise<number> {
  await database.run(
    `INSERT INTO turn (id, conversation, owner, surface, created_at, status, previous_id, parent,
      base, model, settings) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    turn.id,
    at.conversation,
    at.owner,
    turn.surface,
    turn.createdAt.getTime(),
    turn.status,
    turn.previousId,
    at.parent,
    at.base,
    turn.model,
    JSON.stringify(turn.settings),
  );
  return z
    .number()
    .parse(await database.json('SELECT key AS json FROM turn WHERE id = ?', turn.id));
}

async function hasConversation(database: Database, id: string): Promise<boolean> {
  const sql = 'SELECT key AS json FROM conversation WHERE id = ?';
  return (await database.json(sql, id)) !== undefined;
}

async function readPlace(
  database: Database,
  conversationId: string,
): Promise<z.output<typeof place>> {
  const found = await database.json(
    `SELECT json_object('key', key, 'owner', owner, 'title', title,
        'end', (${endOf('conversation.key')})) AS json
      FROM conversation WHERE id = ?`,
    conversationId,
  );
  return place.parse(found);
}

async function readPrevious(database: Database, id: string): Promise<PreviousTurn> {
  const found = await database.json(
    `SELECT json_object('key', turn.key, 'id', turn.id, 'conversation', conversation.key,
        'conversationId', conversation.id, 'title', title, 'isTitleDerived', is_title_derived,
        'hasEnded', ended_at IS NOT NULL) AS json
      FROM turn JOIN conversation ON conversation.key = turn.conversation
      WHERE turn.id = ? AND NOT is_deleted`,
    id,
  );
  if (found !== undefined) return previousTurn.parse(found);
  throw new ConversationError(
    'previous_response_not_found',
    `Previous response with id '${id}' not found.`,
    { param: 'previous_response_id' },
  );
}
