import type { ServerResponse } from 'node:http';
import type { ErrorAnswer } from '../surface.ts';

/**
 * Sends an answer without Express, which is not there yet while the gateway starts.
 *
 * @param headers More than those of the answer.
 */
export function sendShort(
  res: ServerResponse,
  { status, headers: own = {}, body }: ErrorAnswer,
  headers: Readonly<Record<string, string>>,
): void {
  const text = JSON.stringify(body);
  res.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    ...headers,
    ...own,
  });
  res.end(text);
}
