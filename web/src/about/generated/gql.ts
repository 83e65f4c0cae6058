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
  'query About {\n  version\n  health {\n    id\n    isDemo\n    startedAt\n    memoryBytes\n    eventLoopDelayMsP99\n    parkedTurns\n    loadedThreads\n    keptThreads\n    warmThreads\n    usage {\n      retentionDays\n      bytes\n      oldestAt\n    }\n    engine {\n      id\n      name\n      reason\n      state\n      version\n      path\n      source\n      skipped {\n        path\n        reason\n      }\n    }\n    store {\n      mode\n      conversations\n      bytes\n      oldestAt\n    }\n  }\n  settings {\n    name\n    variable\n    value\n    source\n    group\n    description\n    isSecret\n  }\n  keys {\n    name\n    seesAll\n  }\n}': typeof types.AboutDocument;
};
const documents: Documents = {
  'query About {\n  version\n  health {\n    id\n    isDemo\n    startedAt\n    memoryBytes\n    eventLoopDelayMsP99\n    parkedTurns\n    loadedThreads\n    keptThreads\n    warmThreads\n    usage {\n      retentionDays\n      bytes\n      oldestAt\n    }\n    engine {\n      id\n      name\n      reason\n      state\n      version\n      path\n      source\n      skipped {\n        path\n        reason\n      }\n    }\n    store {\n      mode\n      conversations\n      bytes\n      oldestAt\n    }\n  }\n  settings {\n    name\n    variable\n    value\n    source\n    group\n    description\n    isSecret\n  }\n  keys {\n    name\n    seesAll\n  }\n}':
    types.AboutDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: 'query About {\n  version\n  health {\n    id\n    isDemo\n    startedAt\n    memoryBytes\n    eventLoopDelayMsP99\n    parkedTurns\n    loadedThreads\n    keptThreads\n    warmThreads\n    usage {\n      retentionDays\n      bytes\n      oldestAt\n    }\n    engine {\n      id\n      name\n      reason\n      state\n      version\n      path\n      source\n      skipped {\n        path\n        reason\n      }\n    }\n    store {\n      mode\n      conversations\n      bytes\n      oldestAt\n    }\n  }\n  settings {\n    name\n    variable\n    value\n    source\n    group\n    description\n    isSecret\n  }\n  keys {\n    name\n    seesAll\n  }\n}',
): typeof import('./graphql.ts').AboutDocument;

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
