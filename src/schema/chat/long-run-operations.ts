import { completionPlaceholder as id, type OperationGroup } from '../kit/documented-operation.ts';

/** Completions that outlive the connection they were started on. */
export const longRuns: OperationGroup = {
  title: 'Start, watch, resume, cancel',
  text: 'A completion is one live object, no matter which API started it. A completion that an SDK started over REST can be watched, read and cancelled here by the `id` of its answer.',
  operations: [
    {
      title: 'Start and go',
      text: 'Answers at once, before the first token. The completion runs on when you leave. To stream it from the start on the same connection, and still have it survive that, subscribe to `chatCompletion(input: $input, onDisconnect: CONTINUE)`.',
      hint: 'Press play, then open the tab WatchAnswer, ReadAnswer or CancelAnswer.',
      document: /* GraphQL */ `
        mutation StartAnswer($input: ChatCompletionInput!) {
          startChatCompletion(input: $input) {
            __typename
            ... on ChatCompletion {
              id
              status
              createdAt
            }
            ... on Error {
              code
              message
            }
          }
        }
      `,
      variables: {
        input: {
          messages: [{ role: 'USER', content: [{ text: 'Write a poem about the sea.' }] }],
        },
      },
    },
    {
      title: 'Watch, and resume after a disconnect',
      text: 'Replays the events after the sequence `after`, then continues live; -1 replays everything. Unsubscribing does not affect the completion.',
      hint: 'Press play to take the newest completion, or put an ID into the variables.',
      document: /* GraphQL */ `
        subscription WatchAnswer($id: ID!, $after: Int) {
          chatCompletionEvents(id: $id, after: $after) {
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
                surface
              }
            }
            ... on ChatCompletionFailed {
              error {
                code
                message
              }
            }
            ... on ChatCompletionUnavailable {
              error {
                code
                message
              }
            }
          }
        }
      `,
      variables: { id, after: -1 },
    },
    {
      title: 'Read what there is so far',
      text: 'The current state of the completion, running or ended; null when it is not known. Continue from here with `chatCompletionEvents(id, after: lastSequence)`.',
      hint: 'Press play to take the newest completion, or put an ID into the variables.',
      document: /* GraphQL */ `
        query ReadAnswer($id: ID!) {
          chatCompletion(id: $id) {
            id
            status
            text
            lastSequence
            finishReason
            error {
              code
              message
            }
          }
        }
      `,
      variables: { id },
    },
    {
      title: 'Cancel',
      text: 'Stops it and gives the state it reached. Stopping one that has ended changes nothing.',
      hint: 'Press play to cancel the newest completion of this page, or put an ID into the variables.',
      document: /* GraphQL */ `
        mutation CancelAnswer($input: CancelChatCompletionInput!) {
          cancelChatCompletion(input: $input) {
            __typename
            ... on ChatCompletion {
              id
              status
              text
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
