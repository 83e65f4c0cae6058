import type { OperationGroup } from '../kit/documented-operation.ts';

/** What the gateway does, as it happens. */
export const liveBoard: OperationGroup = {
  title: 'The live board',
  text: 'Everything that the gateway does, over REST and GraphQL. Read the list once, then subscribe from its `activityCursor`: no event is missed. An API key sees its own completions, an admin key sees all.',
  operations: [
    {
      title: 'List running and recent completions',
      text: 'Newest first, by pages, and by status, model, surface and key. Ended completions are kept for ten minutes, the last 200 at most.',
      hint: 'Press play, then copy activityCursor to the tab WatchActivity, as "after".',
      document: /* GraphQL */ `
        query ListCompletions($first: Int, $after: String, $filter: ChatCompletionFilter) {
          completions(first: $first, after: $after, filter: $filter) {
            totalCount
            activityCursor
            edges {
              node {
                id
                status
                model
                effort
                surface
                client {
                  keyName
                  program
                  userAgent
                }
                createdAt
                queuedMs
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
      variables: {
        first: 20,
        after: null,
        filter: { status: ['QUEUED', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED'] },
      },
    },
    {
      title: 'What happens',
      text: 'Each start, first token, tool call and end, with its completion. Keep the last `cursor`: after a disconnect, pass it as `after` to continue from there. After an `ActivityGap`, read the list again.',
      hint: 'Press play, then start a chat in another window, or over REST.',
      document: /* GraphQL */ `
        subscription WatchActivity($after: String, $filter: ActivityFilter) {
          activity(after: $after, filter: $filter) {
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
                  program
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
      variables: { after: null, filter: {} },
    },
  ],
};
