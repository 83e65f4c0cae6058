import type { OperationGroup } from '../kit/documented-operation.ts';

/** What the gateway does, as it happens. */
export const liveBoard: OperationGroup = {
  title: 'The live board',
  text: 'Everything that the gateway does, over REST and GraphQL. Read the list once, then subscribe from its `activityCursor`: no event is missed. An API key sees its own completions, an admin key sees all.',
  operations: [
    {
      title: 'List running and recent completions',
      text: 'Newest first, by pages, and by status, model, surface, key, program and error code. Ended completions are kept for ten minutes, the last 200 at most.',
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
      title: 'Find a completion',
      text: 'By any ID that a client has, `x-request-id` among them, or by any other text in its row, as a model or an error code. The lists of live and of past completions share the fields of `CompletionRow`, so one fragment reads both. `from` and `to` limit the past to a time.',
      hint: 'Put an ID, or a part of one, in "search".',
      document: /* GraphQL */ `
        query FindCompletions($search: String, $orderBy: CompletionOrder) {
          completions(first: 10, search: $search, orderBy: $orderBy) {
            totalCount
            edges {
              node {
                ...FoundRow
                textLength
                outputTokensSoFar
              }
            }
          }
          completionRecords(first: 10, search: $search, orderBy: $orderBy) {
            totalCount
            edges {
              node {
                ...FoundRow
              }
            }
          }
        }
        fragment FoundRow on CompletionRow {
          completionId
          requestId
          status
          model
          effort
          surface
          client {
            keyName
            program
          }
          createdAt
          endedAt
          queuedMs
          timeToFirstTokenMs
          durationMs
          errorCode
          conversationId
          request {
            messageCount
            toolNames
            responseFormat
          }
        }
      `,
      variables: { search: 'gpt-', orderBy: 'NEWEST' },
    },
    {
      title: 'What happens',
      text: 'Each start, first token, tool call and end, with its completion; with `withProgress` also how far each answer has come, at most twice a second. Keep the last `cursor`: after a disconnect, pass it as `after` to continue from there. After an `ActivityGap`, read the list again.',
      hint: 'Press play, then start a chat in another window, or over REST.',
      document: /* GraphQL */ `
        subscription WatchActivity(
          $after: String
          $filter: ActivityFilter
          $withProgress: Boolean
        ) {
          activity(after: $after, filter: $filter, withProgress: $withProgress) {
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
                queuePosition
                timeToFirstTokenMs
                durationMs
                outputTokensSoFar
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
      variables: { after: null, filter: {}, withProgress: true },
    },
    {
      title: 'Stop all',
      text: 'Stops every waiting or running completion that matches, and says how many there were. An empty filter stops all that this key may see.',
      hint: 'Start some chats in another window first. It stops those of other programs, too.',
      document: /* GraphQL */ `
        mutation StopAll($filter: ChatCompletionFilter!) {
          cancelChatCompletions(input: { filter: $filter }) {
            count
          }
        }
      `,
      variables: { filter: { model: 'gpt-5.5' } },
    },
  ],
};
