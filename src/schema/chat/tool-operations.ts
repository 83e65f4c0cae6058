import {
  callPlaceholder,
  completionPlaceholder,
  type OperationGroup,
} from '../kit/documented-operation.ts';

/** The model calls, the client runs. */
export const tools: OperationGroup = {
  title: 'Tools',
  text: 'You run the tools. An answer with the finish reason `TOOL_CALLS` waits for their results. Send them, and the model continues in the same turn and keeps its reasoning. Repeat until another finish reason comes.',
  operations: [
    {
      title: 'Let the model call tools',
      text: 'Each call is an event with the whole call. Where the engine passes on calls as the model writes them, other events come before it: one for the beginning, and one for each piece of the input. `toolChoice` says whether the model must call, and which; a tool takes JSON (`function`) or free text (`custom`).',
      hint: 'Press play, then open the tab SendToolOutputs.',
      document: /* GraphQL */ `
        subscription CallTool($input: ChatCompletionInput!) {
          chatCompletion(input: $input) {
            __typename
            completionId
            sequence
            ... on ChatCompletionDelta {
              text
            }
            ... on ChatCompletionToolCallStarted {
              index
              callId
              name
            }
            ... on ChatCompletionToolCallDelta {
              index
              text
            }
            ... on ChatCompletionToolCall {
              index
              toolCall {
                callId
                name
                input
              }
            }
            ... on ChatCompletionDone {
              finishReason
              completion {
                toolCalls {
                  callId
                  name
                  input
                }
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
            { role: 'USER', content: [{ text: 'Call get_weather: how is it in Bergen?' }] },
          ],
          toolChoice: { mode: 'AUTO' },
          tools: [
            {
              function: {
                name: 'get_weather',
                description: 'The weather of a city.',
                parameters: {
                  type: 'object',
                  properties: { city: { type: 'string' } },
                  required: ['city'],
                },
              },
            },
          ],
        },
      },
    },
    {
      title: 'Send the tool results',
      text: 'Starts a new completion that continues that one; its history need not be sent again. Send one output for each call. The mutation of the same name answers at once, as `startChatCompletion` does.',
      hint: 'Press play to answer the calls of the tab CallTool, or put IDs into the variables.',
      document: /* GraphQL */ `
        subscription SendToolOutputs($input: SubmitToolOutputsInput!) {
          submitToolOutputs(input: $input) {
            __typename
            completionId
            sequence
            ... on ChatCompletionDelta {
              text
            }
            ... on ChatCompletionToolCall {
              toolCall {
                callId
                name
                input
              }
            }
            ... on ChatCompletionDone {
              finishReason
              completion {
                text
                previousId
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
          completionId: completionPlaceholder,
          outputs: [{ toolCallId: callPlaceholder, content: [{ text: 'Rain, 12 °C.' }] }],
        },
      },
    },
  ],
};
