import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/**
 * Leaves GET to queries. Any web page can make a browser send a GET, and a subscription may start a
 * turn. Yoga itself refuses mutations.
 */
export function queryByGet(): Plugin {
  return {
    onSubscribe({ args }) {
      const { request } = args.contextValue as { request?: Request };
      if (request?.method !== 'GET') return;
      throw new GraphQLError('A subscription must be sent by POST.', {
        extensions: { code: 'BAD_REQUEST', http: { status: 405, headers: { Allow: 'POST' } } },
      });
    },
  };
}
