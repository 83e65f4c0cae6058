import type { Completion } from '../../codex/completion/completion.ts';
import type { OutputItem } from '../../codex/completion/item.ts';
import type { CompletionRequest } from '../../codex/completion/request.ts';
import type { JsonObject } from '../../codex/completion/tools.ts';
import type { Reader } from '../conversation-store.ts';
import type { RawItem } from '../raw-item.ts';
import type { RunningTurn } from './running-turn.ts';

/** Where a turn begins. */
export interface TurnStart {
  /** What was said before, oldest first. */
  readonly history: readonly RawItem[];
  /** The conversation that the turn will belong to; null where it is not kept. */
  readonly conversationId: string | null;
  readonly previousId: string | null;
  /** Lets others begin there. `Turns.run` calls it at the end; call it where no turn runs. */
  release(): void;
  /** Has others wait for the end instead of being refused. `Turns.run` calls it when the client leaves. */
  leave(): void;
}

/** Where a client wants a turn to begin. At most one of the two. */
export interface StartingPoint {
  readonly previousId?: string | null;
  readonly conversationId?: string | null;
}

/** What is kept of a turn. */
export interface TurnPlan {
  readonly start: TurnStart;
  /** What is new in it. */
  readonly input: readonly RawItem[];
  /** See `NewTurn.settings`. */
  readonly settings: JsonObject;
  readonly isStored: boolean;
  /**
   * Whether the turn outlives its client, and its row is written before it is accepted. Then
   * `Turns.run` rejects where that fails. Default: false.
   */
  readonly isDetached?: boolean;
  /**
   * Makes the items of the turn from the whole answer, of which its readers then see nothing else. The
   * turn fails with what it throws. Default: the items of the answer.
   */
  readonly toItems?: (completion: Completion) => readonly OutputItem[];
}

/** What a turn asks of the session core. Its idempotency key is for `Turns.once`. */
export type TurnRequest = Omit<CompletionRequest, 'idempotency'>;

/** Runs turns of conversations on the session core, and keeps them. */
export interface Turns {
  /**
   * Finds what a turn continues from. One turn at a time begins in a conversation that a client
   * names; another one rejects with `conversation_locked`. A turn that continues from the last turn of
   * a conversation that turns made belongs to it; any other one gets a conversation of its own.
   * Rejects with `previous_response_not_found` or `conversation_not_found`.
   */
  begin(reader: Reader, from: StartingPoint): Promise<TurnStart>;
  /**
   * What was said there, oldest first, for a client that begins no turn. Rejects as `begin` does for
   * what is unknown.
   */
  history(reader: Reader, from: StartingPoint): Promise<readonly RawItem[]>;
  /**
   * Runs a turn. `request.messages` holds the whole conversation. Rejects as `SessionCore.run` does.
   * The signal cancels the turn, unless it is detached.
   */
  run(request: TurnRequest, plan: TurnPlan, signal: AbortSignal): Promise<RunningTurn>;
  /**
   * The turn that was started under the same idempotency key, running or ended, or else the one that
   * `start` begins and runs. A repeated request may find its conversation taken by its own turn, or
   * with that turn in it, so that it must not begin again. Rejects as `SessionCore.runOnce` does.
   */
  once(
    request: Pick<CompletionRequest, 'caller' | 'delivery' | 'idempotency'>,
    signal: AbortSignal,
    start: (signal: AbortSignal) => Promise<RunningTurn>,
  ): Promise<RunningTurn>;
  /** A turn that is under way; undefined for any other. */
  running(reader: Reader, id: string): RunningTurn | undefined;
  /** Resolves once the turns that there are have ended and are written, or could not be. */
  idle(): Promise<void>;
}
