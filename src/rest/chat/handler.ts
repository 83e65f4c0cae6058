import type { Request, RequestHandler, Response } from 'express';
import type { Completion } from '../../codex/completion/completion.ts';
import type { SessionCore } from '../../codex/session-core.ts';
import { disconnectSignal } from '../http/disconnect.ts';
import { errorBody } from '../http/error-body.ts';
import { toShownError } from '../http/error-handler.ts';
import { setIgnoredHeader } from '../http/ignored-header.ts';
import { createSseResponse } from '../http/sse-response.ts';
import type { SseTiming } from '../http/sse-response.ts';
import { parseChatRequest } from './parse-request.ts';
import type { ChatRequest } from './parse-request.ts';
import { streamAnswer } from './streamed-answer.ts';
import { sendWholeAnswer } from './whole-answer.ts';

/** `POST /v1/chat/completions`. The client's leaving cancels the completion at once. */
export function createChatHandler(core: SessionCore, timing: SseTiming): RequestHandler {
  return async (req, res) => {
    const request = parseChatRequest(req.body);
    const signal = disconnectSignal(res);
    const start = async (): Promise<Completion> => {
      setIgnoredHeader(res, request.ignored);
      const completion = await core.run(request.completion, signal);
      setIgnoredHeader(res, ignoredBy(request, completion));
      return completion;
    };
    if (request.isStreamed) await stream(req, res, request, start, timing, signal);
    else await sendWholeAnswer(res, await start());
  };
}

/** The fields without effect; an effort counts as one where another is in force. */
function ignoredBy(
  { completion: { effort }, ignored }: ChatRequest,
  completion: Completion,
): readonly string[] {
  const isOverruled = effort !== undefined && effort !== completion.effort;
  return isOverruled ? [...ignored, 'reasoning_effort'] : ignored;
}

/** A failure before the 200 is thrown on, for a proper status; a later one becomes the last event. */
async function stream(
  req: Request,
  res: Response,
  { includesUsage }: ChatRequest,
  start: () => Promise<Completion>,
  timing: SseTiming,
  signal: AbortSignal,
): Promise<void> {
  const sse = createSseResponse(res, timing);
  try {
    await streamAnswer(res, sse, await start(), includesUsage, signal);
  } catch (error) {
    if (!sse.isOpen()) throw error;
    sse.send(`data: ${JSON.stringify(errorBody(toShownError(error, req)))}\n\n`);
  } finally {
    sse.end();
  }
}
