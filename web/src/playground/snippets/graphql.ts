/** The operation for a request: a subscription where it is streamed. Its input is a variable. */
export function graphqlOperation(isStreamed: boolean): string {
  return isStreamed ? streamed : whole;
}

const streamed = `subscription Ask($input: ChatCompletionInput!) {
  chatCompletion(input: $input) {
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
      usage {
        inputTokens
        outputTokens
      }
    }
    ... on ChatCompletionFailed {
      error {
        code
        message
      }
    }
  }
}`;

const whole = `mutation Ask($input: ChatCompletionInput!) {
  chatCompletion(input: $input) {
    __typename
    ... on ChatCompletion {
      id
      text
      toolCalls {
        callId
        name
        input
      }
      finishReason
      usage {
        inputTokens
        outputTokens
      }
    }
    ... on Error {
      code
      message
    }
  }
}`;

/** The variables of that operation as JSON. */
export function graphqlVariables(input: object): string {
  return JSON.stringify({ input }, null, 2);
}
