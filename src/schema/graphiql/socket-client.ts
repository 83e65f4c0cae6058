import type { GraphQLSchema } from 'graphql';

/**
 * Source of a function for the browser that makes GraphiQL's WebSocket client out of graphql-ws's
 * `createClient`. After a lost connection, that client sends its operations again. This one does so for
 * operations that only watch. Mutations, and subscriptions with one of the `starters`, are sent once:
 * sent again, they would start a second completion.
 */
export const socketClientScript = `(starters) => {
  // After a close with code 1000 graphql-ws connects again whatever retryAttempts says. An error in
  // place of the parameters ends that.
  const createOneTimeClient = (createClient, options) => {
    let closed;
    return createClient({
      ...options,
      retryAttempts: 0,
      on: { ...options.on, closed: (event) => { closed = event; } },
      connectionParams: () => {
        if (closed) throw new Error('The WebSocket was closed.', { cause: closed });
        return options.connectionParams();
      },
    });
  };
  const isSentOnce = new RegExp('^mutation\\\\b|\\\\b(' + starters.join('|') + ')\\\\b', 'm');
  return (createClient, options) => {
    const client = createClient(options);
    return {
      iterate: (payload) => {
        // GraphiQL has printed the query: it has no comments and no indentation of its own.
        if (!isSentOnce.test(payload.query)) return client.iterate(payload);
        return createOneTimeClient(createClient, options).iterate(payload);
      },
      dispose: () => client.dispose(),
    };
  };
}`;

/** The subscription fields that start a completion: those that say what its disconnection does. */
export function startingFields(schema: GraphQLSchema): readonly string[] {
  return Object.values(schema.getSubscriptionType()?.getFields() ?? {})
    .filter(({ args }) => args.some(({ name }) => name === 'onDisconnect'))
    .map(({ name }) => name);
}
