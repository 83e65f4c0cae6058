import type { Request, Response } from 'express';
import type { RunningTurn } from '../../../conversations/running/running-turn.ts';
import { CancelledError, UpstreamError } from '../../../errors/errors.ts';
import { toShownError } from '../../../http/answer/error-answer.ts';
import { setIgnoredHeader, setUnmetHeader } from '../../../http/answer/field-headers.ts';
import {
  createSseResponse,
  type SseResponse,
  type SseTiming,
} from '../../../http/answer/sse-response.ts';
import { createEventSender, type EventSender } from './event-sender.ts';
import { createResponseWriter } from './events/response-writer.ts';
import { inWordsOfResponses } from './events/field-names.ts';
import { strictEvent } from './events/strict-event.ts';
import { runningTurn, type WrittenTurn } from './events/written-turn.ts';
import type { ResponseRequest } from './request/response-request.ts';
import type { StartedTurn } from './start-turn.ts';
import { newId } from '../../../util/new-id.ts';

/** How a response is streamed. */
export interface Streaming {
  readonly timing: SseTiming;
  /** Whether the response fails when it does not honor an option. */
  readonly isStrict: boolean;
  /** Aborts when the client leaves; aborted when the stream fails. */
  readonly running: AbortController;
}

/** Creates show it whether or not it is asked for, as OpenAI's do. */
const view = { showsEncryptedReasoning: true };

/**
 * Answers with the events of the turn that `start` starts. A failure before the 200 is thrown on, for a
 * proper status; a later one becomes the stream's last events.
 */
export async function streamResponse(
  req: Request,
  res: Response,
  request: ResponseRequest,
  start: () => Promise<StartedTurn>,
  { timing, isStrict, running }: Streaming,
): Promise<void> {
  const sse = createSseResponse(res, timing);
  const senderOf = (turn: WrittenTurn): EventSender =>
    createEventSender(sse, createResponseWriter(turn, view), !request.isBackground);
  let sender: EventSender | undefined;
  try {
    const { turn, ignored } = await start();
    setIgnoredHeader(res, ignored);
    sender = senderOf(runningTurn(turn, request.settings));
    await sendEvents(turn, sender, { res, sse, isStrict, signal: running.signal });
  } catch (error) {
    if (!sse.isOpen()) throw error;
    running.abort(new CancelledError());
    sender ??= senderOf(neverStarted(request));
    sender.fail(toShownError(error, req));
  } finally {
    sse.end();
  }
}

interface Sending {
  readonly res: Response;
  readonly sse: SseResponse;
  readonly isStrict: boolean;
  readonly signal: AbortSignal;
}

/** Sends every event of a turn. Waits for a slow client. Returns early when the signal aborts. */
async function sendEvents(
  turn: RunningTurn,
  sender: EventSender,
  { res, sse, isStrict, signal }: Sending,
): Promise<void> {
  const events = turn.events();
  const close = (): void => void events.return?.();
  signal.addEventListener('abort', close, { once: true });
  try {
    for await (const event of events) {
      if (signal.aborted) return;
      if (!res.headersSent) setUnmetHeader(res, turn.completion.unmet.map(inWordsOfResponses));
      const shown = isStrict ? strictEvent(event, turn.completion) : event;
      if (!sender.send(shown)) await sse.drained(signal);
    }
    sender.fail(new UpstreamError('internal_error', 'The answer has ended without a result.'));
  } finally {
    signal.removeEventListener('abort', close);
  }
}

/** A response whose turn could not be started, for a stream that is open already. */
function neverStarted({ settings }: ResponseRequest): WrittenTurn {
  return {
    id: newId('resp_'),
    createdAt: new Date(),
    model: settings.model,
    settings,
    isStored: false,
    endedAt: null,
    unmet: [],
  };
}
