import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';

/**
 * Gives each request an id, sent back as `x-request-id`, and logs one line when it is answered: id,
 * method, path, status, time, and the time to the first token where there was one. No header and no
 * query is logged: they may hold keys.
 */
export function requestLog(logger: Logger): RequestHandler {
  return pinoHttp<IncomingMessage, Response>({
    logger,
    genReqId(_req, res) {
      const id = `req_${randomUUID().replaceAll('-', '')}`;
      res.setHeader('x-request-id', id);
      return id;
    },
    quietReqLogger: true,
    customAttributeKeys: { responseTime: 'durationMs', reqId: 'requestId' },
    serializers: { req: () => undefined, res: () => undefined },
    customSuccessObject: (req, res, { durationMs }) => line(req, res, durationMs),
    customErrorObject: (req, res, err, { durationMs }) => ({ ...line(req, res, durationMs), err }),
    customLogLevel: (_req, res, error) => levelOf(res, error),
    customSuccessMessage: () => 'request',
    customErrorMessage: () => 'request',
  }) as RequestHandler;
}

function line(req: IncomingMessage, res: Response, durationMs: number): object {
  return {
    method: req.method,
    path: pathOf(req),
    status: res.statusCode,
    durationMs,
    firstTokenMs: firstTokenMs(res),
  };
}

function pathOf(req: IncomingMessage & { originalUrl?: string }): string {
  return (req.originalUrl ?? req.url ?? '').split('?')[0] ?? '';
}

function levelOf(res: ServerResponse, error: Error | undefined): 'info' | 'warn' | 'error' {
  if (error !== undefined || res.statusCode >= 500) return 'error';
  return res.statusCode >= 400 ? 'warn' : 'info';
}

/** A surface notes when it wrote its first token in `res.locals.firstTokenAt` (`performance.now()`). */
function firstTokenMs({ locals }: Response): number | undefined {
  const { startedAt, firstTokenAt } = locals as { startedAt?: number; firstTokenAt?: number };
  if (startedAt === undefined || firstTokenAt === undefined) return undefined;
  return Math.round(firstTokenAt - startedAt);
}

/** Notes when a request came in. */
export const noteStart: RequestHandler = (_req, res, next) => {
  res.locals['startedAt'] = performance.now();
  next();
};
