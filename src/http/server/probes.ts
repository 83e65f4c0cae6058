import type { IncomingMessage, ServerResponse } from 'node:http';
import { pathOf } from '../answer/path-of.ts';
import { isRead } from '../answer/wants-page.ts';
import type { OwnerOf } from '../surface-list.ts';
import type { ErrorAnswer, SurfaceDoor } from '../surface.ts';
import { sendShort } from './send-short.ts';

/** Whether a machine sends such a request every few seconds: a probe, or a read of a polled path. */
export function isPolled(req: IncomingMessage, ownerOf: OwnerOf<SurfaceDoor>): boolean {
  if (!isRead(req)) return false;
  const path = pathOf(req);
  const { polled, probes } = ownerOf(path);
  return polled?.includes(path) === true || answerAt(path, probes) !== undefined;
}

/** Answers a probe while the gateway starts. Returns whether the request is one. */
export function answerProbe(
  req: IncomingMessage,
  res: ServerResponse,
  ownerOf: OwnerOf<SurfaceDoor>,
): boolean {
  const path = pathOf(req);
  const answer = isRead(req) ? answerAt(path, ownerOf(path).probes) : undefined;
  if (answer === undefined) return false;
  sendShort(res, answer, { 'cache-control': 'no-store' });
  return true;
}

function answerAt(path: string, probes: SurfaceDoor['probes']): ErrorAnswer | undefined {
  return probes !== undefined && Object.hasOwn(probes, path) ? probes[path] : undefined;
}
