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
  'mutation PlaygroundStart($input: ChatCompletionInput!) {\n  startChatCompletion(input: $input) {\n    __typename\n    ... on ChatCompletion {\n      id\n    }\n    ... on Error {\n      code\n      message\n    }\n  }\n}\n\nmutation PlaygroundContinue($input: SubmitToolOutputsInput!) {\n  submitToolOutputs(input: $input) {\n    __typename\n    ... on ChatCompletion {\n      id\n    }\n    ... on Error {\n      code\n      message\n    }\n  }\n}\n\nquery PlaygroundRun($id: ID!) {\n  chatCompletion(id: $id) {\n    id\n    status\n    model\n    effort\n    finishReason\n    durationMs\n    timeToFirstTokenMs\n    nextId\n    conversationId\n    unmet\n    toolCalls {\n      callId\n      name\n    }\n    usage {\n      inputTokens\n      cachedInputTokens\n      outputTokens\n      reasoningOutputTokens\n      isEstimated\n    }\n  }\n}': typeof types.PlaygroundStartDocument;
};
const documents: Documents = {
  'mutation PlaygroundStart($input: ChatCompletionInput!) {\n  startChatCompletion(input: $input) {\n    __typename\n    ... on ChatCompletion {\n      id\n    }\n    ... on Error {\n      code\n      message\n    }\n  }\n}\n\nmutation PlaygroundContinue($input: SubmitToolOutputsInput!) {\n  submitToolOutputs(input: $input) {\n    __typename\n    ... on ChatCompletion {\n      id\n    }\n    ... on Error {\n      code\n      message\n    }\n  }\n}\n\nquery PlaygroundRun($id: ID!) {\n  chatCompletion(id: $id) {\n    id\n    status\n    model\n    effort\n    finishReason\n    durationMs\n    timeToFirstTokenMs\n    nextId\n    conversationId\n    unmet\n    toolCalls {\n      callId\n      name\n    }\n    usage {\n      inputTokens\n      cachedInputTokens\n      outputTokens\n      reasoningOutputTokens\n      isEstimated\n    }\n  }\n}':
    types.PlaygroundStartDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: 'mutation PlaygroundStart($input: ChatCompletionInput!) {\n  startChatCompletion(input: $input) {\n    __typename\n    ... on ChatCompletion {\n      id\n    }\n    ... on Error {\n      code\n      message\n    }\n  }\n}\n\nmutation PlaygroundContinue($input: SubmitToolOutputsInput!) {\n  submitToolOutputs(input: $input) {\n    __typename\n    ... on ChatCompletion {\n      id\n    }\n    ... on Error {\n      code\n      message\n    }\n  }\n}\n\nquery PlaygroundRun($id: ID!) {\n  chatCompletion(id: $id) {\n    id\n    status\n    model\n    effort\n    finishReason\n    durationMs\n    timeToFirstTokenMs\n    nextId\n    conversationId\n    unmet\n    toolCalls {\n      callId\n      name\n    }\n    usage {\n      inputTokens\n      cachedInputTokens\n      outputTokens\n      reasoningOutputTokens\n      isEstimated\n    }\n  }\n}',
): typeof import('./graphql.ts').PlaygroundStartDocument;

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
