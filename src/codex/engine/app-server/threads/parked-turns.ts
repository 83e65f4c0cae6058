import type { CompletionRequest, ContentPart } from '../../../completion/request.ts';
import type { ToolCall } from '../../../completion/tools.ts';
import type { ParkedTurn } from './turn.ts';
import type { ThreadPool, Waiting } from './thread-pool.ts';

/** An answer that ended in tool calls, and waits for their results. */
export interface ParkedAnswer {
  readonly turn: ParkedTurn;
  /** What the conversation up to these calls comes to; see `fingerprint`. */
  readonly fingerprint: string;
  /** Further calls, for a client that takes one at a time. */
  readonly held: readonly ToolCall[];
  /** The results that the client has brought for earlier calls of the turn. */
  readonly results: ReadonlyMap<string, readonly ContentPart[]>;
}

/** Whose answer waits. */
export interface AnswerOwner {
  readonly completionId: string;
  /** The caller that asked for it. */
  readonly caller: string;
  /** What was asked, where its client may bring the results alone; null for any other. */
  readonly request: CompletionRequest | null;
  /** Characters of its tools and its conversation. */
  readonly bytes: number;
}

/** The answers that wait for tool results. */
export interface ParkedTurns {
  /**
   * Keeps an answer until its turn is taken or the pool gives it up, and its request until the
   * completion is forgotten.
   *
   * @param parked Null where the turn cannot be continued: then its request can be replayed.
   */
  park(owner: AnswerOwner, parked: ParkedAnswer | null): void;
  /**
   * The answer that this conversation continues. Null where there is none, or none any more. A turn
   * is taken once only.
   */
  take(fingerprint: string): ParkedAnswer | null;
  /** What a waiting completion was asked; undefined where that is not kept. */
  request(completionId: string): CompletionRequest | undefined;
  /** The number of turns that wait. */
  readonly size: number;
  /** Nobody will ask for the request of this completion any more. */
  forget(completionId: string): void;
  /** Releases all turns. */
  close(): void;
}

interface Parked extends Waiting {
  readonly owner: AnswerOwner;
  readonly answer: ParkedAnswer;
}

interface KeptRequest {
  readonly request: CompletionRequest;
  /** What holds it in the pool: the parked turn, or an entry of its own. */
  readonly waiting: Waiting;
}

/**
 * Keeps no answer yet. A turn that the pool gives up is released.
 *
 * @param onChange Called whenever the number of turns has changed.
 */
export function createParkedTurns(pool: ThreadPool, onChange: () => void = () => {}): ParkedTurns {
  /** By fingerprint. */
  const turns = new Map<string, Parked>();
  /** By completion. */
  const requests = new Map<string, KeptRequest>();

  const keepRequest = ({ completionId, caller, bytes, request }: AnswerOwner): void => {
    if (request === null) return;
    const giveUp = (): void => void requests.delete(completionId);
    const waiting = { state: 'replayable', caller, bytes, giveUp } as const;
    requests.set(completionId, { request, waiting });
    pool.add(waiting);
  };
  /** The turn is gone from here. Its request stays, unless there is no room for it. */
  const remove = (parked: Parked, hasRoom = true): void => {
    const { owner, answer } = parked;
    if (turns.get(answer.fingerprint) !== parked) return;
    turns.delete(answer.fingerprint);
    pool.remove(parked);
    onChange();
    if (requests.delete(owner.completionId) && hasRoom) keepRequest(owner);
  };
  const release = (parked: Parked, hasRoom?: boolean): void => {
    remove(parked, hasRoom);
    parked.answer.turn.release();
  };

  return {
    park(owner, answer) {
      if (answer === null) return keepRequest(owner);
      const { caller, bytes, request } = owner;
      const sameConversation = turns.get(answer.fingerprint);
      if (sameConversation !== undefined) release(sameConversation);
      const parked: Parked = {
        state: 'parked',
        caller,
        bytes,
        giveUp: (reason) => release(parked, reason !== 'bytes'),
        owner,
        answer,
      };
      turns.set(answer.fingerprint, parked);
      onChange();
      if (request !== null) requests.set(owner.completionId, { request, waiting: parked });
      pool.add(parked);
      void answer.turn.gone.then(() => remove(parked));
      return undefined;
    },
    take(fingerprint) {
      const parked = turns.get(fingerprint);
      if (parked === undefined) return null;
      remove(parked);
      if (!parked.answer.turn.isGone) return parked.answer;
      parked.answer.turn.release();
      return null;
    },
    get size() {
      return turns.size;
    },
    request: (completionId) => requests.get(completionId)?.request,
    forget(completionId) {
      const waiting = requests.get(completionId)?.waiting;
      requests.delete(completionId);
      if (waiting?.state === 'replayable') pool.remove(waiting);
    },
    close() {
      for (const parked of turns.values()) release(parked);
    },
  };
}
