import type { Request, Response } from 'express';
import { CancelledError } from '../../../errors/errors.ts';
import { errorBody } from './error-body.ts';
import { toShownError } from '../../../http/answer/error-answer.ts';
import {
  createSseResponse,
  type SseResponse,
  type SseTiming,
} from '../../../http/answer/sse-response.ts';

/**
 * Answers with what `write` sends. A failure before the 200 is thrown on, for a proper status; a
 * later one ends the answer's work and becomes the stream's last event.
 */
export async function sendSseAnswer(
  req: Request,
  res: Response,
  timing: SseTiming,
  running: AbortController,
  write: (sse: SseResponse) => Promise<void>,
): Promise<void> {
  const sse = createSseResponse(res, timing);
  try {
    await write(sse);
  } catch (error) {
    if (!sse.isOpen()) throw error;
    running.abort(new CancelledError());
    sse.send(`data: ${JSON.stringify(errorBody(toShownError(error, req)))}\n\n`);
  } finally {
    sse.end();
  }
}
