import { variables, type GraphiqlTab } from './graphiql-tab.ts';

/** The tabs for a board of what the gateway does. */
export const boardTabs: readonly GraphiqlTab[] = [
  {
    name: 'Board',
    query: `# What runs and what ended lately, on both surfaces.
# Copy activityCursor into the variable "after" of
# the tab LiveBoard to go on from here.
query Board($first: Int, $filter: ChatCompletionFilter) {
  completions(first: $first, filter: $filter) {
    totalCount
    activityCursor
    edges {
      cursor
      node {
        id
        status
        model
        surface
        client {
          keyName
          userAgent
        }
        createdAt
        timeToFirstTokenMs
        durationMs
        usage {
          inputTokens
          cachedInputTokens
          outputTokens
          reasoningOutputTokens
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
`,
    variables: variables({ first: 20, filter: {} }),
  },
  {
    name: 'LiveBoard',
    query: `# Everything that happens from now on, or behind the
# cursor "after". Press play, then start a chat: in
# the tab WholeChat, or over REST.
subscription LiveBoard($filter: ActivityFilter, $after: String) {
  activity(filter: $filter, after: $after) {
    __typename
    at
    cursor
    ... on ChatCompletionActivity {
      completion {
        id
        status
        model
        surface
        client {
          keyName
          userAgent
        }
        timeToFirstTokenMs
        durationMs
        error {
          code
        }
      }
    }
    ... on ActivityToolCall {
      toolCall {
        name
      }
    }
    ... on ActivityGap {
      hasRestarted
    }
  }
}
`,
    variables: variables({ filter: {}, after: null }),
  },
];
