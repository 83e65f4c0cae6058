import type { GraphQLSchema } from 'graphql';

/**
 * Source of a function for the browser that makes GraphiQL's WebSocket client out of graphql-ws's
 * `createClient`. After a lost connection, that client sends its operations again. This one does so for
 * operations that only watch. Mutations, and subscriptions with one of the `starters`, are sent once:
 * sent again, they would start a second completion.
 */
export const socketClientScript = `(starters) => {
  const isSentOnce = new RegExp('^mutation\\\\b|\\\\b(' + starters.join('|') + ')\\\\b', 'm');
  return (createClient, options) => {
    const client = createClient(options);
    return {
      iterate: (payload) => {
        // GraphiQL has printed the query: it has no comments and no indentation of its own.
        if (!isSentOnce.test(payload.query)) return client.iterate(payload);
        return createClient({ ...options, retryAttempts: 0 }).iterate(payload);
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
