import { z } from 'zod';
import { ConversationError } from '../../errors/errors.ts';
import type { Database } from '../../sqlite/database.ts';
import type { TurnEnd } from '../turn.ts';
import { addItems } from './add-items.ts';
import { placeItems } from './place-items.ts';
import { touchConversation } from './touch-conversation.ts';

const runningTurn = z.object({
  key: z.number(),
  /** Whether its client named the conversation. */
  isNamed: z.number(),
  conversation: z.number(),
  conversationId: z.string(),
  owner: z.string(),
});

/**
 * Writes how a turn ended, and makes its items part of its conversation. Resolves with the id of that.
 * Rejects with `response_not_found` if the turn was deleted meanwhile, or has ended.
 *
 * Where the client named the conversation, a turn that failed or was cancelled adds nothing to it, as
 * with OpenAI: the client asks again with the same input, which would be there twice. A turn that
 * continues from it adds it after all.
 */
export async function endTurn(database: Database, id: string, end: TurnEnd): Promise<string> {
  const { key, conversation, conversationId, owner, isNamed } = await readRunning(database, id);
  await addItems(database, { conversation, owner, turn: key, kind: 'output' }, end.output);
  const isAnswered = end.status === 'completed' || end.status === 'incomplete';
  if (isAnswered || isNamed === 0) await placeItems(database, conversation, key);
  await database.run(
    `UPDATE turn SET status = ?, ended_at = ?, usage = ?, error = ?, incomplete_reason = ?, unmet = ?,
      events = ? WHERE key = ?`,
    end.status,
    end.endedAt.getTime(),
    end.usage && JSON.stringify(end.usage),
    end.error && JSON.stringify(end.error),
    end.incompleteReason,
    JSON.stringify(end.unmet),
    end.events,
    key,
  );
  await touchConversation(database, conversation, end.endedAt);
  return conversationId;
}

/**
 * Ends what was running when the gateway stopped: as failed, with its input, and without an answer.
 */
export async function failRunningTurns(database: Database, endedAt: Date): Promise<void> {
  const ids = await database.json(
    `SELECT json_group_array(id) AS json FROM turn WHERE status IN ('queued', 'in_progress')`,
  );
  for (const id of z.array(z.string()).parse(ids)) {
    await endTurn(database, id, {
      status: 'failed',
      endedAt,
      output: [],
      usage: null,
      error: {
        code: 'server_error',
        message: 'The gateway stopped before the answer was complete.',
      },
      incompleteReason: null,
      unmet: [],
      events: null,
    });
  }
}

async function readRunning(database: Database, id: string): Promise<z.output<typeof runningTurn>> {
  const found = await database.json(
    `SELECT json_object('key', turn.key, 'isNamed', previous_id IS NULL AND (is_implicit = 0 OR base > 0),
        'conversation', conversation.key, 'conversationId', conversation.id,
        'owner', conversation.owner) AS json
      FROM turn JOIN conversation ON conversation.key = turn.conversation
      WHERE turn.id = ? AND turn.status IN ('queued', 'in_progress')`,
    id,
  );
  if (found !== undefined) return runningTurn.parse(found);
  throw new ConversationError('response_not_found', `Response with id '${id}' not found.`);
}
