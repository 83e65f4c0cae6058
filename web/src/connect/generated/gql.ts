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
  'subscription ConnectAccount {\n  health {\n    id\n    account {\n      id\n      isReady\n      isLoginRequired\n    }\n  }\n}\n\nquery ConnectFacts {\n  completions(first: 1) {\n    edges {\n      cursor\n    }\n  }\n  completionRecords(first: 1) {\n    edges {\n      cursor\n    }\n  }\n  models(first: 100) {\n    edges {\n      node {\n        id\n        isDefault\n        contextWindow\n      }\n    }\n  }\n}\n\nmutation ConnectStart($input: ChatCompletionInput!) {\n  startChatCompletion(input: $input) {\n    __typename\n    ... on ChatCompletion {\n      id\n    }\n    ... on Error {\n      code\n      message\n    }\n  }\n}': typeof types.ConnectAccountDocument;
};
const documents: Documents = {
  'subscription ConnectAccount {\n  health {\n    id\n    account {\n      id\n      isReady\n      isLoginRequired\n    }\n  }\n}\n\nquery ConnectFacts {\n  completions(first: 1) {\n    edges {\n      cursor\n    }\n  }\n  completionRecords(first: 1) {\n    edges {\n      cursor\n    }\n  }\n  models(first: 100) {\n    edges {\n      node {\n        id\n        isDefault\n        contextWindow\n      }\n    }\n  }\n}\n\nmutation ConnectStart($input: ChatCompletionInput!) {\n  startChatCompletion(input: $input) {\n    __typename\n    ... on ChatCompletion {\n      id\n    }\n    ... on Error {\n      code\n      message\n    }\n  }\n}':
    types.ConnectAccountDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: 'subscription ConnectAccount {\n  health {\n    id\n    account {\n      id\n      isReady\n      isLoginRequired\n    }\n  }\n}\n\nquery ConnectFacts {\n  completions(first: 1) {\n    edges {\n      cursor\n    }\n  }\n  completionRecords(first: 1) {\n    edges {\n      cursor\n    }\n  }\n  models(first: 100) {\n    edges {\n      node {\n        id\n        isDefault\n        contextWindow\n      }\n    }\n  }\n}\n\nmutation ConnectStart($input: ChatCompletionInput!) {\n  startChatCompletion(input: $input) {\n    __typename\n    ... on ChatCompletion {\n      id\n    }\n    ... on Error {\n      code\n      message\n    }\n  }\n}',
): typeof import('./graphql.ts').ConnectAccountDocument;

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
