import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import type { CompletionObserver } from '../../codex/observers/completion-observer.ts';
import { pathOf } from '../answer/path-of.ts';
import { newId } from '../../util/new-id.ts';

/** The log of requests. It observes completions for the times of their first tokens. */
export interface RequestLog extends CompletionObserver {
  readonly handler: RequestHandler;
}

interface Times {
  readonly arrivedAt: number;
  firstTokenAt?: number;
}

/**
 * Gives each request an id, sent back as `x-request-id`, and logs one line when it is answered: id,
 * method, path, status, `durationMs`, and `firstTokenMs` where the request started a completion that
 * gave a token. Both times count from the request's arrival. No header and no query is logged: they
 * may hold keys.
 *
 * @param isProbe Whether a request is read every few seconds, so that its line is at the level debug.
 *   Default: none is.
 */
export function createRequestLog(
  logger: Logger,
  isProbe: (req: IncomingMessage) => boolean = () => false,
): RequestLog {
  /** Of open requests, by their ids. */
  const open = new Map<string, Times>();
  const byResponse = new WeakMap<ServerResponse, Times>();

  const line = (req: IncomingMessage, res: Response, durationMs: number): object => ({
    method: req.method,
    path: pathOf(req),
    status: res.statusCode,
    durationMs,
    firstTokenMs: firstTokenMs(byResponse.get(res)),
  });

  return {
    handler: pinoHttp<IncomingMessage, Response>({
      logger,
      genReqId(_req, res) {
        const id = newId('req_');
        res.setHeader('x-request-id', id);
        const times = { arrivedAt: Date.now() };
        open.set(id, times);
        byResponse.set(res, times);
        res.once('close', () => open.delete(id));
        return id;
      },
      quietReqLogger: true,
      customAttributeKeys: { responseTime: 'durationMs', reqId: 'requestId' },
      serializers: { req: () => undefined, res: () => undefined },
      customSuccessObject: (req, res, { durationMs }) => line(req, res, durationMs),
      customErrorObject: (req, res, err, { durationMs }) => ({
        ...line(req, res, durationMs),
        err,
      }),
      customLogLevel: (req, res, error) => (isProbe(req) ? 'debug' : levelOf(res, error)),
      customSuccessMessage: () => 'request',
      customErrorMessage: () => 'request',
    }) as RequestHandler,
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

function levelOf(res: ServerResponse, error: Error | undefined): 'info' | 'warn' | 'error' {
  if (error !== undefined || res.statusCode >= 500) return 'error';
  return res.statusCode >= 400 ? 'warn' : 'info';
}
