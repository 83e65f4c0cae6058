import type { Logger } from 'pino';
import { isCallItem } from '../../codex/completion/call-items.ts';
import type { Completion } from '../../codex/completion/completion.ts';
import { logIds } from '../../codex/completion/log-ids.ts';
import type { OutputItem } from '../../codex/completion/item.ts';
import { settleWithin } from '../../util/settle-within.ts';
import type { ConversationStore } from '../conversation-store.ts';
import { toRawItems } from '../items/output-items.ts';
import { outcomeOf } from '../items/turn-outcome.ts';
import type { RawItem } from '../raw-item.ts';
import type { NewTurn, TurnEnd } from '../turn.ts';
import { encodeEvents } from './event-record.ts';
import { recordTurn } from './record-turn.ts';
import type { RunningTurn, TurnEvent } from './running-turn.ts';
import type { TurnPlan } from './turns.ts';

/** A running turn, and what the gateway needs of it. */
export interface KeptTurn extends RunningTurn {
  /** Resolves once its beginning is written, could not be, or takes too long. Never rejects. */
  readonly begun: Promise<void>;
}

/** What a turn is kept with. */
export interface KeptTurnOptions {
  readonly completion: Completion;
  readonly plan: TurnPlan;
  /** Null keeps nothing. */
  readonly store: ConversationStore | null;
  readonly logger: Logger;
  /** Silence after which a `keepalive` follows, in milliseconds. */
  readonly keepaliveMs: number;
  /** How long a client waits for its turn to be written, in milliseconds. */
  readonly writeMs: number;
}

/** Of more events the turn is kept, and cannot be replayed. */
const maxEvents = 200_000;

/**
 * Follows a completion, and keeps it as a turn: its beginning at once, its end before its readers see
 * that. What cannot be written is logged, and the turn is then not stored. Of a turn that takes too
 * long to be written, its client is told the same, and it is written all the same: without its end, it
 * would seem to run.
 */
export function createKeptTurn(options: KeptTurnOptions): KeptTurn {
  const { completion, plan, logger, keepaliveMs, writeMs } = options;
  let { store } = options;
  let isLate = false;
  let written = Promise.resolve();
  let output: readonly RawItem[] = [];

  function giveUp(error: unknown): void {
    store = null;
    logger.error({ err: error, ...logIds(completion) }, 'the turn could not be stored');
  }

  /** Writes after what was written before. */
  async function write(writing: (store: ConversationStore) => Promise<void>): Promise<void> {
    const before = written;
    written = (async () => {
      await before;
      if (store !== null) await writing(store).catch(giveUp);
    })();
    isLate = await settleWithin(written, writeMs, () => new Error('late')).then(
      () => false,
      () => true,
    );
    if (isLate) logger.warn(logIds(completion), 'the turn is stored late');
  }

  const begun = write(async (to) => await to.beginTurn(newTurn(completion, plan)));

  async function end(events: readonly TurnEvent[]): Promise<void> {
    const items = plan.toItems === undefined ? completion.items : doneItems(events);
    output = keptItems(toRawItems(items, completion.logprobs), outcome(events.at(-1), items));
    await write(async (to) => {
      await to.endTurn(completion.id, await turnEnd(completion, output, events));
    });
  }

  const { toItems } = plan;
  const record = recordTurn(completion, { keepaliveMs, toItems, atEnd: end, atFault: giveUp });
  return {
    completion,
    conversationId: options.store === null ? null : plan.start.conversationId,
    previousId: plan.start.previousId,
    input: plan.input,
    get isStored() {
      return store !== null && !isLate;
    },
    events: () => record.read(),
    ended: record.ended.then((error) => ({ output, error })),
    begun,
  };
}

function newTurn(
  { id, caller, surface, createdAt, status, model }: Completion,
  plan: TurnPlan,
): NewTurn {
  const { start, input, settings } = plan;
  return {
    id,
    owner: caller.id,
    surface,
    createdAt,
    status: status === 'queued' ? 'queued' : 'in_progress',
    conversationId: start.conversationId ?? '',
    previousId: start.previousId,
    model,
    input,
    settings,
  };
}

/**
 * The items of an answer as they are kept. Nobody has to answer a call of an answer that is not whole:
 * its client may not have received it.
 */
function keptItems(
  items: readonly RawItem[],
  { status }: Pick<TurnEnd, 'status'>,
): readonly RawItem[] {
  if (status === 'completed') return items;
  return items.map((item) => (isCallItem(item) ? { ...item, status: 'incomplete' } : item));
}

async function turnEnd(
  completion: Completion,
  output: readonly RawItem[],
  events: readonly TurnEvent[],
): Promise<TurnEnd> {
  const { usage, unmet, endedAt, items } = completion;
  const last = events.at(-1);
  return {
    ...outcome(last, items),
    error: last?.type === 'failed' ? { code: last.error.code, message: last.error.message } : null,
    endedAt: endedAt ?? new Date(),
    output,
    usage,
    unmet,
    events: events.length > maxEvents ? null : await encodeEvents(events),
  };
}

function outcome(
  last: TurnEvent | undefined,
  items: readonly OutputItem[],
): Pick<TurnEnd, 'status' | 'incompleteReason'> {
  if (last?.type === 'done') return outcomeOf(last.finishReason, items);
  const isCancelled = last?.type === 'failed' && last.error.code === 'cancelled';
  return { status: isCancelled ? 'cancelled' : 'failed', incompleteReason: null };
}

function doneItems(events: readonly TurnEvent[]): OutputItem[] {
  return events.flatMap((event) => (event.type === 'item-done' ? [event.item] : []));
}
