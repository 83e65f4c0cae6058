import type { Database } from '../../sqlite/database.ts';
import { createInOrder } from '../../sqlite/in-order.ts';
import { settleWithin } from '../../util/settle-within.ts';
import type { ConversationStore, StoreFacts } from '../conversation-store.ts';
import { conversationsIn } from './conversations-in.ts';
import type { ConversationStoreOptions } from './create-conversation-store.ts';
import { failRunningTurns } from './end-turn.ts';
import { itemsIn } from './items-in.ts';
import { createNotices } from './notices.ts';
import { readFacts } from './read-facts.ts';
import { recordsIn } from './records-in.ts';
import { createRetention } from './retention.ts';
import { createStoreContext } from './store-context.ts';
import { turnsIn } from './turns-in.ts';

/** How long health waits for the facts, in milliseconds. */
const patienceMs = 1000;

/** Keeps conversations in an open database, which it closes. Rejects where that cannot be written. */
export async function conversationsOn(
  database: Database,
  { place, days, bytes, logger, now = Date.now }: ConversationStoreOptions,
): Promise<ConversationStore> {
  const inOrder = createInOrder();
  const notices = createNotices();
  const retention = createRetention({
    database,
    inOrder,
    days,
    bytes,
    now,
    logger,
    onRemoved: (id) => notices.tell(id, { type: 'deleted' }),
  });
  const context = createStoreContext({
    database,
    inOrder,
    notices,
    time: () => new Date(now()),
    grown: () => void retention.tidy(),
  });
  const { read, write, erase, time } = context;
  const mode = place === 'memory' ? 'memory' : 'disk';

  await write(async () => await failRunningTurns(database, time()));
  let facts: StoreFacts = { mode, conversations: 0, bytes: 0, oldestAt: null };
  async function readAgain(): Promise<void> {
    facts = { mode, ...(await read(async () => await readFacts(database))) };
  }

  // A killed gateway may have left what it had just deleted.
  await erase();
  void retention.tidy();

  return {
    mode,
    records: recordsIn(context),
    ...turnsIn(context),
    ...conversationsIn(context),
    ...itemsIn(context),
    notices: (id) => notices.follow(id),
    endNotices: () => notices.close(),
    async facts() {
      await settleWithin(readAgain(), patienceMs, () => new Error('late')).catch(() => {});
      return facts;
    },
    async close() {
      notices.close();
      await retention.close();
      await erase();
      await inOrder(async () => database.close());
    },
  };
}
