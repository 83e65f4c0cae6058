import type { TurnEventBody } from '../../../conversations/running/running-turn.ts';
import type { SseResponse } from '../../../http/answer/sse-response.ts';
import type { CodexServeError } from '../../../errors/errors.ts';
import { faultOfResponses } from './events/field-names.ts';
import { toSse, type ResponseEvent } from './events/response-event.ts';
import type { ResponseWriter } from './events/response-writer.ts';

/** Sends the events of one turn to one client. */
export interface EventSender {
  /**
   * Sends what an event of the turn becomes; false when the client must catch up first. Throws the
   * error of a turn that fails before anything was sent: the answer gets a proper status then.
   */
  send(event: TurnEventBody): boolean;
  /** Ends the stream with an error, unless it has ended. */
  fail(error: CodexServeError): void;
}

/** The events that say nothing of the answer. */
const idle = new Set<TurnEventBody['type']>(['queued', 'started', 'keepalive']);

/**
 * A sender to a stream.
 *
 * @param isHeld Whether the first events wait until the service begins to answer, or the stream is
 *   open.
 */
export function createEventSender(
  sse: SseResponse,
  writer: ResponseWriter,
  isHeld: boolean,
): EventSender {
  let held: ResponseEvent[] | null = isHeld ? [] : null;
  let hasEnded = false;

  function pass(events: readonly ResponseEvent[]): boolean {
    sse.stopComments();
    let isFlowing = true;
    for (const event of events) isFlowing = sse.send(toSse(event));
    return isFlowing;
  }

  function end(event: TurnEventBody): void {
    hasEnded ||= event.type === 'done' || event.type === 'failed';
  }

  return {
    send(event) {
      if (held !== null && event.type === 'failed' && !sse.isOpen()) {
        throw faultOfResponses(event.error);
      }
      const events = writer.write(event);
      end(event);
      if (held === null) return pass(events);
      held.push(...events);
      if (idle.has(event.type) && !sse.isOpen()) return true;
      const all = held;
      held = null;
      return pass(all);
    },
    fail(error) {
      if (hasEnded) return;
      hasEnded = true;
      pass([...(held ?? []), ...writer.write({ type: 'failed', error })]);
      held = null;
    },
  };
}
