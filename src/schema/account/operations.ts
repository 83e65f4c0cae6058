import type { OperationGroup } from '../kit/documented-operation.ts';

/** Whose quota it is, and what was used of it. */
export const account: OperationGroup = {
  title: 'Account and usage',
  text: 'The login is that of `codex` on the machine: a login or logout here affects every program there. Both need an admin API key or the admin token, which `codex-serve admin-token` prints and which is sent like a key. With several API keys only an admin key sees whose login it is.',
  operations: [
    {
      title: 'Login, plan and quota, live',
      text: 'First the current account, then each change: a login or its loss, another plan, quota used, and the outcome of a login that was started. `Query.account` reads it once.',
      hint: 'Press play and leave it running, then start a login in another window.',
      document: /* GraphQL */ `
        subscription FollowAccount {
          account {
            __typename
            account {
              id
              isReady
              isLoginRequired
              method
              email
              plan
              quota {
                kind
                limitId
                usedPercent
                resetsAt
                windowMinutes
                observedAt
                exhaustedAt
              }
              credits {
                hasCredits
                isUnlimited
                balance
              }
              pendingLogin {
                id
                status
                userCode
                verificationUrl
                expiresAt
              }
            }
            ... on AccountLoginFailed {
              error {
                code
                message
              }
            }
          }
        }
      `,
      variables: {},
    },
    {
      title: 'Log in by device code',
      text: 'Show the address and the code to the person who logs in; the outcome arrives as an event of `Subscription.account`. `cancelLogin(input: { id })` cancels the login, and `logout` logs the machine out.',
      hint: 'Open GraphiQL from the address with the admin token that the gateway prints at its start.',
      document: /* GraphQL */ `
        mutation LogIn {
          startLogin {
            __typename
            ... on Login {
              id
              verificationUrl
              userCode
              expiresAt
            }
            ... on Error {
              code
              message
            }
          }
        }
      `,
      variables: {},
    },
    {
      title: 'Quota over time',
      text: 'What the service has reported of the quota, for a chart: each change, and at most one reading a minute. For a client that sees all.',
      document: /* GraphQL */ `
        query ReadQuotaHistory($hours: Int! = 24) {
          quotaHistory(hours: $hours) {
            limitId
            kind
            windowMinutes
            usedPercent
            resetsAt
            observedAt
          }
        }
      `,
      variables: { hours: 24 },
    },
    {
      title: 'Usage over time',
      text: 'Totals by minute, hour or day, grouped by model, key, program, surface, status, error or effort, and the completions that they count, newest first; both survive a restart. Days are those of `timeZone`. Percentiles are right to 5 %. Costs are those of the API, by a table of public prices, and null where it has none. `content { text }` of a record is recorded only with `--record-content`.',
      document: /* GraphQL */ `
        query ReportUsage(
          $granularity: UsageGranularity
          $timeZone: String
          $groupBy: [UsageDimension!]
          $filter: UsageFilter
        ) {
          usage(
            granularity: $granularity
            timeZone: $timeZone
            groupBy: $groupBy
            filter: $filter
          ) {
            from
            to
            retentionDays
            totals {
              completions
              failed
              cancelled
              totalTokens
              firstTokenMsP50
              firstTokenMsP95
              durationMsP95
              meanQueuedMs
              estimatedCostUsd
              unpricedCompletions
            }
            buckets {
              start
              model
              program
              totals {
                completions
                inputTokens
                cachedInputTokens
                outputTokens
                reasoningOutputTokens
              }
            }
          }
          completionRecords(first: 5, filter: $filter) {
            edges {
              node {
                id
                status
                model
                surface
                endedAt
                client {
                  keyName
                  program
                  userAgent
                }
                usage {
                  totalTokens
                }
              }
            }
          }
        }
      `,
      variables: {
        granularity: 'DAY',
        timeZone: 'Europe/Berlin',
        groupBy: ['MODEL', 'PROGRAM'],
        filter: {},
      },
    },
  ],
};
