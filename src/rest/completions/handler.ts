import type { Request, RequestHandler, Response } from 'express';
import type { Completion } from '../../codex/completion/completion.ts';
import type { SessionCore } from '../../codex/session-core.ts';
import { CancelledError } from '../../errors/errors.ts';
import { markFirstToken } from '../chat/first-token.ts';
import { clientDigest } from '../http/client-digest.ts';
import { abortOnDisconnect } from '../http/disconnect.ts';
import { errorBody } from '../http/error-body.ts';
import { toShownError } from '../http/error-handler.ts';
import { setIgnoredHeader } from '../http/field-headers.ts';
import { createSseResponse } from '../http/sse-response.ts';
import type { SseTiming } from '../http/sse-response.ts';
import { parseLegacyRequest } from './parse-request.ts';
import type { LegacyChoice, LegacyRequest } from './parse-request.ts';
import { streamText } from './streamed-text.ts';
import { toTextCompletion } from './text-completion.ts';
import type { RunningChoice, RunningChoices } from './text-completion.ts';

/** What the legacy completions route is made of. */
export interface LegacyCompletionsOptions {
  readonly core: SessionCore;
  readonly timing: SseTiming;
  /** Refuses what would have no effect. */
  readonly isStrict: boolean;
}

/** `POST /v1/completions`. The client's leaving cancels the answer at once. */
export function createLegacyCompletionsHandler(options: LegacyCompletionsOptions): RequestHandler {
  const { core, timing, isStrict } = options;
  return async (req, res) => {
    const request = parseLegacyRequest(req.body, { isStrict, client: clientDigest(req) });
    const running = abortOnDisconnect(res);
    setIgnoredHeader(res, request.ignored);
    const start = async (): Promise<RunningChoices> =>
      await startChoices(core, request, running.signal);
    try {
      if (request.isStreamed) await stream(req, res, request, start, timing, running);
      else await sendWhole(res, await start());
    } catch (error) {
      running.abort(new CancelledError());
      throw error;
    }
  };
}

/** Starts a completion for each choice; all end with the signal. */
async function startChoices(
  core: SessionCore,
  { choices: [first, ...more] }: LegacyRequest,
  signal: AbortSignal,
): Promise<RunningChoices> {
  const start = async ({ completion, prefix }: LegacyChoice): Promise<RunningChoice> => ({
    completion: await core.run(completion, signal),
    prefix,
  });
  return await Promise.all([start(first), ...more.map(start)]);
}

async function sendWhole(res: Response, choices: RunningChoices): Promise<void> {
  await Promise.all([
    ...choices.map(async ({ completion }) => await completion.result()),
    noteFirstToken(res, choices[0].completion),
  ]);
  res.json(toTextCompletion(choices));
}

async function noteFirstToken(res: Response, completion: Completion): Promise<void> {
  for await (const { type } of completion.events()) {
    if (type !== 'delta') continue;
    markFirstToken(res);
    break;
  }
}

/** A failure before the 200 is thrown on, for a proper status; a later one becomes the last event. */
async function stream(
  req: Request,
  res: Response,
  { includesUsage }: LegacyRequest,
  start: () => Promise<RunningChoices>,
  timing: SseTiming,
  running: AbortController,
): Promise<void> {
  const sse = createSseResponse(res, timing);
  try {
    await streamText(res, sse, await start(), includesUsage, running.signal);
  } catch (error) {
    if (!sse.isOpen()) throw error;
    running.abort(new CancelledError());
    sse.send(`data: ${JSON.stringify(errorBody(toShownError(error, req)))}\n\n`);
  } finally {
    sse.end();
  }
}
