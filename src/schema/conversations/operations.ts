import { conversationPlaceholder as id, type OperationGroup } from '../kit/documented-operation.ts';

/** Conversations that the gateway keeps. */
export const keptConversations: OperationGroup = {
  title: 'Conversations',
  text: 'The gateway keeps conversations, so that a client sends only what is new. A conversation belongs to its API key, holds the turns of every API, and can be continued over any of them: `POST /v1/responses` with `conversation`, or with `previous_response_id`, is in the same one. With `--store off` nothing is kept, and these operations give a `StoreOffError`.',
  operations: [
    {
      title: 'Begin a conversation',
      text: 'Answers at once, before the first token. Follow the answer with `chatCompletionEvents`, or subscribe to `sendMessage` with the same input. Without `conversationId` a conversation is begun.',
      hint: 'Press play, then open the tab ContinueConversation or WatchConversation.',
      document: /* GraphQL */ `
        mutation BeginConversation($input: SendMessageInput!) {
          sendMessage(input: $input) {
            __typename
            ... on SentMessage {
              completion {
                id
                status
              }
              conversation {
                id
                title
              }
            }
            ... on Error {
              code
              message
            }
          }
        }
      `,
      variables: { input: { content: [{ text: 'Name a lighthouse.' }] } },
    },
    {
      title: 'Continue a conversation',
      text: 'The model sees everything that was said in it, and the new message. While an answer is under way, another message gets a `ConversationLockedError`. Where the last answer called tools, `toolOutputs` brings the results.',
      hint: 'Press play to continue what this page has begun, or put an ID into the variables.',
      document: /* GraphQL */ `
        subscription ContinueConversation($input: SendMessageInput!) {
          sendMessage(input: $input, onDisconnect: CONTINUE) {
            __typename
            completionId
            sequence
            ... on ChatCompletionDelta {
              text
            }
            ... on ChatCompletionDone {
              finishReason
              completion {
                text
              }
            }
            ... on ChatCompletionFailed {
              error {
                code
                message
              }
            }
          }
        }
      `,
      variables: { input: { conversationId: id, content: [{ text: 'Where is it?' }] } },
    },
    {
      title: 'List and search conversations',
      text: 'The last used first. `search` takes words that stand in the title or in what was said.',
      document: /* GraphQL */ `
        query ListConversations($first: Int, $after: String, $search: String) {
          conversations(first: $first, after: $after, search: $search) {
            edges {
              node {
                id
                title
                createdAt
                usedAt
                lastTurnId
              }
            }
            pageInfo {
              hasNextPage
              endCursor
            }
          }
        }
      `,
      variables: { first: 20, after: null, search: null },
    },
    {
      title: 'Read a conversation',
      text: 'Its last turns, each with its input and the items of its answer. `items` lists everything that was said without the turns, and `export` gives the whole as one JSON document.',
      hint: 'Press play to take the last used conversation, or put an ID into the variables.',
      document: /* GraphQL */ `
        query ReadConversation($id: ID!) {
          conversation(id: $id) {
            id
            title
            turns(last: 10) {
              edges {
                node {
                  id
                  completionId
                  status
                  surface
                  model
                  input {
                    ...Said
                  }
                  output {
                    ...Said
                  }
                }
              }
            }
          }
        }

        fragment Said on Item {
          __typename
          itemId
          ... on MessageItem {
            role
            parts {
              ... on TextPart {
                text
              }
            }
          }
          ... on ReasoningItem {
            summary
          }
          ... on ToolCallItem {
            toolCall {
              callId
              name
              input
            }
          }
        }
      `,
      variables: { id },
    },
    {
      title: 'Watch a conversation',
      text: 'First the state, then each turn of every API as it begins and ends, and each change. The tokens of an answer come over `chatCompletionEvents` with the `completionId` of its turn.',
      hint: 'Press play, then continue the conversation in another window, or over REST.',
      document: /* GraphQL */ `
        subscription WatchConversation($id: ID!) {
          conversation(id: $id) {
            __typename
            ... on ConversationState {
              conversation {
                title
                lastTurnId
              }
            }
            ... on ConversationTurnStarted {
              turn {
                completionId
                surface
              }
            }
            ... on ConversationTurnEnded {
              turn {
                completionId
                status
              }
            }
            ... on ConversationChanged {
              conversation {
                title
              }
            }
            ... on ConversationUnavailable {
              error {
                code
                message
              }
            }
          }
        }
      `,
      variables: { id },
    },
    {
      title: 'Delete a conversation',
      text: 'Removes it with all that was said, also from the disk. `renameConversation` gives it another title, and `forkConversation` makes a new one with everything up to a turn.',
      hint: 'Press play to delete what this page has begun, or put an ID into the variables.',
      document: /* GraphQL */ `
        mutation DeleteConversation($input: DeleteConversationInput!) {
          deleteConversation(input: $input) {
            __typename
            ... on DeletedConversation {
              conversationId
            }
            ... on Error {
              code
              message
            }
          }
        }
      `,
      variables: { input: { id } },
    },
  ],
};
