import type { IncomingMessage } from 'node:http';
import type { Attributes } from '@opentelemetry/api';
import { pathOf } from '../http/answer/path-of.ts';

/** Those that the conventions name; others could be anything. */
const methods = new Set([
  'CONNECT',
  'DELETE',
  'GET',
  'HEAD',
  'OPTIONS',
  'PATCH',
  'POST',
  'PUT',
  'QUERY',
  'TRACE',
]);

/** In characters. Longer texts of a client are cut. */
const longestText = 512;

/** The method, as the name of a span begins with. */
export function nameOf({ method = '' }: IncomingMessage): string {
  return methods.has(method) ? method : 'HTTP';
}

/** What is known of a request when it arrives. The query is left out: it may hold keys. */
export function requestAttributes(req: IncomingMessage): Attributes {
  const { method = '', headers, socket, httpVersion } = req;
  const { host, 'user-agent': userAgent } = headers;
  const [, address, port] = /^(.*?)(?::(\d{1,5}))?$/.exec(host ?? '') ?? [];
  return {
    'http.request.method': methods.has(method) ? method : '_OTHER',
    'url.path': pathOf(req).slice(0, longestText),
    'url.scheme': 'http',
    'network.protocol.version': httpVersion,
    ...(address && { 'server.address': address.slice(0, longestText) }),
    ...(port !== undefined && { 'server.port': Number(port) }),
    ...(socket.remoteAddress !== undefined && { 'client.address': socket.remoteAddress }),
    ...(userAgent !== undefined && { 'user_agent.original': userAgent.slice(0, longestText) }),
  };
}

/** What Express adds to a request that a route has taken. */
interface RoutedRequest extends IncomingMessage {
  readonly route?: { readonly path?: unknown };
}

/**
 * The pattern of the route that answered; undefined where none did. Express forgets where a router is
 * mounted when it passes an error on.
 */
export function routeOf(req: RoutedRequest): string | undefined {
  const path = pathOf(req).toLowerCase();
  if (path === '/graphql') return path;
  const pattern = req.route?.path;
  if (typeof pattern !== 'string') return undefined;
  const isMounted = path.startsWith('/v1/') && !pattern.startsWith('/v1/');
  return isMounted ? `/v1${pattern}` : pattern;
}
