import { createHash, randomUUID } from 'node:crypto';
import type { RecordedRequest } from './types.ts';
import { contentOf } from './conversation.ts';

/** The header that holds a turn's state. */
export const TURN_STATE = 'x-codex-turn-state';

/** How many turns are remembered. */
const TURNS = 1000;

/**
 * How a request holds to the rule of turn states. `first`: it begins a turn, and brings none.
 * `replayed`: it continues a turn, and brings that turn's. `missing`: it continues without one.
 * `foreign`: it brings the state of another turn, or one that nobody gave.
 */
export type TurnStateUse = 'first' | 'replayed' | 'missing' | 'foreign';

/** The turn states that a stand-in has given. */
export class TurnStates {
  /** The turn that each was given in. */
  readonly #turns = new Map<string, string>();

  /** How this request uses the state that it brings. */
  use({ headers, input }: Pick<RecordedRequest, 'headers' | 'input'>): TurnStateUse {
    const brought = headers[TURN_STATE];
    if (brought === undefined) return isFirst(input) ? 'first' : 'missing';
    return this.#turns.get(String(brought)) === turnOf(input) ? 'replayed' : 'foreign';
  }

  /** A new state for the turn of this request. */
  give({ input }: Pick<RecordedRequest, 'input'>): string {
    const state = `state-${randomUUID()}`;
    this.#turns.set(state, turnOf(input));
    const oldest = this.#turns.keys().next();
    if (this.#turns.size > TURNS && oldest.done !== true) this.#turns.delete(oldest.value);
    return state;
  }
}

function isFirst(input: RecordedRequest['input']): boolean {
  return input.slice(lastUser(input) + 1).every((item) => contentOf(item)?.from !== 'output');
}

/** What the conversation says up to the user's last message, as a digest. */
function turnOf(input: RecordedRequest['input']): string {
  const said = input.slice(0, lastUser(input) + 1).flatMap((item) => contentOf(item) ?? []);
  return createHash('sha1').update(JSON.stringify(said)).digest('base64');
}

function lastUser(input: RecordedRequest['input']): number {
  return input.findLastIndex((item) => contentOf(item)?.from === 'user');
}
