import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { ServerContext } from './yoga.ts';

/**
 * Refuses one more server-sent stream than a browser can have: over HTTP/1.1 it opens six connections
 * to a host, for all its tabs. With six streams, every other request of the page would wait forever.
 *
 * @param limit Streams of one origin in one browser. Programs, which send no `Origin`, have no limit.
 */
export function limitStreams(limit: number): Plugin<ServerContext> {
  const streams = new Map<string, number>();
  return {
    onSubscribe({ args }) {
      const { req, res } = args.contextValue;
      const browser = req && browserOf(req);
      if (browser === undefined || res === undefined) return;
      const open = streams.get(browser) ?? 0;
      if (open >= limit) {
        throw new GraphQLError(
          `A page may have ${limit} server-sent streams at a time, because browsers open only six connections to a host. Use a WebSocket with the subprotocol graphql-transport-ws.`,
          { extensions: { code: 'RESOURCE_UNAVAILABLE', http: { status: 429 } } },
        );
      }
      streams.set(browser, open + 1);
      res.once('close', () => {
        const left = (streams.get(browser) ?? 1) - 1;
        if (left === 0) streams.delete(browser);
        else streams.set(browser, left);
      });
    },
  };
}

/**
 * What tells one browser's pages of an origin from those of another, also behind a proxy. Undefined
 * for a program, and over HTTP/2, which has one connection for everything.
 */
function browserOf({ headers, socket, httpVersionMajor }: NonNullable<ServerContext['req']>) {
  const { origin, 'user-agent': userAgent, 'x-forwarded-for': forwardedFor } = headers;
  if (origin === undefined || httpVersionMajor > 1) return undefined;
  return JSON.stringify([origin, socket.remoteAddress, forwardedFor, userAgent]);
}
