import type { IncomingMessage, ServerResponse } from 'node:http';
import { pathOf } from '../answer/path-of.ts';
import { isRead } from '../answer/wants-page.ts';
import type { OwnerOf } from '../surface-list.ts';
import type { ErrorAnswer, SurfaceDoor } from '../surface.ts';
import { sendShort } from './send-short.ts';

/** Whether a request is one of the probes of the surface that owns its path. */
export function isProbe(req: IncomingMessage, ownerOf: OwnerOf<SurfaceDoor>): boolean {
  return answerTo(req, ownerOf) !== undefined;
}

/** Answers a probe while the gateway starts. Returns whether the request is one. */
export function answerProbe(
  req: IncomingMessage,
  res: ServerResponse,
  ownerOf: OwnerOf<SurfaceDoor>,
): boolean {
  const answer = answerTo(req, ownerOf);
  if (answer === undefined) return false;
  sendShort(res, answer, { 'cache-control': 'no-store' });
  return true;
}

function answerTo(req: IncomingMessage, ownerOf: OwnerOf<SurfaceDoor>): ErrorAnswer | undefined {
  const path = pathOf(req);
  const { probes } = ownerOf(path);
  return isRead(req) && probes !== undefined && Object.hasOwn(probes, path)
    ? probes[path]
    : undefined;
}
