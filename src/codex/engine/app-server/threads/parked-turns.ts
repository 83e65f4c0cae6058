import type { CompletionRequest, ContentPart } from '../../../completion/request.ts';
import type { ToolCall } from '../../../completion/tools.ts';
import type { ParkedTurn } from './turn.ts';
import type { ThreadPool, Waiting } from '../../conversation/thread-pool.ts';

/** An answer that ended in tool calls, and waits for their results. */
export interface ParkedAnswer {
  readonly turn: ParkedTurn;
  /** The fingerprints of the conversation up to these calls, one for each form of it; see `fingerprint`. */
  readonly fingerprints: readonly string[];
  /** Further calls, for a client that takes one at a time. */
  readonly held: readonly ToolCall[];
  /** The results that the client has brought for earlier calls of the turn. */
  readonly results: ReadonlyMap<string, readonly ContentPart[]>;
}

/** The owner of a parked answer. */
export interface AnswerOwner {
  readonly completionId: string;
  /** The caller that asked for it. */
  readonly caller: string;
  /** The request, if its client may send only the results; else null. */
  readonly request: CompletionRequest | null;
  /** Characters of its tools and its conversation. */
  readonly bytes: number;
}

/** The answers that wait for tool results. */
export interface ParkedTurns {
  /**
   * Keeps an answer until its turn is taken or evicted, and its request until the completion is
   * forgotten.
   *
   * @param parked Null if the turn cannot be continued. Then its request can be replayed.
   */
  park(owner: AnswerOwner, parked: ParkedAnswer | null): void;
  /**
   * Takes the answer that this conversation continues. Null if there is none, or if its turn was
   * taken or lost. A turn can be taken once.
   */
  take(fingerprint: string): ParkedAnswer | null;
  /** The request of a waiting completion; undefined if it is not kept. */
  request(completionId: string): CompletionRequest | undefined;
  /** The number of parked turns. */
  readonly size: number;
  /** Releases the request of this completion, which nobody will ask for again. */
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
  /** Its entry in the pool: the parked turn, or an entry of its own. */
  readonly waiting: Waiting;
}

/**
 * Starts empty. A turn that the pool evicts is released.
 *
 * @param onChange Called whenever the number of turns has changed.
 */
export function createParkedTurns(pool: ThreadPool, onChange: () => void = () => {}): ParkedTurns {
  /** By fingerprint. */
  const turns = new Map<string, Parked>();
  const held = new Set<Parked>();
  /** By completion. */
  const requests = new Map<string, KeptRequest>();

  const keepRequest = ({ completionId, caller, bytes, request }: AnswerOwner): void => {
    if (request === null) return;
    const giveUp = (): void => void requests.delete(completionId);
    const waiting = { state: 'replayable', caller, bytes, giveUp } as const;
    requests.set(completionId, { request, waiting });
    pool.add(waiting);
  };
  /** Removes a turn. Its request stays, unless there is no room for it. */
  const remove = (parked: Parked, hasRoom = true): void => {
    const { owner, answer } = parked;
    if (!held.delete(parked)) return;
    for (const each of answer.fingerprints) if (turns.get(each) === parked) turns.delete(each);
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
      for (const each of answer.fingerprints) {
        const sameConversation = turns.get(each);
        if (sameConversation !== undefined) release(sameConversation);
      }
      const parked: Parked = {
        state: 'parked',
        caller,
        bytes,
        giveUp: (reason) => release(parked, reason !== 'bytes'),
        owner,
        answer,
      };
      held.add(parked);
      for (const each of answer.fingerprints) turns.set(each, parked);
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
      return held.size;
    },
    request: (completionId) => requests.get(completionId)?.request,
    forget(completionId) {
      const waiting = requests.get(completionId)?.waiting;
      requests.delete(completionId);
      if (waiting?.state === 'replayable') pool.remove(waiting);
    },
    close() {
      for (const parked of held) release(parked);
    },
  };
}
