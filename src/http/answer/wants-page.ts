import type { IncomingMessage } from 'node:http';
import type { Request } from 'express';

/**
 * Whether a request reads a page for a person, as a browser does: a GET or HEAD whose `Accept` prefers
 * `text/html` to JSON. A program that accepts anything (any type) does not.
 */
export function wantsPage(req: Request): boolean {
  return isRead(req) && req.accepts(['json', 'html']) === 'html';
}

/** Whether a request only reads: a GET or HEAD. */
export function isRead({ method }: Pick<IncomingMessage, 'method'>): boolean {
  return method === 'GET' || method === 'HEAD';
}
