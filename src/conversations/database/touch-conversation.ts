import type { Database } from '../../sqlite/database.ts';

/** Notes that a conversation was used. */
export async function touchConversation(
  database: Database,
  conversation: number,
  at: Date,
): Promise<void> {
  await database.run(
    'UPDATE conversation SET used_at = max(used_at, ?) WHERE key = ?',
    at.getTime(),
    conversation,
  );
}
