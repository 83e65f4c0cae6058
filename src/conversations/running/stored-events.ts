import type { EventStream } from '../../codex/streams/event-stream.ts';
import type { StoredTurn } from '../turn.ts';
import { decodeEvents, errorOf } from './event-record.ts';
import type { TurnEvent, TurnEventBody } from './running-turn.ts';

/** The events of a turn that has ended, as its readers received them. Null while it has not. */
export function storedEvents(turn: StoredTurn): EventStream<TurnEvent> | null {
  if (turn.endedAt === null) return null;
  return numbered(turn.events === null ? bareEvents(turn) : decodeEvents(turn.events));
}

function numbered(bodies: Iterable<TurnEventBody>): EventStream<TurnEvent> {
  const rest = bodies[Symbol.iterator]();
  let sequence = -1;
  return {
    async next() {
      const { done, value: body } = rest.next();
      if (done === true) return { done: true, value: undefined };
      sequence += 1;
      return { done: false, value: { ...body, sequence } };
    },
    async return() {
      rest.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** Of a turn whose events are not kept, such as one that a kill of the gateway ended. */
function bareEvents({ status, error, usage }: StoredTurn): TurnEventBody[] {
  const started: TurnEventBody = { type: 'started' };
  if (status === 'completed') return [started, { type: 'done', finishReason: 'stop', usage }];
  if (status === 'incomplete') return [started, { type: 'done', finishReason: 'length', usage }];
  const { code, message } = error ?? {
    code: 'cancelled',
    message: 'The completion was cancelled.',
  };
  return [started, { type: 'failed', error: errorOf(code, message, null) }];
}
