import type { Logger } from 'pino';
import type { Completion } from '../../codex/completion/completion.ts';
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
  /** Resolves once its beginning is written, or could not be. Never rejects. */
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
}

/** How long a client waits for its turn to be written. */
const writeMs = 10_000;

/** Of more events the turn is kept, and cannot be replayed. */
const maxEvents = 200_000;

/**
 * Follows a completion, and keeps it as a turn: its beginning at once, its end before its readers see
 * that. What cannot be written is logged, and the turn is then not stored.
 */
export function createKeptTurn(options: KeptTurnOptions): KeptTurn {
  const { completion, plan, logger, keepaliveMs } = options;
  let { store } = options;
  let output: readonly RawItem[] = [];

  function giveUp(error: unknown): void {
    store = null;
    logger.error({ err: error, completionId: completion.id }, 'the turn could not be stored');
  }

  async function write(writing: (store: ConversationStore) => Promise<void>): Promise<void> {
    if (store === null) return;
    try {
      await settleWithin(writing(store), writeMs, () => new Error('The store does not answer.'));
    } catch (error) {
      giveUp(error);
    }
  }

  const begun = write(async (to) => await to.beginTurn(newTurn(completion, plan)));

  async function end(events: readonly TurnEvent[]): Promise<void> {
    output = outputOf(completion);
    await begun;
    await write(async (to) => {
      await to.endTurn(completion.id, await turnEnd(completion, output, events));
    });
  }

  const record = recordTurn(completion, { keepaliveMs, atEnd: end });
  return {
    completion,
    conversationId: options.store === null ? null : plan.start.conversationId,
    previousId: plan.start.previousId,
    input: plan.input,
    get isStored() {
      return store !== null;
    },
    events: () => record.read(),
    ended: record.ended.then(() => output),
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
function outputOf(completion: Completion): readonly RawItem[] {
  const items = toRawItems(completion.items, completion.logprobs);
  if (outcome(completion).status === 'completed') return items;
  return items.map((item) =>
    item.type === 'function_call' || item.type === 'custom_tool_call'
      ? { ...item, status: 'incomplete' }
      : item,
  );
}

async function turnEnd(
  completion: Completion,
  output: readonly RawItem[],
  events: readonly TurnEvent[],
): Promise<TurnEnd> {
  const { usage, unmet, endedAt, error } = completion;
  return {
    ...outcome(completion),
    error: error && { code: error.code, message: error.message },
    endedAt: endedAt ?? new Date(),
    output,
    usage,
    unmet,
    events: events.length > maxEvents ? null : await encodeEvents(events),
  };
}

function outcome({
  error,
  finishReason,
  items,
}: Completion): Pick<TurnEnd, 'status' | 'incompleteReason'> {
  if (error === null) return outcomeOf(finishReason ?? 'stop', items);
  return { status: error.code === 'cancelled' ? 'cancelled' : 'failed', incompleteReason: null };
}
