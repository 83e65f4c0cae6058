import type { IncomingMessage, ServerResponse } from 'node:http';
import { CodexServeError } from '../../errors/errors.ts';
import { pathOf } from '../answer/path-of.ts';
import type { OwnerOf } from '../surface-list.ts';
import type { SurfaceDoor } from '../surface.ts';
import { sendShort } from './send-short.ts';

/**
 * Answers a request that has waited too long for the gateway to start: 503 with `retry-after`, in the
 * format of the surface that owns its path.
 */
export function answerStarting(
  req: IncomingMessage,
  res: ServerResponse,
  ownerOf: OwnerOf<SurfaceDoor>,
): void {
  const error = new CodexServeError(
    'engine_unavailable',
    'The gateway is still starting. Try again in a moment.',
  );
  const answer = ownerOf(pathOf(req)).errorFormat(error, null);
  sendShort(res, answer, { 'retry-after': '1', connection: 'close' });
}
