import { boardTabs } from './graphiql-board-tabs.ts';
import { variables, type GraphiqlTab } from './graphiql-tab.ts';

/** What GraphiQL opens with: one tab per use, each of which runs as it stands. */
export const graphiqlTabs: readonly GraphiqlTab[] = [
  {
    name: 'StreamedChat',
    query: `# Starts a completion and streams its events.
# Press play; stop cancels the completion.
subscription StreamedChat($input: ChatCompletionInput!) {
  chatCompletion(input: $input) {
    __typename
    completionId
    sequence
    ... on ChatCompletionDelta {
      text
    }
    ... on ChatCompletionReasoningDelta {
      text
      summaryIndex
    }
    ... on ChatCompletionDone {
      finishReason
      usage {
        inputTokens
        outputTokens
        totalTokens
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
    variables: variables({
      input: {
        messages: [
          { role: 'USER', content: [{ text: 'Tell me a short story about a lighthouse.' }] },
        ],
      },
    }),
  },
  {
    name: 'WatchedChat',
    query: `# Watches a completion that something else has
# started, over REST for instance, or goes on with
# it behind the sequence "after". Put the id of a
# completion into the variables below.
subscription WatchedChat($id: ID!, $after: Int) {
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
    variables: variables({ id: 'chatcmpl-PUT-AN-ID-HERE', after: -1 }),
  },
  ...boardTabs,
  {
    name: 'WholeChat',
    query: `# Asks, and gets the whole answer at once.
mutation WholeChat($input: ChatCompletionInput!) {
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
        totalTokens
      }
    }
    ... on Error {
      code
      message
    }
  }
}
`,
    variables: variables({
      input: {
        messages: [
          { role: 'SYSTEM', content: [{ text: 'Answer in one sentence.' }] },
          { role: 'USER', content: [{ text: 'What is a lighthouse for?' }] },
        ],
      },
    }),
  },
  {
    name: 'Models',
    query: `# The models of the login on this machine.
query Models($first: Int) {
  models(first: $first) {
    edges {
      cursor
      node {
        id
        displayName
        description
        isDefault
        defaultEffort
        efforts {
          effort
        }
        inputModalities
        contextWindow
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
`,
    variables: variables({ first: 10 }),
  },
  {
    name: 'Usage',
    query: `# What was used in the last seven days, by model
# and API key, and the last completions.
query Usage($groupBy: [UsageDimension!]) {
  usage(granularity: DAY, groupBy: $groupBy) {
    totals {
      completions
      failed
      cancelled
      totalTokens
      meanFirstTokenMs
    }
    buckets {
      start
      model
      keyName
      totals {
        completions
        inputTokens
        cachedInputTokens
        outputTokens
        reasoningOutputTokens
      }
    }
  }
  completionRecords(first: 5) {
    edges {
      node {
        id
        model
        status
        endedAt
        client {
          keyName
          userAgent
        }
      }
    }
  }
}
`,
    variables: variables({ groupBy: ['MODEL', 'KEY'] }),
  },
  {
    name: 'Health',
    query: `# Whether a chat would be answered now.
query Health {
  version
  health {
    isReady
    engine {
      state
      version
      activeTurns
    }
    account {
      isReady
      method
      isLoginRequired
    }
  }
}
`,
    variables: '',
  },
];
