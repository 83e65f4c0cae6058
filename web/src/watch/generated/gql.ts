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
  'fragment WatchedItem on Item {\n  __typename\n  itemId\n  ... on MessageItem {\n    phase\n    parts {\n      __typename\n      ... on TextPart {\n        text\n      }\n      ... on RefusalPart {\n        refusal\n      }\n    }\n  }\n  ... on ReasoningItem {\n    summary\n  }\n  ... on ToolCallItem {\n    toolCall {\n      callId\n      name\n      namespace\n      input\n    }\n  }\n  ... on HostedItem {\n    raw\n  }\n}\n\nsubscription WatchItems($id: ID!, $after: Int!) {\n  chatCompletionItems(id: $id, after: $after) {\n    __typename\n    sequence\n    ... on ChatCompletionItemAdded {\n      index\n      item {\n        ...WatchedItem\n      }\n    }\n    ... on ChatCompletionItemTextDelta {\n      index\n      text\n    }\n    ... on ChatCompletionItemRefusalDelta {\n      index\n      text\n    }\n    ... on ChatCompletionItemSummaryDelta {\n      index\n      summaryIndex\n      text\n    }\n    ... on ChatCompletionItemCallDelta {\n      index\n      text\n    }\n    ... on ChatCompletionItemCall {\n      index\n      toolCall {\n        name\n        namespace\n        input\n      }\n    }\n    ... on ChatCompletionItemDone {\n      index\n      item {\n        ...WatchedItem\n      }\n    }\n    ... on ChatCompletionFailed {\n      error {\n        code\n        message\n      }\n    }\n    ... on ChatCompletionUnavailable {\n      error {\n        code\n        message\n      }\n    }\n  }\n}\n\nmutation WatchCancel($id: ID!) {\n  cancelChatCompletion(input: {id: $id}) {\n    __typename\n    ... on Error {\n      code\n      message\n    }\n  }\n}': typeof types.WatchedItemFragmentDoc;
};
const documents: Documents = {
  'fragment WatchedItem on Item {\n  __typename\n  itemId\n  ... on MessageItem {\n    phase\n    parts {\n      __typename\n      ... on TextPart {\n        text\n      }\n      ... on RefusalPart {\n        refusal\n      }\n    }\n  }\n  ... on ReasoningItem {\n    summary\n  }\n  ... on ToolCallItem {\n    toolCall {\n      callId\n      name\n      namespace\n      input\n    }\n  }\n  ... on HostedItem {\n    raw\n  }\n}\n\nsubscription WatchItems($id: ID!, $after: Int!) {\n  chatCompletionItems(id: $id, after: $after) {\n    __typename\n    sequence\n    ... on ChatCompletionItemAdded {\n      index\n      item {\n        ...WatchedItem\n      }\n    }\n    ... on ChatCompletionItemTextDelta {\n      index\n      text\n    }\n    ... on ChatCompletionItemRefusalDelta {\n      index\n      text\n    }\n    ... on ChatCompletionItemSummaryDelta {\n      index\n      summaryIndex\n      text\n    }\n    ... on ChatCompletionItemCallDelta {\n      index\n      text\n    }\n    ... on ChatCompletionItemCall {\n      index\n      toolCall {\n        name\n        namespace\n        input\n      }\n    }\n    ... on ChatCompletionItemDone {\n      index\n      item {\n        ...WatchedItem\n      }\n    }\n    ... on ChatCompletionFailed {\n      error {\n        code\n        message\n      }\n    }\n    ... on ChatCompletionUnavailable {\n      error {\n        code\n        message\n      }\n    }\n  }\n}\n\nmutation WatchCancel($id: ID!) {\n  cancelChatCompletion(input: {id: $id}) {\n    __typename\n    ... on Error {\n      code\n      message\n    }\n  }\n}':
    types.WatchedItemFragmentDoc,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: 'fragment WatchedItem on Item {\n  __typename\n  itemId\n  ... on MessageItem {\n    phase\n    parts {\n      __typename\n      ... on TextPart {\n        text\n      }\n      ... on RefusalPart {\n        refusal\n      }\n    }\n  }\n  ... on ReasoningItem {\n    summary\n  }\n  ... on ToolCallItem {\n    toolCall {\n      callId\n      name\n      namespace\n      input\n    }\n  }\n  ... on HostedItem {\n    raw\n  }\n}\n\nsubscription WatchItems($id: ID!, $after: Int!) {\n  chatCompletionItems(id: $id, after: $after) {\n    __typename\n    sequence\n    ... on ChatCompletionItemAdded {\n      index\n      item {\n        ...WatchedItem\n      }\n    }\n    ... on ChatCompletionItemTextDelta {\n      index\n      text\n    }\n    ... on ChatCompletionItemRefusalDelta {\n      index\n      text\n    }\n    ... on ChatCompletionItemSummaryDelta {\n      index\n      summaryIndex\n      text\n    }\n    ... on ChatCompletionItemCallDelta {\n      index\n      text\n    }\n    ... on ChatCompletionItemCall {\n      index\n      toolCall {\n        name\n        namespace\n        input\n      }\n    }\n    ... on ChatCompletionItemDone {\n      index\n      item {\n        ...WatchedItem\n      }\n    }\n    ... on ChatCompletionFailed {\n      error {\n        code\n        message\n      }\n    }\n    ... on ChatCompletionUnavailable {\n      error {\n        code\n        message\n      }\n    }\n  }\n}\n\nmutation WatchCancel($id: ID!) {\n  cancelChatCompletion(input: {id: $id}) {\n    __typename\n    ... on Error {\n      code\n      message\n    }\n  }\n}',
): typeof import('./graphql.ts').WatchedItemFragmentDoc;

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
