import type { Operation } from './cached-client.ts';

function operation(name: string, text: string): Operation {
  return { name, text };
}

/** Everything that has an ID, with what it owns, apart from what changes by itself. */
export const everything = operation(
  'EverythingQuery',
  `query EverythingQuery {
    health {
      __typename id isReady
      engine { __typename id version state }
      queue { __typename id maxTurns }
      account { __typename id method isReady }
    }
    account { __typename id method plan email quota { kind limitId usedPercent } pendingLogin { __typename id status userCode } }
    models(first: 20) {
      edges { node {
        __typename id displayName
        efforts { effort description }
        serviceTiers { tier name description }
      } }
    }
    completions(first: 5) {
      totalCount
      edges { node {
        __typename id status text finishReason
        client { keyName userAgent }
        toolCalls { callId name input }
        usage { inputTokens outputTokens }
      } }
    }
    completionRecords(first: 5) {
      edges { node {
        __typename id completionId status finishReason
        client { keyName userAgent }
        usage { inputTokens outputTokens }
      } }
    }
  }`,
);

/** What was said in the recorded completions. */
export const contents = operation(
  'ContentsQuery',
  `query ContentsQuery {
    completionRecords(first: 2) {
      edges { node { id content { text toolCalls { callId name input } messages { role text } } } }
    }
  }`,
);

/** One object by its ID, of any type. */
export const byId = operation(
  'ByIdQuery',
  `query ByIdQuery($id: ID!) {
    node(id: $id) {
      __typename id
      ... on Account { method }
      ... on ChatCompletion { status toolCalls { callId name input } }
      ... on CompletionRecord { completionId status }
      ... on Engine { version }
      ... on Health { isReady }
      ... on Login { loginStatus: status }
      ... on Model { displayName serviceTiers { tier name description } }
      ... on Queue { maxTurns }
    }
  }`,
);

/** Asks for nothing that a cache could miss. */
export const version = operation('VersionQuery', 'query VersionQuery { version }');

/** Whether the gateway is ready. */
export const readiness = operation('ReadyQuery', 'query ReadyQuery { health { id isReady } }');

/** The list that a board shows. */
export const board = operation(
  'BoardQuery',
  `query BoardQuery {
    completions(first: 20) { totalCount edges { node { id status text finishReason } } }
  }`,
);

/** Starts a completion that runs by itself. */
export const start = operation(
  'StartMutation',
  `mutation StartMutation($input: ChatCompletionInput!) {
    startChatCompletion(input: $input) { __typename ... on ChatCompletion { id status } }
  }`,
);

/** Stops a completion. */
export const cancel = operation(
  'CancelMutation',
  `mutation CancelMutation($input: CancelChatCompletionInput!) {
    cancelChatCompletion(input: $input) { __typename ... on ChatCompletion { id status } }
  }`,
);

/** Follows one completion. */
export const events = operation(
  'EventsSubscription',
  `subscription EventsSubscription($id: ID!) {
    chatCompletionEvents(id: $id) {
      __typename completionId sequence
      ... on ChatCompletionStarted { completion { id status text finishReason } }
      ... on ChatCompletionDelta { text }
      ... on ChatCompletionDone { completion { id status text finishReason } }
      ... on ChatCompletionFailed { failedCompletion { id status text finishReason } }
    }
  }`,
);

/** Follows all completions. */
export const activity = operation(
  'ActivitySubscription',
  `subscription ActivitySubscription {
    activity {
      __typename cursor
      ... on ChatCompletionActivity { completion { id status text finishReason } }
    }
  }`,
);

/** Follows the gateway's health. */
export const health = operation(
  'HealthSubscription',
  'subscription HealthSubscription { health { id isReady } }',
);

/** Follows the account. */
export const account = operation(
  'AccountSubscription',
  `subscription AccountSubscription {
    account { __typename account { id method plan email quota { limitId usedPercent } } }
  }`,
);

/** Two widgets of one page, whose selections overlap. */
export interface Pair {
  readonly name: string;
  readonly first: Operation;
  readonly second: Operation;
}

