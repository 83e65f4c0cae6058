import type { IncomingMessage, ServerResponse } from 'node:http';
import { errorRow } from '../../errors/error-table.ts';

const message = 'The gateway is still starting. Try again in a moment.';

/**
 * Answers a request that has waited too long for the gateway to start: 503 with `retry-after`, in
 * the shape of the API that its path belongs to.
 */
export function answerStarting({ url = '' }: IncomingMessage, res: ServerResponse): void {
  const { status, type, wireCode } = errorRow('engine_unavailable');
  const [path = ''] = url.split('?');
  const body =
    path === '/graphql'
      ? { errors: [{ message, extensions: { code: 'ENGINE_UNAVAILABLE' } }] }
      : { error: { message, type, param: null, code: wireCode } };
  res.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'retry-after': '1',
    connection: 'close',
  });
  res.end(JSON.stringify(body));
}
