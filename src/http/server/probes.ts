import type { IncomingMessage, ServerResponse } from 'node:http';
import { pathOf } from '../answer/path-of.ts';
import { isRead } from '../answer/wants-page.ts';
import type { OwnerOf } from '../surface-list.ts';
import type { ErrorAnswer, SurfaceDoor } from '../surface.ts';
import { sendShort } from './send-short.ts';

/** Whether a machine sends such a request every few seconds: a probe, or a read of a polled path. */
export function isPolled(req: IncomingMessage, ownerOf: OwnerOf<SurfaceDoor>): boolean {
  const path = pathOf(req);
  const isListed = isRead(req) && ownerOf(path).polled?.includes(path) === true;
  return isListed || answerTo(req, ownerOf) !== undefined;
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
