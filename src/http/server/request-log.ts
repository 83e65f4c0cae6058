import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import type { CompletionObserver } from '../../codex/observers/completion-observer.ts';
import { programOf } from '../../codex/completion/program.ts';
import { knownCallerOf } from '../access/caller-of.ts';
import { pathOf } from '../answer/path-of.ts';
import { factsOf } from '../request-facts.ts';
import { requestIdOf } from '../request-id.ts';
import type { RequestTracer } from '../request-tracer.ts';
import { cutText } from '../../util/cut-text.ts';
import { newId } from '../../util/new-id.ts';

/** The log of requests. It observes completions for the times of their first tokens. */
export interface RequestLog extends CompletionObserver {
  readonly handler: RequestHandler;
}

interface Times {
  readonly arrivedAt: number;
  firstTokenAt?: number;
}

/** Of a path in the log, in characters. A longer one is cut. */
const longestPath = 500;

/**
 * Gives each request an id, sent back as `x-request-id`, and logs one line when it is answered: who
 * asked for what, the status, the code of its error, `durationMs`, and `firstTokenMs` where the request
 * started a completion that gave a token. Both times count from the request's arrival. No query is
 * logged, and of the headers only the name of the program: they may hold keys. All lines about a
 * request have its id, and that of its span where there is a tracer.
 *
 * @param isPolled Whether a request is sent every few seconds, so that its line is at the level debug
 *   unless it was refused, and it has no span. Default: none is.
 * @param tracer Default: nothing is traced.
 */
export function createRequestLog(
  logger: Logger,
  isPolled: (req: IncomingMessage) => boolean = () => false,
  tracer?: RequestTracer,
): RequestLog {
  /** Of open requests, by their ids. */
  const open = new Map<string, Times>();
  const byResponse = new WeakMap<ServerResponse, Times>();

  const line = (req: IncomingMessage, res: Response, durationMs: number): object => ({
    ...tracer?.idsOf(requestIdOf(req)),
    ...requestFields(req),
    status: res.statusCode,
    durationMs,
    firstTokenMs: firstTokenMs(byResponse.get(res)),
  });

  const handler = pinoHttp<IncomingMessage, Response>({
    logger,
    genReqId(req, res) {
      const id = newId('req_');
      res.setHeader('x-request-id', id);
      if (tracer !== undefined && !isPolled(req)) tracer.request(id, req, res);
      const times = { arrivedAt: Date.now() };
      open.set(id, times);
      byResponse.set(res, times);
      res.once('close', () => open.delete(id));
      return id;
    },
    quietReqLogger: true,
    customAttributeKeys: { responseTime: 'durationMs', reqId: 'requestId' },
    serializers: { req: () => undefined, res: () => undefined },
    // Errors are written as everywhere in the log.
    wrapSerializers: false,
    customSuccessObject: (req, res, { durationMs }) => line(req, res, durationMs),
    customErrorObject: (req, res, err, { durationMs }) => ({
      ...line(req, res, durationMs),
      ...(factsOf(req).code === undefined && { err }),
    }),
    customLogLevel: (req, res, error) =>
      isPolled(req) && !isRefused(res) ? 'debug' : levelOf(res, error),
    customSuccessMessage: () => 'request',
    customErrorMessage: () => 'request',
  });

  // The logger of pino-http is a child, which keeps the level that it was made with.
  logger.on('level-change', (level, _value, _before, _valueBefore, changed) => {
    if (changed === logger) handler.logger.level = level;
  });
  return {
    handler:
      tracer === undefined
        ? (handler as RequestHandler)
        : withTraceIds(handler as RequestHandler, tracer),
    /** Of several completions that one request started, the first counts. */
    firstToken({ caller, firstTokenAt }) {
      const times = open.get(caller.requestId ?? '');
      if (times !== undefined) times.firstTokenAt ??= firstTokenAt?.getTime() ?? Date.now();
    },
  };
}

/** Never negative, even where the clock was set back. */
function firstTokenMs({ arrivedAt = 0, firstTokenAt }: Partial<Times> = {}): number | undefined {
  return firstTokenAt === undefined ? undefined : Math.max(0, firstTokenAt - arrivedAt);
}

/** A probe that fails has 503. */
function isRefused({ statusCode }: ServerResponse): boolean {
  return statusCode >= 400 && statusCode < 500;
}

function levelOf(res: ServerResponse, error: Error | undefined): 'info' | 'warn' | 'error' {
  if (error !== undefined || res.statusCode >= 500) return 'error';
  return res.statusCode >= 400 ? 'warn' : 'info';
}

/** What is logged of a request, or of a WebSocket's upgrade, in its one line. */
export function requestFields(req: IncomingMessage): object {
  const caller = knownCallerOf(req);
  const { code, param, operation, operationName } = factsOf(req);
  return {
    method: req.method,
    path: shownPath(req),
    keyName: caller?.name,
    program: programOf(req.headers['user-agent'] ?? null),
    code,
    param,
    operation,
    operationName,
  };
}

/** The path of a request for the log. */
export function shownPath(req: IncomingMessage): string {
  return cutText(pathOf(req), longestPath);
}

/** Adds the ids of its span to all lines about a request. */
function withTraceIds(handler: RequestHandler, tracer: RequestTracer): RequestHandler {
  return (req, res, next) => {
    handler(req, res, () => {
      const ids = tracer.idsOf(requestIdOf(req));
      if (ids !== undefined) req.log = req.log.child(ids);
      next();
    });
  };
}
