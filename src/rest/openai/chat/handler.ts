import type { Request, RequestHandler, Response } from 'express';
import type { AttemptBudget } from '../../../codex/completion/attempt-budget.ts';
import type { Completion } from '../../../codex/completion/completion.ts';
import type { IdempotencyKey, Message } from '../../../codex/completion/request.ts';
import { runWhole } from '../../../codex/completion/run-whole.ts';
import type { SessionCore } from '../../../codex/session-core.ts';
import { CancelledError } from '../../../errors/errors.ts';
import { largeLength, letOthersRun } from '../../../util/event-loop.ts';
import type { ImageFetcher } from '../../../images/image-fetcher.ts';
import { inlineImages } from '../../../images/inline-images.ts';
import { callerOf } from '../../../http/access/caller-of.ts';
import { abortOnDisconnect } from '../../../http/answer/disconnect.ts';
import { idempotencyHeader, idempotencyOf } from '../../../http/answer/idempotency.ts';
import { setIgnoredHeader } from '../../../http/answer/field-headers.ts';
import { withFieldNames } from '../errors/field-names.ts';
import { sendSseAnswer } from '../errors/sse-answer.ts';
import type { SseTiming } from '../../../http/answer/sse-response.ts';
import type { StoredCompletions } from '../stored/stored-completions.ts';
import type { Answer } from './answer.ts';
import { assertEffort } from '../validation/effort.ts';
import { parseChatRequest } from './parse-request.ts';
import type { ChatRequest } from './chat-request.ts';
import { readReasoningFormat, reasoningHeader } from './reasoning-format.ts';
import type { ReasoningFormat } from './reasoning-format.ts';
import { withOfferedTier } from './service-tier.ts';
import { storingOf } from './storing.ts';
import { streamAnswer } from './streamed-answer.ts';
import { withShortenedSchemas } from './tool-schemas.ts';
import { sendWholeAnswer } from './whole-answer.ts';

/** What the chat route needs. */
export interface ChatOptions {
  readonly core: SessionCore;
  readonly timing: SseTiming;
  /** Keeps what is asked to be stored; undefined refuses that. */
  readonly store: StoredCompletions | undefined;
  readonly images: ImageFetcher;
  /** Refuses options without effect, and fails answers that do not honor an option. */
  readonly isStrict: boolean;
  /** Where reasoning goes unless the request says otherwise. */
  readonly reasoningFormat: ReasoningFormat;
}

/** `POST /v1/chat/completions`. The client's leaving cancels the answer at once. */
export function createChatHandler(options: ChatOptions): RequestHandler {
  return async (req, res) => {
    const request = await readRequest(req, options);
    const storing = request.toStore === null ? null : storingOf(req, request, options.store);
    const running = abortOnDisconnect(res);
    const hasKey = req.get(idempotencyHeader) !== undefined;
    const idempotency = hasKey ? idempotencyOf(req, 'chat completions') : undefined;
    const nameOf = request.shape.isLegacy ? functionField : sameField;
    const start = async (): Promise<Answer> =>
      await startAnswer(res, request, idempotency, options, running);
    try {
      if (request.isStreamed) {
        const { includesUsage } = request;
        const how = { includesUsage, storing, isStrict: options.isStrict };
        await sendSseAnswer(req, res, options.timing, running, async (sse) => {
          await withFieldNames(nameOf, async () => {
            await streamAnswer(res, sse, await start(), how, running.signal);
          });
        });
      } else {
        const answer = await withFieldNames(nameOf, start);
        await sendWholeAnswer(res, answer, storing, options.isStrict);
      }
    } catch (error) {
      running.abort(new CancelledError());
      throw error;
    }
  };
}

function sameField(field: string): string {
  return field;
}

/** The field of a tool that was sent as a deprecated function. */
function functionField(field: string): string {
  return field.replace(/^tools\[(\d+)\]\.function\b/, 'functions[$1]');
}

async function readRequest(req: Request, options: ChatOptions): Promise<ChatRequest> {
  const { core, isStrict } = options;
  const header = req.get(reasoningHeader);
  const fallback = options.reasoningFormat;
  const reasoning = header === undefined ? fallback : readReasoningFormat(header, fallback);
  const capabilities = core.capabilities();
  const context = { reasoning, isStrict, caller: callerOf(req), capabilities };
  const request = parseChatRequest(req.body, context);
  const isLarge = Number(req.get('content-length') ?? Infinity) > largeLength;
  if (isLarge) await letOthersRun();
  if (isStrict) await assertEffort(core, request.completion, 'reasoning_effort');
  const { serviceTier, tools } = request.completion;
  const offered =
    serviceTier === undefined ? request : await withOfferedTier(core, request, isStrict);
  const shortened = tools === undefined ? offered : withShortenedSchemas(core, offered, isStrict);
  if (isLarge) await letOthersRun();
  return shortened;
}

/** Starts a completion for each choice; all end with the signal. */
async function startAnswer(
  res: Response,
  { completion, choiceCount, shape, ignored, isStreamed }: ChatRequest,
  idempotency: IdempotencyKey | undefined,
  { core, images }: ChatOptions,
  { signal }: AbortController,
): Promise<Answer> {
  if (ignored.length > 0) setIgnoredHeader(res, ignored);
  const messages = completion.messages.some(hasImage)
    ? await inlineImages(completion.messages, images, signal, undefined, completion.caller)
    : completion.messages;
  const delivery = isStreamed ? ('streamed' as const) : ('whole' as const);
  const asked = { ...completion, messages, delivery, ignored };
  const start = async (index: number, attempts?: AttemptBudget): Promise<Completion> =>
    await core.run(
      {
        ...asked,
        ...(attempts && { attempts }),
        ...(idempotency && { idempotency: { ...idempotency, index } }),
      },
      signal,
    );
  const run = async (index: number): Promise<Completion> =>
    isStreamed
      ? await start(index)
      : await runWhole(async (attempts) => await start(index, attempts));
  const others = Array.from({ length: choiceCount - 1 }, async (_, index) => await run(index + 1));
  const [first, ...more] = await Promise.all([run(0), ...others]);
  if (isOverruled(first, asked.effort)) setIgnoredHeader(res, [...ignored, 'reasoning_effort']);
  return { choices: [first, ...more], shape };
}

function hasImage({ content }: Message): boolean {
  return content.some(({ type }) => type === 'image');
}

/** Whether another effort than the one asked for is in force. */
function isOverruled({ effort }: Completion, asked: string | undefined): boolean {
  return asked !== undefined && asked !== effort;
}
