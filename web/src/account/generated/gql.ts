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
  'fragment AccountLogin on Login {\n  id\n  status\n  userCode\n  verificationUrl\n  createdAt\n  expiresAt\n}\n\nfragment AccountFacts on Account {\n  id\n  isReady\n  isLoginRequired\n  method\n  email\n  plan\n  quota {\n    kind\n    limitId\n    usedPercent\n    resetsAt\n    windowMinutes\n  }\n  pendingLogin {\n    ...AccountLogin\n  }\n}\n\nsubscription AccountEvents {\n  account {\n    __typename\n    account {\n      ...AccountFacts\n    }\n    ... on AccountLoginFailed {\n      login {\n        id\n      }\n      error {\n        code\n        message\n      }\n    }\n    ... on AccountLoginCompleted {\n      login {\n        id\n      }\n    }\n  }\n}\n\nmutation AccountStartLogin {\n  startLogin {\n    __typename\n    ... on Login {\n      ...AccountLogin\n    }\n    ... on Error {\n      code\n      message\n    }\n  }\n}\n\nmutation AccountCancelLogin($id: ID!) {\n  cancelLogin(input: {id: $id}) {\n    __typename\n    ... on Error {\n      code\n      message\n    }\n  }\n}\n\nmutation AccountLogout {\n  logout {\n    __typename\n    ... on Error {\n      code\n      message\n    }\n  }\n}': typeof types.AccountLoginFragmentDoc;
};
const documents: Documents = {
  'fragment AccountLogin on Login {\n  id\n  status\n  userCode\n  verificationUrl\n  createdAt\n  expiresAt\n}\n\nfragment AccountFacts on Account {\n  id\n  isReady\n  isLoginRequired\n  method\n  email\n  plan\n  quota {\n    kind\n    limitId\n    usedPercent\n    resetsAt\n    windowMinutes\n  }\n  pendingLogin {\n    ...AccountLogin\n  }\n}\n\nsubscription AccountEvents {\n  account {\n    __typename\n    account {\n      ...AccountFacts\n    }\n    ... on AccountLoginFailed {\n      login {\n        id\n      }\n      error {\n        code\n        message\n      }\n    }\n    ... on AccountLoginCompleted {\n      login {\n        id\n      }\n    }\n  }\n}\n\nmutation AccountStartLogin {\n  startLogin {\n    __typename\n    ... on Login {\n      ...AccountLogin\n    }\n    ... on Error {\n      code\n      message\n    }\n  }\n}\n\nmutation AccountCancelLogin($id: ID!) {\n  cancelLogin(input: {id: $id}) {\n    __typename\n    ... on Error {\n      code\n      message\n    }\n  }\n}\n\nmutation AccountLogout {\n  logout {\n    __typename\n    ... on Error {\n      code\n      message\n    }\n  }\n}':
    types.AccountLoginFragmentDoc,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: 'fragment AccountLogin on Login {\n  id\n  status\n  userCode\n  verificationUrl\n  createdAt\n  expiresAt\n}\n\nfragment AccountFacts on Account {\n  id\n  isReady\n  isLoginRequired\n  method\n  email\n  plan\n  quota {\n    kind\n    limitId\n    usedPercent\n    resetsAt\n    windowMinutes\n  }\n  pendingLogin {\n    ...AccountLogin\n  }\n}\n\nsubscription AccountEvents {\n  account {\n    __typename\n    account {\n      ...AccountFacts\n    }\n    ... on AccountLoginFailed {\n      login {\n        id\n      }\n      error {\n        code\n        message\n      }\n    }\n    ... on AccountLoginCompleted {\n      login {\n        id\n      }\n    }\n  }\n}\n\nmutation AccountStartLogin {\n  startLogin {\n    __typename\n    ... on Login {\n      ...AccountLogin\n    }\n    ... on Error {\n      code\n      message\n    }\n  }\n}\n\nmutation AccountCancelLogin($id: ID!) {\n  cancelLogin(input: {id: $id}) {\n    __typename\n    ... on Error {\n      code\n      message\n    }\n  }\n}\n\nmutation AccountLogout {\n  logout {\n    __typename\n    ... on Error {\n      code\n      message\n    }\n  }\n}',
): typeof import('./graphql.ts').AccountLoginFragmentDoc;

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
