import type { Completion } from '../../codex/completion/completion.ts';
import type { ItemEventBody } from '../../codex/completion/item-events.ts';
import type { TokenLogprob } from '../../codex/completion/token-logprobs.ts';
import type { EventStream } from '../../codex/streams/event-stream.ts';
import type { CodexServeError } from '../../errors/errors.ts';
import type { RawItem } from '../raw-item.ts';

/** What happened in a turn. */
export type TurnEventBody =
  | (ItemEventBody & {
      /** The tokens of a `text-delta`, where they were asked for. */
      readonly logprobs?: readonly TokenLogprob[];
    })
  /** The turn waits for its place. Comes first, if at all. */
  | { readonly type: 'queued' }
  /** Nothing has happened for a while. */
  | { readonly type: 'keepalive' };

/** An event of a turn. Sequences count from 0 without a gap. */
export type TurnEvent = TurnEventBody & { readonly sequence: number };

/**
 * A turn whose answer is under way. Its events are the same for every reader: live ones, late ones,
 * and those of the store after its end.
 */
export interface RunningTurn {
  readonly completion: Completion;
  /** Null for a turn that belongs to no conversation. */
  readonly conversationId: string | null;
  readonly previousId: string | null;
  /** What is new in it. */
  readonly input: readonly RawItem[];
  /** Whether it is kept. Becomes false where it cannot be written. */
  readonly isStored: boolean;
  /**
   * All its events from the first one. The terminal one comes once the turn is written, or could not
   * be. Closing the stream never ends the turn.
   */
  events(): EventStream<TurnEvent>;
  /** Resolves once the turn has ended and is written, or could not be. Never rejects. */
  readonly ended: Promise<TurnResult>;
}

/** How a turn ended. */
export interface TurnResult {
  /** The items of the answer. */
  readonly output: readonly RawItem[];
  /** What it failed with, which may be no failure of its completion; null where it ended well. */
  readonly error: CodexServeError | null;
}
