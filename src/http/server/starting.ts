import type { IncomingMessage, ServerResponse } from 'node:http';
import { CodexServeError } from '../../errors/errors.ts';
import type { OwnerOf } from '../surface-list.ts';
import type { SurfaceDoor } from '../surface.ts';

/**
 * Answers a request that has waited too long for the gateway to start: 503 with `retry-after`, in the
 * format of the surface that owns its path.
 */
export function answerStarting(
  { url = '' }: IncomingMessage,
  res: ServerResponse,
  ownerOf: OwnerOf<SurfaceDoor>,
): void {
  const error = new CodexServeError(
    'engine_unavailable',
    'The gateway is still starting. Try again in a moment.',
  );
  const { status, headers, body } = ownerOf(url.split('?')[0] ?? '').errorFormat(error, null);
  res.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'retry-after': '1',
    connection: 'close',
    ...headers,
  });
  res.end(JSON.stringify(body));
}
