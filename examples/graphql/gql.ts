/* eslint-disable */
import * as types from './graphql.ts';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

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
  '\n  query ApolloModels {\n    models {\n      edges {\n        node {\n          id\n          isDefault\n        }\n      }\n    }\n  }\n': typeof types.ApolloModelsDocument;
  '\n  subscription ApolloChat($input: ChatCompletionInput!) {\n    chatCompletion(input: $input) {\n      __typename\n      ... on ChatCompletionDelta {\n        text\n      }\n      ... on ChatCompletionDone {\n        finishReason\n        usage {\n          totalTokens\n        }\n      }\n      ... on ChatCompletionFailed {\n        error {\n          code\n          message\n        }\n      }\n    }\n  }\n': typeof types.ApolloChatDocument;
  '\n  mutation UrqlStart($input: ChatCompletionInput!) {\n    startChatCompletion(input: $input) {\n      __typename\n      ... on ChatCompletion {\n        id\n      }\n      ... on Error {\n        code\n        message\n      }\n    }\n  }\n': typeof types.UrqlStartDocument;
  '\n  subscription UrqlEvents($id: ID!) {\n    chatCompletionEvents(id: $id) {\n      __typename\n      ... on ChatCompletionDelta {\n        text\n      }\n      ... on ChatCompletionDone {\n        finishReason\n        usage {\n          totalTokens\n        }\n      }\n      ... on ChatCompletionFailed {\n        error {\n          code\n          message\n        }\n      }\n    }\n  }\n': typeof types.UrqlEventsDocument;
  '\n  fragment BoardRow on ChatCompletion {\n    id\n    status\n    model\n    client {\n      keyName\n    }\n    timeToFirstTokenMs\n    durationMs\n    usage {\n      inputTokens\n      outputTokens\n    }\n  }\n': typeof types.BoardRowFragmentDoc;
  '\n  query Board {\n    completions(first: 20) {\n      activityCursor\n      edges {\n        node {\n          ...BoardRow\n        }\n      }\n    }\n  }\n': typeof types.BoardDocument;
  '\n  subscription BoardEvents($after: String) {\n    activity(after: $after) {\n      __typename\n      cursor\n      ... on ChatCompletionActivity {\n        completion {\n          ...BoardRow\n        }\n      }\n    }\n  }\n': typeof types.BoardEventsDocument;
  '\n  subscription Streamed($input: ChatCompletionInput!) {\n    # CONTINUE: the answer outlives the connection that it was asked for on.\n    chatCompletion(input: $input, onDisconnect: CONTINUE) {\n      ...ResumableEvent\n    }\n  }\n': typeof types.StreamedDocument;
  '\n  subscription Resumed($id: ID!, $after: Int!) {\n    chatCompletionEvents(id: $id, after: $after) {\n      ...ResumableEvent\n    }\n  }\n': typeof types.ResumedDocument;
  '\n  fragment ResumableEvent on ChatCompletionEvent {\n    __typename\n    completionId\n    sequence\n    ... on ChatCompletionDelta {\n      text\n    }\n    ... on ChatCompletionDone {\n      completion {\n        text\n      }\n    }\n    ... on ChatCompletionFailed {\n      error {\n        message\n      }\n    }\n    ... on ChatCompletionUnavailable {\n      error {\n        message\n      }\n    }\n  }\n': typeof types.ResumableEventFragmentDoc;
  '\n  subscription AskWithTools($input: ChatCompletionInput!) {\n    event: chatCompletion(input: $input) {\n      ...ToolLoopEvent\n    }\n  }\n': typeof types.AskWithToolsDocument;
  '\n  subscription GoOn($input: SubmitToolOutputsInput!) {\n    event: submitToolOutputs(input: $input) {\n      ...ToolLoopEvent\n    }\n  }\n': typeof types.GoOnDocument;
  '\n  fragment ToolLoopEvent on ChatCompletionEvent {\n    __typename\n    completionId\n    ... on ChatCompletionDelta {\n      text\n    }\n    ... on ChatCompletionDone {\n      completion {\n        toolCalls {\n          callId\n          name\n          input\n        }\n      }\n    }\n    ... on ChatCompletionFailed {\n      error {\n        message\n      }\n    }\n  }\n': typeof types.ToolLoopEventFragmentDoc;
};
const documents: Documents = {
  '\n  query ApolloModels {\n    models {\n      edges {\n        node {\n          id\n          isDefault\n        }\n      }\n    }\n  }\n':
    types.ApolloModelsDocument,
  '\n  subscription ApolloChat($input: ChatCompletionInput!) {\n    chatCompletion(input: $input) {\n      __typename\n      ... on ChatCompletionDelta {\n        text\n      }\n      ... on ChatCompletionDone {\n        finishReason\n        usage {\n          totalTokens\n        }\n      }\n      ... on ChatCompletionFailed {\n        error {\n          code\n          message\n        }\n      }\n    }\n  }\n':
    types.ApolloChatDocument,
  '\n  mutation UrqlStart($input: ChatCompletionInput!) {\n    startChatCompletion(input: $input) {\n      __typename\n      ... on ChatCompletion {\n        id\n      }\n      ... on Error {\n        code\n        message\n      }\n    }\n  }\n':
    types.UrqlStartDocument,
  '\n  subscription UrqlEvents($id: ID!) {\n    chatCompletionEvents(id: $id) {\n      __typename\n      ... on ChatCompletionDelta {\n        text\n      }\n      ... on ChatCompletionDone {\n        finishReason\n        usage {\n          totalTokens\n        }\n      }\n      ... on ChatCompletionFailed {\n        error {\n          code\n          message\n        }\n      }\n    }\n  }\n':
    types.UrqlEventsDocument,
  '\n  fragment BoardRow on ChatCompletion {\n    id\n    status\n    model\n    client {\n      keyName\n    }\n    timeToFirstTokenMs\n    durationMs\n    usage {\n      inputTokens\n      outputTokens\n    }\n  }\n':
    types.BoardRowFragmentDoc,
  '\n  query Board {\n    completions(first: 20) {\n      activityCursor\n      edges {\n        node {\n          ...BoardRow\n        }\n      }\n    }\n  }\n':
    types.BoardDocument,
  '\n  subscription BoardEvents($after: String) {\n    activity(after: $after) {\n      __typename\n      cursor\n      ... on ChatCompletionActivity {\n        completion {\n          ...BoardRow\n        }\n      }\n    }\n  }\n':
    types.BoardEventsDocument,
  '\n  subscription Streamed($input: ChatCompletionInput!) {\n    # CONTINUE: the answer outlives the connection that it was asked for on.\n    chatCompletion(input: $input, onDisconnect: CONTINUE) {\n      ...ResumableEvent\n    }\n  }\n':
    types.StreamedDocument,
  '\n  subscription Resumed($id: ID!, $after: Int!) {\n    chatCompletionEvents(id: $id, after: $after) {\n      ...ResumableEvent\n    }\n  }\n':
    types.ResumedDocument,
  '\n  fragment ResumableEvent on ChatCompletionEvent {\n    __typename\n    completionId\n    sequence\n    ... on ChatCompletionDelta {\n      text\n    }\n    ... on ChatCompletionDone {\n      completion {\n        text\n      }\n    }\n    ... on ChatCompletionFailed {\n      error {\n        message\n      }\n    }\n    ... on ChatCompletionUnavailable {\n      error {\n        message\n      }\n    }\n  }\n':
    types.ResumableEventFragmentDoc,
  '\n  subscription AskWithTools($input: ChatCompletionInput!) {\n    event: chatCompletion(input: $input) {\n      ...ToolLoopEvent\n    }\n  }\n':
    types.AskWithToolsDocument,
  '\n  subscription GoOn($input: SubmitToolOutputsInput!) {\n    event: submitToolOutputs(input: $input) {\n      ...ToolLoopEvent\n    }\n  }\n':
    types.GoOnDocument,
  '\n  fragment ToolLoopEvent on ChatCompletionEvent {\n    __typename\n    completionId\n    ... on ChatCompletionDelta {\n      text\n    }\n    ... on ChatCompletionDone {\n      completion {\n        toolCalls {\n          callId\n          name\n          input\n        }\n      }\n    }\n    ... on ChatCompletionFailed {\n      error {\n        message\n      }\n    }\n  }\n':
    types.ToolLoopEventFragmentDoc,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query ApolloModels {\n    models {\n      edges {\n        node {\n          id\n          isDefault\n        }\n      }\n    }\n  }\n',
): (typeof documents)['\n  query ApolloModels {\n    models {\n      edges {\n        node {\n          id\n          isDefault\n        }\n      }\n    }\n  }\n'];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  subscription ApolloChat($input: ChatCompletionInput!) {\n    chatCompletion(input: $input) {\n      __typename\n      ... on ChatCompletionDelta {\n        text\n      }\n      ... on ChatCompletionDone {\n        finishReason\n        usage {\n          totalTokens\n        }\n      }\n      ... on ChatCompletionFailed {\n        error {\n          code\n          message\n        }\n      }\n    }\n  }\n',
): (typeof documents)['\n  subscription ApolloChat($input: ChatCompletionInput!) {\n    chatCompletion(input: $input) {\n      __typename\n      ... on ChatCompletionDelta {\n        text\n      }\n      ... on ChatCompletionDone {\n        finishReason\n        usage {\n          totalTokens\n        }\n      }\n      ... on ChatCompletionFailed {\n        error {\n          code\n          message\n        }\n      }\n    }\n  }\n'];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  mutation UrqlStart($input: ChatCompletionInput!) {\n    startChatCompletion(input: $input) {\n      __typename\n      ... on ChatCompletion {\n        id\n      }\n      ... on Error {\n        code\n        message\n      }\n    }\n  }\n',
): (typeof documents)['\n  mutation UrqlStart($input: ChatCompletionInput!) {\n    startChatCompletion(input: $input) {\n      __typename\n      ... on ChatCompletion {\n        id\n      }\n      ... on Error {\n        code\n        message\n      }\n    }\n  }\n'];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  subscription UrqlEvents($id: ID!) {\n    chatCompletionEvents(id: $id) {\n      __typename\n      ... on ChatCompletionDelta {\n        text\n      }\n      ... on ChatCompletionDone {\n        finishReason\n        usage {\n          totalTokens\n        }\n      }\n      ... on ChatCompletionFailed {\n        error {\n          code\n          message\n        }\n      }\n    }\n  }\n',
): (typeof documents)['\n  subscription UrqlEvents($id: ID!) {\n    chatCompletionEvents(id: $id) {\n      __typename\n      ... on ChatCompletionDelta {\n        text\n      }\n      ... on ChatCompletionDone {\n        finishReason\n        usage {\n          totalTokens\n        }\n      }\n      ... on ChatCompletionFailed {\n        error {\n          code\n          message\n        }\n      }\n    }\n  }\n'];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  fragment BoardRow on ChatCompletion {\n    id\n    status\n    model\n    client {\n      keyName\n    }\n    timeToFirstTokenMs\n    durationMs\n    usage {\n      inputTokens\n      outputTokens\n    }\n  }\n',
): (typeof documents)['\n  fragment BoardRow on ChatCompletion {\n    id\n    status\n    model\n    client {\n      keyName\n    }\n    timeToFirstTokenMs\n    durationMs\n    usage {\n      inputTokens\n      outputTokens\n    }\n  }\n'];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  query Board {\n    completions(first: 20) {\n      activityCursor\n      edges {\n        node {\n          ...BoardRow\n        }\n      }\n    }\n  }\n',
): (typeof documents)['\n  query Board {\n    completions(first: 20) {\n      activityCursor\n      edges {\n        node {\n          ...BoardRow\n        }\n      }\n    }\n  }\n'];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  subscription BoardEvents($after: String) {\n    activity(after: $after) {\n      __typename\n      cursor\n      ... on ChatCompletionActivity {\n        completion {\n          ...BoardRow\n        }\n      }\n    }\n  }\n',
): (typeof documents)['\n  subscription BoardEvents($after: String) {\n    activity(after: $after) {\n      __typename\n      cursor\n      ... on ChatCompletionActivity {\n        completion {\n          ...BoardRow\n        }\n      }\n    }\n  }\n'];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  subscription Streamed($input: ChatCompletionInput!) {\n    # CONTINUE: the answer outlives the connection that it was asked for on.\n    chatCompletion(input: $input, onDisconnect: CONTINUE) {\n      ...ResumableEvent\n    }\n  }\n',
): (typeof documents)['\n  subscription Streamed($input: ChatCompletionInput!) {\n    # CONTINUE: the answer outlives the connection that it was asked for on.\n    chatCompletion(input: $input, onDisconnect: CONTINUE) {\n      ...ResumableEvent\n    }\n  }\n'];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  subscription Resumed($id: ID!, $after: Int!) {\n    chatCompletionEvents(id: $id, after: $after) {\n      ...ResumableEvent\n    }\n  }\n',
): (typeof documents)['\n  subscription Resumed($id: ID!, $after: Int!) {\n    chatCompletionEvents(id: $id, after: $after) {\n      ...ResumableEvent\n    }\n  }\n'];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  fragment ResumableEvent on ChatCompletionEvent {\n    __typename\n    completionId\n    sequence\n    ... on ChatCompletionDelta {\n      text\n    }\n    ... on ChatCompletionDone {\n      completion {\n        text\n      }\n    }\n    ... on ChatCompletionFailed {\n      error {\n        message\n      }\n    }\n    ... on ChatCompletionUnavailable {\n      error {\n        message\n      }\n    }\n  }\n',
): (typeof documents)['\n  fragment ResumableEvent on ChatCompletionEvent {\n    __typename\n    completionId\n    sequence\n    ... on ChatCompletionDelta {\n      text\n    }\n    ... on ChatCompletionDone {\n      completion {\n        text\n      }\n    }\n    ... on ChatCompletionFailed {\n      error {\n        message\n      }\n    }\n    ... on ChatCompletionUnavailable {\n      error {\n        message\n      }\n    }\n  }\n'];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  subscription AskWithTools($input: ChatCompletionInput!) {\n    event: chatCompletion(input: $input) {\n      ...ToolLoopEvent\n    }\n  }\n',
): (typeof documents)['\n  subscription AskWithTools($input: ChatCompletionInput!) {\n    event: chatCompletion(input: $input) {\n      ...ToolLoopEvent\n    }\n  }\n'];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  subscription GoOn($input: SubmitToolOutputsInput!) {\n    event: submitToolOutputs(input: $input) {\n      ...ToolLoopEvent\n    }\n  }\n',
): (typeof documents)['\n  subscription GoOn($input: SubmitToolOutputsInput!) {\n    event: submitToolOutputs(input: $input) {\n      ...ToolLoopEvent\n    }\n  }\n'];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: '\n  fragment ToolLoopEvent on ChatCompletionEvent {\n    __typename\n    completionId\n    ... on ChatCompletionDelta {\n      text\n    }\n    ... on ChatCompletionDone {\n      completion {\n        toolCalls {\n          callId\n          name\n          input\n        }\n      }\n    }\n    ... on ChatCompletionFailed {\n      error {\n        message\n      }\n    }\n  }\n',
): (typeof documents)['\n  fragment ToolLoopEvent on ChatCompletionEvent {\n    __typename\n    completionId\n    ... on ChatCompletionDelta {\n      text\n    }\n    ... on ChatCompletionDone {\n      completion {\n        toolCalls {\n          callId\n          name\n          input\n        }\n      }\n    }\n    ... on ChatCompletionFailed {\n      error {\n        message\n      }\n    }\n  }\n'];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> =
  TDocumentNode extends DocumentNode<infer TType, any> ? TType : never;