function pair(name: string, args: string, first: string, second: string): Pair {
  const declared = args === '' ? '' : `(${args})`;
  return {
    name,
    first: operation(`${name}AQuery`, `query ${name}AQuery${declared} { ${first} }`),
    second: operation(`${name}BQuery`, `query ${name}BQuery${declared} { ${second} }`),
  };
}

/**
 * Pairs with different fields of objects that have an ID. `$id` is that of a completion that has ended,
 * `$running` that of one that runs, `$failed` that of one that has failed.
 */
export const pairs: readonly Pair[] = [
  pair('Health', '', 'health { id isReady }', 'health { id parkedTurns loadedThreads }'),
  pair(
    'Inside',
    '',
    'health { id engine { id version } queue { id maxTurns } account { id method } }',
    'health { id engine { id state } queue { id queuedTurns } account { id plan } }',
  ),
  pair('Account', '', 'account { id email }', 'account { id plan quota { limitId usedPercent } }'),
  pair('Both', '', 'health { id account { id email } }', 'account { id plan }'),
  pair(
    'Model',
    '',
    'model(id: "gpt-5.5") { id displayName }',
    'model(id: "gpt-5.5") { id description serviceTiers { tier } }',
  ),
  pair(
    'Models',
    '',
    'models(first: 5) { edges { node { id displayName } } }',
    'models(first: 5) { edges { node { id contextWindow } } pageInfo { hasNextPage endCursor } }',
  ),
  pair(
    'Completion',
    '$running: ID!',
    'chatCompletion(id: $running) { id text durationMs }',
    'chatCompletion(id: $running) { id status durationMs lastSequence }',
  ),
  pair(
    'Filters',
    '',
    'completions(first: 5, filter: { status: [RUNNING] }) { edges { node { id status } } }',
    'completions(first: 5, filter: { status: [COMPLETED] }) { edges { node { id status } } }',
  ),
  pair(
    'Recorded',
    '$id: ID!',
    'completionRecord(id: $id) { id completionId }',
    'completionRecord(id: $id) { id status }',
  ),
];

/** Pairs with different fields of objects that have none, and belong to another one. */
export const ownedPairs: readonly Pair[] = [
  pair(
    'Owned',
    '$running: ID!',
    'chatCompletion(id: $running) { id durationMs client { keyName } usage { inputTokens } toolCalls { callId } }',
    'chatCompletion(id: $running) { id durationMs client { userAgent } usage { outputTokens } toolCalls { name input } }',
  ),
  pair(
    'List',
    '$running: ID!',
    'completions(first: 5) { totalCount } chatCompletion(id: $running) { id durationMs }',
    'completions(first: 5) { activityCursor edges { node { id durationMs } } } chatCompletion(id: $running) { id }',
  ),
  pair(
    'Failure',
    '$failed: ID!',
    'chatCompletion(id: $failed) { id error { code } }',
    'chatCompletion(id: $failed) { id error { __typename message } }',
  ),
  pair(
    'Record',
    '$id: ID!',
    'completionRecord(id: $id) { id completionId client { keyName } usage { inputTokens } }',
    'completionRecord(id: $id) { id status client { userAgent } usage { outputTokens } }',
  ),
  pair(
    'Content',
    '$id: ID!',
    'completionRecord(id: $id) { id content { text } }',
    'completionRecord(id: $id) { id content { reasoning messages { role } } }',
  ),
  pair(
    'Report',
    '',
    'usage { from to totals { completions } }',
    'usage { to totals { failed } buckets { start } }',
  ),
];

/** A pair with different fields of lists whose items have no ID. */
export const lists = pair(
  'Lists',
  '',
  'models(first: 5) { edges { node { id serviceTiers { tier name } efforts { effort } } } }',
  'models(first: 5) { edges { node { id serviceTiers { description } efforts { description } } } }',
);

/** All of them. */
export const operations: readonly Operation[] = [
  everything,
  contents,
  byId,
  version,
  readiness,
  board,
  start,
  cancel,
  events,
  activity,
  account,
  health,
  ...[lists, ...pairs, ...ownedPairs].flatMap(({ first, second }) => [first, second]),
];
