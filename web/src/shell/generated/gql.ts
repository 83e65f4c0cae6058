/* eslint-disable */
import * as types from './graphql.ts';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
  'subscription ShellHealth {\n  health {\n    id\n    isReady\n    parkedTurns\n    engine {\n      id\n      name\n      state\n      version\n      activeTurns\n    }\n    queue {\n      id\n      queuedTurns\n      maxTurns\n    }\n    account {\n      id\n      isReady\n      isLoginRequired\n    }\n    breaker {\n      kind\n      reason\n      retryAt\n    }\n  }\n}': typeof types.ShellHealthDocument;
};
const documents: Documents = {
  'subscription ShellHealth {\n  health {\n    id\n    isReady\n    parkedTurns\n    engine {\n      id\n      name\n      state\n      version\n      activeTurns\n    }\n    queue {\n      id\n      queuedTurns\n      maxTurns\n    }\n    account {\n      id\n      isReady\n      isLoginRequired\n    }\n    breaker {\n      kind\n      reason\n      retryAt\n    }\n  }\n}':
    types.ShellHealthDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: 'subscription ShellHealth {\n  health {\n    id\n    isReady\n    parkedTurns\n    engine {\n      id\n      name\n      state\n      version\n      activeTurns\n    }\n    queue {\n      id\n      queuedTurns\n      maxTurns\n    }\n    account {\n      id\n      isReady\n      isLoginRequired\n    }\n    breaker {\n      kind\n      reason\n      retryAt\n    }\n  }\n}',
): typeof import('./graphql.ts').ShellHealthDocument;

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
