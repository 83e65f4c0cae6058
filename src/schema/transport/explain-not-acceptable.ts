import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';

const streamType = 'text/event-stream';

/**
 * Refuses a subscription that cannot be answered as server-sent events, before anything is started,
 * and gives each 406 a body that says what to accept: Yoga's has none.
 */
export function explainNotAcceptable(): Plugin {
  return {
    onSubscribe({ args }) {
      const { request } = args.contextValue as { request?: Request };
      if (request === undefined || acceptsStream(request)) return;
      throw new GraphQLError(
        `A subscription is answered as a stream. Accept ${streamType}, or use a WebSocket with the subprotocol graphql-transport-ws.`,
        { extensions: { code: 'NOT_ACCEPTABLE', http: { status: 406 } } },
      );
    },
    onResponse(event) {
      const { response, fetchAPI } = event;
      if (response.status !== 406 || response.body !== null) return;
      const types = `application/json, application/graphql-response+json or ${streamType}`;
      const message = `The answer is not available in a type that the request accepts. Accept ${types}.`;
      const body = { errors: [{ message, extensions: { code: 'NOT_ACCEPTABLE' } }] };
      const headers = { 'content-type': 'application/json; charset=utf-8' };
      event.setResponse(new fetchAPI.Response(JSON.stringify(body), { status: 406, headers }));
    },
  };
}

function acceptsStream({ headers }: Request): boolean {
  const types = (headers.get('accept') ?? '*/*')
    .split(',')
    .map((type) => type.split(';')[0]?.trim());
  return types.some((type) => type === streamType || type === 'text/*' || type === '*/*');
}
