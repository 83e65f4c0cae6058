import type { IncomingMessage } from 'node:http';

/** The path as the client sent it, without the query. */
export function pathOf(req: IncomingMessage & { readonly originalUrl?: string }): string {
  return (req.originalUrl ?? req.url ?? '').split('?', 1)[0] ?? '';
}
