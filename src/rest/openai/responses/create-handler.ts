import type { RequestHandler } from 'express';
import { CancelledError } from '../../../errors/errors.ts';
import { callerOf } from '../../../http/access/caller-of.ts';
import { abortOnDisconnect } from '../../../http/answer/disconnect.ts';
import { idempotencyOf } from '../../../http/answer/idempotency.ts';
import { largeLength, letOthersRun } from '../../../util/event-loop.ts';
import { readResponseRequest } from './read-request.ts';
import type { ResponsesOptions } from './responses-options.ts';
import { startTurnOnce } from './start-turn.ts';
import { streamResponse } from './stream-response.ts';
import { sendWholeResponse, type StartTurn } from './whole-response.ts';

/** `POST /v1/responses`. The client's leaving cancels the answer, unless it runs in the background. */
export function createResponseHandler(options: ResponsesOptions): RequestHandler {
  return async (req, res) => {
    const isLarge = Number(req.get('content-length') ?? Infinity) > largeLength;
    const request = await readResponseRequest(req.body, { caller: callerOf(req) }, options);
    if (isLarge) await letOthersRun();
    const running = abortOnDisconnect(res);
    const idempotency = idempotencyOf(req, 'responses');
    const { signal } = running;
    const start: StartTurn = async (attempts) => {
      const terms = { signal, ...(attempts && { attempts }) };
      return await startTurnOnce(request, idempotency, terms, options);
    };
    try {
      if (request.isStreamed) {
        const { timing, isStrict } = options;
        await streamResponse(req, res, request, start, { timing, isStrict, running });
      } else await sendWholeResponse(res, request, start, options);
    } catch (error) {
      running.abort(new CancelledError());
      throw error;
    }
  };
}
