import type { OperationGroup } from '../kit/documented-operation.ts';

/** One question, one answer. */
export const chat: OperationGroup = {
  title: 'Chat',
  text: 'The model sees the messages that you send and nothing else. `input` holds the whole conversation, oldest message first, and all options; without `model` the default model answers.\nAlways send `input` as a variable: a literal in the document is parsed again for every event.',
  operations: [
    {
      title: 'Stream an answer',
      text: 'Starts a completion and streams its events. Append the `text` of the deltas; the last event, `ChatCompletionDone`, repeats the whole answer, with its token counts. Unsubscribing cancels it.',
      hint: 'Press play; each event replaces the one before. The book on the left explains every type and field.',
      document: /* GraphQL */ `
        subscription StreamAnswer($input: ChatCompletionInput!) {
          chatCompletion(input: $input) {
            __typename
            completionId
            sequence
            ... on ChatCompletionReasoningDelta {
              summaryIndex
              text
            }
            ... on ChatCompletionDelta {
              text
            }
            ... on ChatCompletionDone {
              finishReason
              usage {
                inputTokens
                cachedInputTokens
                outputTokens
                reasoningOutputTokens
              }
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
      variables: {
        input: {
          messages: [
            { role: 'SYSTEM', content: [{ text: 'Be concise.' }] },
            { role: 'USER', content: [{ text: 'Tell me a short story about a lighthouse.' }] },
          ],
        },
      },
    },
    {
      title: 'Get the whole answer',
      text: 'Starts a completion and returns the whole answer. Each error that can occur is a type of the result.',
      document: /* GraphQL */ `
        mutation GetAnswer($input: ChatCompletionInput!) {
          chatCompletion(input: $input) {
            __typename
            ... on ChatCompletion {
              id
              model
              effort
              text
              finishReason
              usage {
                inputTokens
                cachedInputTokens
                outputTokens
                reasoningOutputTokens
              }
            }
            ... on Error {
              code
              message
            }
            ... on RateLimitedError {
              retryAfterMs
            }
          }
        }
      `,
      variables: {
        input: {
          effort: 'low',
          verbosity: 'LOW',
          messages: [{ role: 'USER', content: [{ text: 'What is a lighthouse for?' }] }],
        },
      },
    },
    {
      title: 'Get JSON of a schema',
      text: '`responseFormat` asks for JSON that follows a schema; with `strict` the service holds the model to it. A message may hold several parts, including images.',
      document: /* GraphQL */ `
        mutation GetJson($input: ChatCompletionInput!) {
          chatCompletion(input: $input) {
            __typename
            ... on ChatCompletion {
              text
              finishReason
            }
            ... on InvalidRequestError {
              param
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
          messages: [
            {
              role: 'USER',
              content: [
                { text: 'Which colour is this?' },
                { imageUrl: { url: redPixel(), detail: 'LOW' } },
              ],
            },
          ],
          responseFormat: {
            jsonSchema: {
              name: 'colour',
              strict: true,
              schema: {
                type: 'object',
                properties: { name: { type: 'string' }, isWarm: { type: 'boolean' } },
                required: ['name', 'isWarm'],
                additionalProperties: false,
              },
            },
          },
        },
      },
    },
  ],
};

/** The smallest picture: a PNG of one red pixel. */
function redPixel(): string {
  const png =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGN4oKAAAAMEASFndL7nAAAAAElFTkSuQmCC';
  return `data:image/png;base64,${png}`;
}
