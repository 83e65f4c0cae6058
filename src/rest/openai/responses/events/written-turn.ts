import type { RunningTurn } from '../../../../conversations/running/running-turn.ts';
import type { StoredTurn } from '../../../../conversations/turn.ts';
import type { ResponseSettings } from '../request/response-settings.ts';
import { toResponseObject, type ResponseHead, type ResponseObject } from './response-object.ts';
import { shownItems, type ItemView } from './shown-items.ts';
import { settingsOf } from './stored-settings.ts';

/** What is written: a turn that runs, or one that is kept. */
export interface WrittenTurn extends ResponseHead {
  /** Whether it is kept; read anew for each event. */
  readonly isStored: boolean;
  /** Read at the end. */
  readonly endedAt: Date | null;
  /** Request options that the answer did not honor; read at the end. */
  readonly unmet: readonly string[];
  /** The items of an answer whose events are not kept, as the client sees them. Default: those of the events. */
  readonly output?: ResponseObject['output'];
}

/** How a client looks at a kept answer. */
export type StoredView = Pick<ItemView, 'showsEncryptedReasoning'>;

/** A turn that runs, or has just ended. */
export function runningTurn(turn: RunningTurn, settings: ResponseSettings): WrittenTurn {
  const { completion } = turn;
  return {
    id: completion.id,
    createdAt: completion.createdAt,
    model: completion.model,
    settings,
    get isStored() {
      return turn.isStored;
    },
    get endedAt() {
      return completion.endedAt;
    },
    get unmet() {
      return completion.unmet;
    },
  };
}

/** A turn that is kept. */
export function storedTurn(turn: StoredTurn, view: StoredView): WrittenTurn {
  const { id, createdAt, model, endedAt, unmet } = turn;
  const settings = settingsOf(turn);
  const written = { id, createdAt, model, settings, isStored: true, endedAt, unmet };
  return turn.events === null ? { ...written, output: outputOf(turn, settings, view) } : written;
}

/** The response of a turn that is kept. */
export function storedResponse(turn: StoredTurn, view: StoredView): ResponseObject {
  const head = storedTurn(turn, view);
  const output = outputOf(turn, head.settings, view);
  return toResponseObject(head, { ...turn, output, isStored: true });
}

function outputOf(
  { output }: StoredTurn,
  { tools }: ResponseSettings,
  view: StoredView,
): ResponseObject['output'] {
  return shownItems(output, { ...view, tools });
}
