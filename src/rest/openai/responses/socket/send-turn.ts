import type { RunningTurn, TurnEventBody } from '../../../../conversations/running/running-turn.ts';
import { createResponseWriter } from '../events/response-writer.ts';
import type { ResponseEvent } from '../events/response-event.ts';
import { strictEvent } from '../events/strict-event.ts';
import { runningTurn } from '../events/written-turn.ts';
import type { ResponseSettings } from '../request/response-settings.ts';
import { inLane } from './server-frames.ts';
import type { SocketChannel } from './socket-channel.ts';

/** How a turn is sent. */
export interface TurnSending {
  readonly turn: RunningTurn;
  readonly settings: ResponseSettings;
  readonly streamId: string | null;
  readonly channel: SocketChannel;
  /** Whether the response fails when it does not honor an option. */
  readonly isStrict: boolean;
  /** Aborts when the client leaves. */
  readonly signal: AbortSignal;
  /** Called before the last event is sent, with whether the turn ended well. */
  readonly atEnd: (endedWell: boolean) => Promise<void>;
}

/** The events that say nothing of the answer. */
const idle = new Set<TurnEventBody['type']>(['queued', 'started']);

/**
 * Sends the events of a turn, each in a message. The first ones wait until the service begins to
 * answer: a turn that fails before is thrown, for an error with a status. A slow client holds up its
 * own turn alone.
 */
export async function sendTurn(sending: TurnSending): Promise<void> {
  const { turn, settings, streamId, channel, isStrict, signal, atEnd } = sending;
  const writer = createResponseWriter(runningTurn(turn, settings), {
    showsEncryptedReasoning: true,
    hasErrorEvent: false,
  });
  const events = turn.events();
  const close = (): void => void events.return?.();
  signal.addEventListener('abort', close, { once: true });
  let held: ResponseEvent[] | null = [];
  try {
    for await (const known of events) {
      const event = isStrict ? strictEvent(known, turn.completion) : known;
      const isLast = event.type === 'done' || event.type === 'failed';
      if (isLast) await atEnd(event.type === 'done');
      if (event.type === 'failed' && held !== null) throw event.error;
      const written: ResponseEvent[] = [...(held ?? []), ...writer.write(event)];
      held = held !== null && idle.has(event.type) ? written : null;
      if (held === null) {
        for (const each of written) await channel.send({ ...each, ...inLane(streamId) });
      }
      if (isLast) return;
    }
  } finally {
    signal.removeEventListener('abort', close);
  }
}
