import type { Caller } from '../../../../codex/completion/caller.ts';
import type { JsonObject } from '../../../../codex/completion/tools.ts';
import type { RawItem } from '../../../../conversations/raw-item.ts';
import { ConversationError } from '../../../../errors/errors.ts';
import { readResponseRequest } from '../read-request.ts';
import type { ResponseRequest } from '../request/response-request.ts';
import type { ResponsesOptions } from '../responses-options.ts';
import { startTurn } from '../start-turn.ts';
import type { LocalTurn, LocalTurns } from './local-turns.ts';
import { prepareResponse, toPrepared } from './prepare-turn.ts';
import { sendTurn } from './send-turn.ts';
import { inLane } from './server-frames.ts';
import type { SocketChannel } from './socket-channel.ts';

/** A `response.create` of a client. */
export interface CreateRequest {
  readonly body: JsonObject;
  readonly streamId: string | null;
  readonly caller: Caller;
}

/** What a request is answered with. */
export interface CreateContext {
  readonly options: ResponsesOptions;
  readonly channel: SocketChannel;
  readonly locals: LocalTurns;
  /** Names the response of a lane while it is answered. */
  readonly running: Map<string, string | null>;
  /** Aborts when the client leaves, which cancels its answers. */
  readonly signal: AbortSignal;
}

/**
 * Answers a request with the events of a response. Rejects with what is wrong with it, and with the
 * error of a turn that failed before the service began to answer. What a failed request of the same
 * lane continued from is forgotten, as OpenAI does.
 */
export async function answerCreate(sent: CreateRequest, context: CreateContext): Promise<void> {
  const { locals } = context;
  const { previous_response_id: previousId } = sent.body;
  const local = typeof previousId === 'string' ? locals.find(previousId) : undefined;
  const evict = (): void => {
    const isOwn = local?.prepared === null && local.streamId === sent.streamId;
    if (isOwn) locals.forget(local.id);
  };
  try {
    const body = { ...local?.prepared, ...sent.body };
    const origin = { caller: sent.caller, isWebSocket: true };
    const request = await readResponseRequest(body, origin, context.options);
    if (request.isGenerated) await answerGenerated(request, { sent, local, evict }, context);
    else await answerPrepared(request, { ...sent, body }, local, context);
  } catch (error) {
    evict();
    throw error;
  }
}

interface Continuing {
  readonly sent: CreateRequest;
  /** The turn of this connection that the request continues. */
  readonly local: LocalTurn | undefined;
  /** Forgets that turn. */
  readonly evict: () => void;
}

async function answerGenerated(
  request: ResponseRequest,
  { sent, local, evict }: Continuing,
  { options, channel, locals, running, signal }: CreateContext,
): Promise<void> {
  if (local === undefined) assertKept(request, options);
  const base = local?.items;
  const { turn, said } = await startTurn(request, { signal, base }, options);
  const { streamId } = sent;
  const { id } = turn.completion;
  running.set(id, streamId);
  try {
    await sendTurn({
      turn,
      settings: request.settings,
      streamId,
      channel,
      isStrict: options.isStrict,
      signal,
      async atEnd(endedWell) {
        const { output } = await turn.ended;
        if (!endedWell) evict();
        else if (!turn.isStored) {
          locals.keep({ id, items: [...said, ...output], streamId, prepared: null });
        }
      },
    });
  } finally {
    running.delete(id);
  }
}

/** Keeps what a request prepares, and asks nothing of the service. */
async function answerPrepared(
  request: ResponseRequest,
  { body, streamId, caller }: CreateRequest,
  local: LocalTurn | undefined,
  { options, channel, locals }: CreateContext,
): Promise<void> {
  if (local === undefined) assertKept(request, options);
  const { model } = await options.core.resolveModel(request.completion.model);
  const items = local?.items ?? (await historyOf(request, caller, options));
  const { id, events } = prepareResponse(request, model.id);
  const prepared = toPrepared(body);
  locals.keep({ id, items: [...items, ...request.input], streamId, prepared });
  for (const event of events) await channel.send({ ...event, ...inLane(streamId) });
}

async function historyOf(
  { from }: ResponseRequest,
  caller: Caller,
  { turns }: ResponsesOptions,
): Promise<readonly RawItem[]> {
  const start = await turns.begin(caller, from);
  start.release();
  return start.history;
}

/** Without a store, no other connection's response is there, and not one of this connection's past. */
function assertKept({ from }: ResponseRequest, { conversations }: ResponsesOptions): void {
  const { previousId = null } = from;
  if (conversations.mode !== 'off' || previousId === null) return;
  const message = `Previous response with id '${previousId}' not found.`;
  const param = 'previous_response_id';
  throw new ConversationError('previous_response_not_found', message, { param });
}
