import type { Request, Response } from 'express';
import type { RunningTurn } from '../../../conversations/running/running-turn.ts';
import { storedEvents } from '../../../conversations/running/stored-events.ts';
import { abortOnDisconnect } from '../../../http/answer/disconnect.ts';
import type { SseResponse, SseTiming } from '../../../http/answer/sse-response.ts';
import { letOthersRun } from '../../../util/event-loop.ts';
import { sendSseAnswer } from '../errors/sse-answer.ts';
import { toSse } from './events/response-event.ts';
import { createResponseWriter, type ResponseWriter } from './events/response-writer.ts';
import { settingsOf } from './events/stored-settings.ts';
import { runningTurn, storedTurn } from './events/written-turn.ts';
import type { KeptResponse } from './kept-responses.ts';

/** As the stream that created the response. */
const view = { showsEncryptedReasoning: true };

/** Events that are written in one go, which takes about a millisecond. */
const atOnce = 256;

/**
 * Sends the events of a response from the first one until it ends. They have the numbers
 * that everyone else received them with.
 *
 * @param startingAfter The number of the last event that the client has; -1 for none.
 */
export async function sendReplay(
  req: Request,
  res: Response,
  timing: SseTiming,
  { turn, running }: KeptResponse,
  startingAfter: number,
): Promise<void> {
  const events = running?.events() ?? storedEvents(turn);
  if (events === null)
    throw new Error(`Response ${turn.id} has neither ended nor is it under way.`);
  const written = running ? runningTurn(running, settingsOf(turn)) : storedTurn(turn, view);
  const leaving = abortOnDisconnect(res);
  await sendSseAnswer(req, res, timing, leaving, async (sse) => {
    const writer = createResponseWriter(written, view);
    await sendEvents(sse, events, { writer, startingAfter }, leaving.signal);
    // The client has all of them. Its stream opens and ends all the same.
    if (!sse.isOpen()) sse.send(': no more events\n\n');
  });
}

/** Lets others run in between: a long answer is past, and nothing in it has to be waited for. */
async function sendEvents(
  sse: SseResponse,
  events: ReturnType<RunningTurn['events']>,
  { writer, startingAfter }: { readonly writer: ResponseWriter; readonly startingAfter: number },
  signal: AbortSignal,
): Promise<void> {
  signal.addEventListener('abort', () => void events.return?.(), { once: true });
  // The record was just read, and now it is parsed: each takes up to 10 ms for 50,000 events.
  await letOthersRun();
  for await (const event of events) {
    for (const each of writer.write(event)) {
      if (each.sequence_number <= startingAfter) continue;
      if (!sse.send(toSse(each))) await sse.drained(signal);
    }
    if (event.sequence % atOnce === atOnce - 1) await letOthersRun();
  }
}
