import type { OperationGroup } from '../kit/documented-operation.ts';

/** Operations about the models and the health of the gateway. */
export const gateway: OperationGroup = {
  title: 'The gateway',
  text: 'The models, and the state of the gateway.',
  operations: [
    {
      title: 'Models',
      text: 'The models of the login, best first, with the options and abilities of each. `gpt-5.5-high` is `gpt-5.5` with the effort `high`.',
      document: /* GraphQL */ `
        query ListModels($first: Int) {
          models(first: $first) {
            edges {
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
                serviceTiers {
                  tier
                  name
                }
              }
            }
          }
        }
      `,
      variables: { first: 10 },
    },
    {
      title: 'Who asks',
      text: 'What the client that asks sees and may change. A client that sees all also gets the names of the API keys.',
      document: /* GraphQL */ `
        query ReadViewer {
          viewer {
            keyName
            seesAll
            isKeyRequired
            mayChangeLogin
          }
          keys {
            name
            seesAll
          }
          fallbackModel
        }
      `,
      variables: {},
    },
    {
      title: 'What keeps it from working',
      text: 'Examines the gateway and its machine as `codex-serve doctor` does, for a client that sees all. Each finding that is not `OK` has a remedy. No model is asked; it takes a second or two. `Mutation.sendTestRequest` asks the default model a short question.',
      document: /* GraphQL */ `
        query Diagnose {
          diagnostics {
            checkedAt
            status
            findings {
              check
              status
              title
              detail
              remedy
            }
          }
        }
      `,
      variables: {},
    },
    {
      title: 'Settings',
      text: 'The settings in force and where each comes from, for a client that sees all. Secrets are never shown.',
      document: /* GraphQL */ `
        query ListSettings {
          settings {
            group
            name
            variable
            value
            source
            isSecret
            description
          }
        }
      `,
      variables: {},
    },
    {
      title: 'Alerts',
      text: 'What is wrong with the gateway now, for a client that sees all. `Subscription.alerts` starts with the same, then sends each change.',
      document: /* GraphQL */ `
        query ListAlerts {
          alerts {
            alertId
            kind
            severity
            subject
            message
            remedy
            since
          }
        }
      `,
      variables: {},
    },
    {
      title: 'Health',
      text: 'Whether a chat would be answered now, and how many requests wait. `Subscription.health` starts with the same, then sends each change.',
      document: /* GraphQL */ `
        query CheckHealth {
          version
          health {
            id
            isReady
            engine {
              id
              name
              reason
              fallbacks {
                kind
                subject
                reason
                since
              }
              state
              version
              activeTurns
            }
            queue {
              id
              queuedTurns
              maxTurns
              longestWaitMs
            }
            store {
              mode
              conversations
              bytes
              oldestAt
            }
            usage {
              retentionDays
              bytes
              oldestAt
            }
            parkedTurns
            warmThreads
            keptThreads
            loadedThreads
            startedAt
            isDemo
            baseUrl
            memoryBytes
            eventLoopDelayMsP99
          }
        }
      `,
      variables: {},
    },
  ],
};
