import type { RequestHandler } from 'express';
import type { Completion } from '../../../codex/completion/completion.ts';
import type { CompletionRequest, IdempotencyKey } from '../../../codex/completion/request.ts';
import { runWhole } from '../../../codex/completion/run-whole.ts';
import type { SessionCore } from '../../../codex/session-core.ts';
import { CancelledError } from '../../../errors/errors.ts';
import { callerOf } from '../../../http/access/caller-of.ts';
import { abortOnDisconnect } from '../../../http/answer/disconnect.ts';
import { idempotencyOf } from '../../../http/answer/idempotency.ts';
import { setIgnoredHeader } from '../../../http/answer/field-headers.ts';
import { withFieldNames } from '../errors/field-names.ts';
import { sendSseAnswer } from '../errors/sse-answer.ts';
import type { SseTiming } from '../../../http/answer/sse-response.ts';
import { parseLegacyRequest } from './parse-request.ts';
import type { LegacyChoice, LegacyRequest } from './parse-request.ts';
import { streamText } from './streamed-text.ts';
import { toTextCompletion } from './text-completion.ts';
import type { RunningChoice, RunningChoices } from './text-completion.ts';

/** What the legacy completions route needs. */
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
    const capabilities = core.capabilities();
    const context = { isStrict, caller: callerOf(req), capabilities };
    const request = parseLegacyRequest(req.body, context);
    const running = abortOnDisconnect(res);
    const idempotency = idempotencyOf(req, 'completions');
    setIgnoredHeader(res, request.ignored);
    const start = async (): Promise<RunningChoices> =>
      await startChoices(core, request, idempotency, running.signal);
    try {
      if (request.isStreamed) {
        await sendSseAnswer(req, res, timing, running, async (sse) => {
          await withFieldNames(fieldName, async () => {
            await streamText(sse, await start(), request.includesUsage, running.signal);
          });
        });
      } else res.json(toTextCompletion(await withFieldNames(fieldName, start)));
    } catch (error) {
      running.abort(new CancelledError());
      throw error;
    }
  };
}

/** What these completions call a field of a chat. */
function fieldName(field: string): string {
  return field.replace(/^messages\b.*/, 'prompt').replace(/^max_completion_tokens$/, 'max_tokens');
}

/**
 * Starts a completion for each choice, and sees them to their end unless they are streamed; all end
 * with the signal.
 */
async function startChoices(
  core: SessionCore,
  { choices: [first, ...more], isStreamed, ignored }: LegacyRequest,
  idempotency: IdempotencyKey | undefined,
  signal: AbortSignal,
): Promise<RunningChoices> {
  const delivery = isStreamed ? 'streamed' : 'whole';
  const run = async (request: CompletionRequest): Promise<Completion> =>
    await core.run({ ...request, delivery, ignored }, signal);
  const start = async (
    { completion, prefix }: LegacyChoice,
    index: number,
  ): Promise<RunningChoice> => {
    const keyed = idempotency && { ...completion, idempotency: { ...idempotency, index } };
    const asked = keyed ?? completion;
    if (isStreamed) return { completion: await run(asked), prefix };
    const whole = await runWhole(async (attempts) => await run({ ...asked, attempts }));
    return { completion: whole, prefix };
  };
  return await Promise.all([
    start(first, 0),
    ...more.map(async (choice, index) => await start(choice, index + 1)),
  ]);
}
