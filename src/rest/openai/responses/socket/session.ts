import { setMaxListeners } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import type { WebSocket } from 'ws';
import { isObject } from '../../../../codex/completion/is-object.ts';
import type { JsonObject } from '../../../../codex/completion/tools.ts';
import type { Caller } from '../../../../codex/completion/caller.ts';
import type { ErrorCode } from '../../../../errors/error-table.ts';
import {
  CancelledError,
  CodexServeError,
  InvalidApiKeyError,
  toCodexServeError,
} from '../../../../errors/errors.ts';
import {
  commonKeyHeaders,
  credentialsOf,
  type Identify,
} from '../../../../http/access/credentials.ts';
import { knownCallerOf } from '../../../../http/access/caller-of.ts';
import { ping } from '../../../../http/socket/ping.ts';
import {
  socketOperations,
  type AskedOperation,
} from '../../../../http/socket/socket-operations.ts';
import { jsonBoundsOf, type SocketBounds } from '../../../../http/socket/socket-bounds.ts';
import type { ResponsesOptions } from '../responses-options.ts';
import { answerCreate } from './answer-create.ts';
import { readFrame, type ClientFrame } from './client-frame.ts';
import { createLanes } from './lanes.ts';
import type { LocalTurns } from './local-turns.ts';
import { errorFrame, steerFailedFrame, type SteerFault } from './server-frames.ts';
import { createSocketChannel } from './socket-channel.ts';

/** What a socket is served with. */
export interface SessionDeps {
  readonly options: ResponsesOptions;
  readonly identify: Identify;
  readonly bounds: SocketBounds;
  readonly logger: Logger;
  /** How long a socket lives, in milliseconds. */
  readonly lifetimeMs: number;
  /** Gets each answer, which never rejects. */
  readonly track: (answer: Promise<void>) => void;
}

type CreateFrame = Extract<ClientFrame, { readonly type: 'create' }>;
type SteerFrame = Extract<ClientFrame, { readonly type: 'steer' }>;

/** Close code of a socket that has come to its end as planned. */
const normalClosure = 1000;

/** Serves one socket until it closes. Its answers are cancelled then. */
export function serveSession(
  { options, identify, bounds, logger, lifetimeMs, track }: SessionDeps,
  socket: WebSocket,
  request: IncomingMessage,
  locals: LocalTurns,
): void {
  const log = logger.child({ requestId: request.id });
  const begin = socketOperations(logger, options.tracer);
  const gone = new AbortController();
  // Each turn of each lane adds listeners, and removes them when it ends.
  setMaxListeners(0, gone.signal);
  const channel = createSocketChannel(socket);
  const lanes = createLanes();
  const running = new Map<string, string | null>();
  const jsonBounds = jsonBoundsOf(bounds);
  let steers = 0;

  async function fail(error: unknown, streamId: string | null): Promise<void> {
    if (gone.signal.aborted) return;
    const shown = toCodexServeError(error);
    options.countRefusal?.({
      error: shown,
      keyName: knownCallerOf(request)?.name ?? null,
      userAgent: request.headers['user-agent'] ?? null,
      surface: 'RESPONSES',
    });
    if (shown.code === 'internal_error') log.error({ err: error }, 'responses websocket');
    await channel.send(errorFrame(shown, streamId));
  }

  /** Who asks now: another admin token may be in force since the socket was opened. */
  async function callerNow(): Promise<Caller> {
    const caller = await identify(credentialsOf(request, commonKeyHeaders));
    if (caller === null) throw new InvalidApiKeyError();
    return caller;
  }

  async function create({ body, streamId }: CreateFrame): Promise<void> {
    if (gone.signal.aborted) return;
    const operation = begin(request, createOperation(body));
    let code: ErrorCode | null = null;
    try {
      const caller = { ...(await callerNow()), operationId: operation.id };
      const context = { options, channel, locals, running, signal: gone.signal };
      await answerCreate({ body, streamId, caller }, context);
    } catch (error) {
      ({ code } = toCodexServeError(error));
      await fail(error, streamId);
    } finally {
      operation.end({ keyName: knownCallerOf(request)?.name ?? null, code });
    }
  }

  async function steer(frame: SteerFrame): Promise<void> {
    const { previousId, input } = frame;
    const target = previousId === null ? undefined : running.get(previousId);
    const isWhole = previousId !== null && (typeof input === 'string' || Array.isArray(input));
    const fault: SteerFault =
      target === undefined ? 'response_not_found' : 'steering_not_supported';
    const code = isWhole ? fault : 'invalid_input';
    await channel.send(steerFailedFrame(frame, code, steers++, target ?? null));
  }

  async function receive(data: Buffer, isBinary: boolean): Promise<void> {
    let streamId: string | null = null;
    try {
      const frame = readFrame(data, isBinary, jsonBounds);
      if (frame.type === 'steer') return await steer(frame);
      ({ streamId } = frame);
      lanes.add(streamId, frame.bytes, async () => {
        const answer = create(frame);
        track(answer);
        await answer;
      });
    } catch (error) {
      const { code } = toCodexServeError(error);
      const keyName = knownCallerOf(request)?.name ?? null;
      begin(request, malformedMessage).end({ keyName, code });
      await fail(error, streamId);
    }
  }

  const stopPings = ping(socket, bounds.keepAliveMs);
  const age = setTimeout(() => void expire(), lifetimeMs);

  async function expire(): Promise<void> {
    await channel.send(errorFrame(tooOld(), null));
    socket.close(normalClosure, 'Connection limit reached');
    gone.abort(new CancelledError());
  }

  socket.on('message', (data, isBinary) => {
    // A Buffer, as long as `binaryType` is the default.
    void receive(Buffer.isBuffer(data) ? data : Buffer.alloc(0), isBinary);
  });
  // ws itself has already closed the socket with the fitting code.
  socket.on('error', (err) => log.warn({ err }, 'responses websocket'));
  socket.once('close', () => {
    clearTimeout(age);
    stopPings();
    locals.close();
    gone.abort(new CancelledError());
  });
}

const malformedMessage: AskedOperation = {
  name: 'response.create',
  operation: 'response.create',
  carriers: [],
};

/** Codex says in `client_metadata` which trace it continues, since its messages have no headers. */
function createOperation({ client_metadata: metadata }: JsonObject): AskedOperation {
  const { ws_request_header_traceparent: traceparent, ws_request_header_tracestate: tracestate } =
    isObject(metadata) ? metadata : {};
  const name = 'response.create';
  return { name, operation: name, carriers: [{ traceparent, tracestate }] };
}

/** The words and the code are OpenAI's. */
function tooOld(): CodexServeError {
  const message =
    'Responses websocket connection limit reached (60 minutes). Create a new websocket connection to continue.';
  return new CodexServeError('websocket_connection_limit_reached', message);
}
