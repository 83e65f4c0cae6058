import type { Logger } from 'pino';
import { maySee } from '../../codex/completion/caller.ts';
import type { Completion } from '../../codex/completion/completion.ts';
import type { SessionCore } from '../../codex/session-core.ts';
import type { ConversationStore } from '../conversation-store.ts';
import { UpstreamError } from '../../errors/errors.ts';
import { createKeptTurn, type KeptTurn } from './kept-turn.ts';
import { createTurnStarts } from './start-of-turn.ts';
import type { RunningTurn } from './running-turn.ts';
import type { TurnPlan, TurnRequest, Turns } from './turns.ts';
import { onAbort } from '../../util/on-abort.ts';

/** What turns run on. */
export interface TurnsDeps {
  readonly core: Pick<SessionCore, 'run' | 'runOnce'>;
  readonly store: ConversationStore;
  readonly logger: Logger;
  /** Silence after which a `keepalive` follows, in milliseconds. Default: 15 seconds. */
  readonly keepaliveMs?: number;
  /** How long a client waits for its turn to be written, in milliseconds. Default: 10 seconds. */
  readonly writeMs?: number;
}

const defaultKeepaliveMs = 15_000;

/** Usually some milliseconds are enough; tens of megabytes take seconds on a busy machine. */
const usualWriteMs = 10_000;

/** Waits until a turn that outlives its client is written. Cancels it, and rejects, where it cannot be. */
async function accepted(turn: KeptTurn): Promise<void> {
  await turn.begun;
  if (turn.isStored) return;
  turn.completion.cancel();
  throw new UpstreamError('server_error', 'The gateway could not store the request.');
}

/** Turns on a session core, kept in that store. */
export function createTurns(deps: TurnsDeps): Turns {
  const { core, store, logger, keepaliveMs = defaultKeepaliveMs, writeMs = usualWriteMs } = deps;
  const starts = createTurnStarts(store);
  const running = new Map<string, KeptTurn>();
  /** Those that a repeated request gets again. */
  const repeatable = new WeakMap<Completion, RunningTurn>();

  const once: Turns['once'] = async ({ idempotency, ...request }, signal, begin) => {
    if (idempotency === undefined) return await begin(signal);
    const completion = await core.runOnce({ ...request, idempotency }, signal, async (alive) => {
      const turn = await begin(alive);
      repeatable.set(turn.completion, turn);
      return turn.completion;
    });
    const turn = repeatable.get(completion);
    if (turn === undefined) throw new Error('The completion of the key is no turn.');
    return turn;
  };

  async function start(
    request: TurnRequest,
    plan: TurnPlan,
    signal: AbortSignal,
  ): Promise<RunningTurn> {
    const { conversationId } = plan.start;
    const isKept = plan.isStored && store.mode !== 'off';
    const completion = await core.run(
      { ...request, ...(isKept && conversationId !== null && { conversationId }) },
      plan.isDetached === true ? new AbortController().signal : signal,
    );
    const kept = isKept ? store : null;
    const turn = createKeptTurn({ completion, plan, store: kept, logger, keepaliveMs, writeMs });
    running.set(completion.id, turn);
    const leave = (): void => plan.start.leave();
    if (plan.isDetached !== true) onAbort(signal, leave);
    void turn.ended.finally(() => {
      signal.removeEventListener('abort', leave);
      running.delete(completion.id);
      plan.start.release();
    });
    if (plan.isDetached === true && isKept) await accepted(turn);
    return turn;
  }

  return {
    begin: async (reader, from) => await starts.begin(reader, from),
    history: async (reader, from) => await starts.history(reader, from),
    async run(request, plan, signal) {
      try {
        return await start(request, plan, signal);
      } catch (error) {
        plan.start.release();
        throw error;
      }
    },
    once,
    running(reader, id) {
      const turn = running.get(id);
      return turn !== undefined && maySee(reader, turn.completion.caller) ? turn : undefined;
    },
    async idle() {
      await Promise.all([...running.values()].map(async ({ ended }) => await ended));
    },
  };
}
