import type { Caller } from '../../../codex/completion/caller.ts';
import type { RunningTurn } from '../../../conversations/running/running-turn.ts';
import type { StoredTurn } from '../../../conversations/turn.ts';
import { responseNotFound } from './not-found.ts';
import type { ResponsesOptions } from './responses-options.ts';

/** Where kept responses are found. */
export type KeptResponses = Pick<ResponsesOptions, 'conversations' | 'turns'>;

/** A response that is kept. */
export interface KeptResponse {
  /** With the status that it has at the moment. */
  readonly turn: StoredTurn;
  /** Undefined for one that has ended. */
  readonly running: RunningTurn | undefined;
}

/** A response of this caller. Rejects with `response_not_found`. */
export async function findResponse(
  { conversations: store, turns }: KeptResponses,
  caller: Caller,
  id: string,
): Promise<KeptResponse> {
  const running = turns.running(caller, id);
  const turn = await store.turn(caller, id);
  if (turn === undefined) throw responseNotFound(caller, id);
  if (hasEnded(turn)) return { turn, running: undefined };
  if (running !== undefined) return { turn: { ...turn, status: statusOf(running) }, running };
  // It has begun or ended meanwhile, or its end could not be written.
  const begun = turns.running(caller, id);
  const now = begun === undefined ? await store.turn(caller, id) : turn;
  if (now === undefined) throw responseNotFound(caller, id);
  return { turn: begun === undefined && !hasEnded(now) ? lost(now) : now, running: begun };
}

function hasEnded({ endedAt }: StoredTurn): boolean {
  return endedAt !== null;
}

function statusOf({ completion }: RunningTurn): StoredTurn['status'] {
  return completion.status === 'queued' ? 'queued' : 'in_progress';
}

function lost(turn: StoredTurn): StoredTurn {
  const error = { code: 'server_error', message: 'The gateway could not store the answer.' };
  return { ...turn, status: 'failed', endedAt: turn.createdAt, error };
}
