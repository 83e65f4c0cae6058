import {
  operationName,
  printedDocument,
  type DocumentedOperation,
  type OperationGroup,
} from '../src/schema/kit/documented-operation.ts';
import { operationGroups } from '../src/schema/graphiql/documented-operations.ts';
import { defaultLimits, type GraphqlLimits } from '../src/schema/limits/limits.ts';
import { refusedAnswer, streamedAnswer, type RecordedAnswer } from './graphql-answers.ts';
import { closeCodesTable, limitsTable } from './graphql-limits.ts';

const head = `# GraphQL

For authors of dashboards. [schema.graphql](../schema.graphql) describes every type, field and error;
this page shows how to use them. GraphiQL, at \`/graphql\` in a browser, opens with a tab for each
operation below, and [examples](../examples) has whole programs with typed documents. \`npm run docs\`
generates this page from the operations in GraphiQL.

Each tab runs without changes. GraphiQL replaces \`chatcmpl-PUT-AN-ID-HERE\` with the ID of the newest
completion that you may see. \`CancelAnswer\` and \`SendToolOutputs\` take only completions that the page
itself has started. If there is no such completion, GraphiQL runs \`StartAnswer\` or \`CallTool\` first. \`LogIn\`
needs the admin token. If you set an API key, enter it once, at the bottom of the page: all tabs use it,
over HTTP and WebSocket.

## Connect

One address, \`http://127.0.0.1:8000/graphql\`, serves every transport:

| What                                    | How                                                                                                                                                                                                                            |
| --------------------------------------- | ------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------ |
| Queries, mutations                      | HTTP by the [GraphQL-over-HTTP](https://graphql.github.io/graphql-over-http/draft/) specification: POST of \`application/json\`, answered as \`application/graphql-response+json\` if the client accepts it. Queries also by GET.       |
| Subscriptions, queries, mutations       | WebSocket, subprotocol \`graphql-transport-ws\`: the package [graphql-ws](https://the-guild.dev/graphql/ws), and what urql, Apollo and Relay build on it.                                                                         |
| Subscriptions without a WebSocket       | Server-sent events, "distinct connections mode": POST with \`accept: text/event-stream\`, as the package [graphql-sse](https://the-guild.dev/graphql/sse) does it. The events are the same.                                        |

If the gateway has API keys (\`--api-key\`), send one as over REST: in the header
\`authorization: Bearer KEY\`, \`x-api-key\` or \`api-key\`. On a WebSocket, where a browser cannot set
headers, send it in \`connectionParams: { authorization: 'Bearer KEY' }\`, under any of the same names. If
you send several, one valid key is enough. \`startLogin\`, \`cancelLogin\` and \`logout\` need an admin API
key or the admin token. \`codex-serve admin-token\` prints the token; send it like a key.

A dashboard on another port or host needs its origin in \`--cors-origin\`. Without it, and without API
keys, a page of another loopback origin, such as a development server, is a guest: it may chat, and it
sees and cancels only what its origin started. \`extensions.guest\` marks its results, and
\`Client.keyName\` of its completions is \`origin:URL\`. The gateway refuses any other page.

\`\`\`bash
curl http://127.0.0.1:8000/graphql -H 'content-type: application/json' \\
  -d '{"query": "{ health { isReady account { method } } models { edges { node { id } } } }"}'
\`\`\`

\`\`\`bash
curl -N http://127.0.0.1:8000/graphql -H 'content-type: application/json' -H 'accept: text/event-stream' \\
  -d '{"query": "subscription { activity { __typename at ... on ChatCompletionActivity { completion { id model } } } }"}'
\`\`\`

\`\`\`ts
import { createClient } from 'graphql-ws';

const client = createClient({
  url: 'ws://127.0.0.1:8000/graphql',
  connectionParams: { authorization: 'Bearer KEY' },
});
const query = 'subscription { activity { __typename at cursor } }';
for await (const { data } of client.iterate({ query })) console.log(data);
\`\`\`
`;

const events = `## Events, and resuming

- Every event of a completion implements \`ChatCompletionEvent\`; branch on \`__typename\`, and ignore
  types that you do not know.
- Deltas are pieces, never the text so far. \`sequence\` starts at 0 and grows. A subscriber that lags or
  replays gets several deltas merged into one: \`sequence\` then skips numbers, but no text is lost.
- The last event is \`ChatCompletionDone\`, \`ChatCompletionFailed\` or \`ChatCompletionUnavailable\`, and
  then the subscription completes. A stream that ends without one of them was cut off: subscribe to
  \`chatCompletionEvents(id, after)\` with the last \`sequence\` that you saw.
- The subscription or mutation that starts a completion and waits for it owns it. When its client
  disconnects, the completion is cancelled. With \`startChatCompletion\` or \`onDisconnect: CONTINUE\` the
  completion keeps running.
- \`ChatCompletionUnavailable\` with a \`StreamGapError\` means that the events are no longer kept. Read
  \`chatCompletion(id)\`, and continue after its \`lastSequence\`.
- The board's events continue after \`cursor\` in the same way. \`ActivityGap\` means that some events may be
  missing: read \`completions\` again, and stay subscribed. After a restart of the gateway an old cursor
  gives such a gap, with \`hasRestarted\`.
- Clients that reconnect by themselves send the same operation again. Give graphql-ws variables with a
  getter, \`variables: { get after() { return cursor } }\`, and it resumes where it stopped. Never send a
  subscription that starts a completion twice: set \`retryAttempts: 0\`, or start the completion by
  mutation, as the README does. After a close with 1000, which a proxy may send, graphql-ws sends
  operations again even so: \`createSocketClient\` of \`examples/gateway.ts\` prevents that.
- Browsers send a POST again when a connection that they have used before breaks: a page that starts a
  completion by mutation needs an \`idempotencyKey\`, or sends the mutation over a WebSocket with
  \`retryAttempts: 0\`, as GraphiQL and the dashboard do.
- \`activity\`, \`account\` and \`health\` never complete. When the gateway shuts down, it closes WebSockets
  with 1001 and cuts server-sent streams, so that clients reconnect. To make graphql-ws retry while the
  gateway is down, pass \`shouldRetry: () => true\` and enough \`retryAttempts\`.

## Idempotency

After a lost connection a client does not know whether its completion has started. With an
\`idempotencyKey\` in the input, it can send the same operation again, or another one that starts a
completion. The same input gives the same completion: a running one from its first event, an ended one
with its result. The completion keeps running for 60 seconds after its last client has left. A different
input with the same key is refused with \`IDEMPOTENCY_KEY_REUSED\`. A refusal, a failure before the first
token and a cancellation free the key.

## Caches

- Every \`id\` is unique over all types and stays the same, so a normalizing cache can use it as it is:
  select \`id\` wherever a type has one, and \`node(id)\` reads the object again. Relay needs no setting.
- Types without an \`id\` belong to the object that holds them. Relay merges their fields automatically. For
  Apollo Client set \`possibleTypes\`, and \`typePolicies: { Usage: { merge: true }, … }\` for each of these
  types. Otherwise two operations that select different fields of one such object both fetch again, until
  Apollo Client stops them with a warning. In lists of items without an \`id\`, such as \`serviceTiers\`,
  \`efforts\` and \`toolCalls\`, select the same fields everywhere, ideally by a fragment, because Apollo
  Client replaces such a list. For urql's graphcache set \`keys: { Usage: () => null, … }\` for each of
  these types.
- \`models\`, \`completions\` and \`completionRecords\` page as Relay's \`@connection\`, Apollo Client's
  \`relayStylePagination(['filter'])\` and graphcache's \`relayPagination\` expect. graphcache shows neither
  \`totalCount\` nor \`activityCursor\`.
- An event that selects \`completion\` updates it in the cache, so a list shows how a watched completion
  ended. \`ChatCompletionFailed\` has \`failedCompletion\` instead, because its completion may be null.
- \`ServiceTier.tier\` and \`ToolCall.callId\` are not IDs: the upstream chooses them, and several objects
  may have the same value.
- For token streams set \`fetchPolicy: 'no-cache'\` in Apollo Client. An event is used only once; with the
  cache it costs 215 µs instead of 42, and the heap grows.

## Errors as data

Errors that a client can act on are in the schema: a mutation returns a union of its result and of types
that implement \`Error\`, and a stream ends with the event \`ChatCompletionFailed\`. Select
\`... on Error { code message }\` everywhere; the types add \`retryAfterMs\`, \`param\` and so on. \`code\` is
for programs, and [errors.md](errors.md) lists the codes; \`message\` is for people. The answer of
\`${refusedAnswer.name}\` for an unknown model:

${fenced(refusedAnswer)}

The top-level \`errors\` hold the rest: a refused document, a missing key (\`INVALID_API_KEY\`), and faults
in the gateway, which show only \`INTERNAL_ERROR\`. Each has \`extensions.code\`.
`;

const persisted = `## Persisted documents

A dashboard in production does not have to send its documents. codegen's client preset with
\`presetConfig: { persistedDocuments: true }\` writes \`persisted-documents.json\`. Start the gateway with
\`--persisted-documents FILE\`, and send the hash instead of the text, as \`documentId\` or as
\`extensions: { persistedQuery: { version: 1, sha256Hash } }\`, over any transport (with graphql-ws,
together with \`query: ''\`):

\`\`\`json
{ "documentId": "sha256:HASH", "variables": {} }
\`\`\`

The gateway checks the documents against the schema at its start. With \`--only-persisted-documents\` it
refuses any other document (\`PERSISTED_QUERY_ONLY\`), GraphiQL's included. A client cannot register a
document by sending it.
`;

const switches = `## Switches

\`--graphiql off\` turns GraphiQL off. \`--introspection off\` hides the schema from introspection and from
the suggestions in errors. \`--cors-origin\`, \`--allow-host\`, \`--api-key\` and \`--admin-keys\` decide who may
call and who sees whose completions; [SECURITY.md](../SECURITY.md) explains the consequences.
[settings.md](settings.md) has all settings.
`;

/** `docs/graphql.md`, whole. */
export function graphqlDocument(limits: GraphqlLimits = defaultLimits): string {
  return [
    head,
    ...operationGroups.map((group) => groupSection(group)),
    events,
    `## Limits\n\nThe gateway checks limits before it starts anything, so a refused operation costs no turn.\n\n${limitsTable(limits)}`,
    `## Close codes\n\nThe gateway closes a WebSocket with one of these codes. graphql-ws retries after those that may be temporary.\n\n${closeCodesTable()}\nWithout API keys, the gateway answers an upgrade from a foreign \`Host\` or \`Origin\` with status 403. With keys,\na wrong or missing key closes the WebSocket with 4401, no matter what \`Host\` and \`Origin\` are.\n`,
    persisted,
    switches,
  ].join('\n');
}

function groupSection({ title, text, operations }: OperationGroup): string {
  const paragraphs = text.split('\n').join('\n\n');
  const sections = operations.map((operation) => operationSection(operation));
  return [`## ${title}\n\n${paragraphs}\n`, ...sections].join('\n');
}

function operationSection(operation: DocumentedOperation): string {
  const { title, text, variables } = operation;
  const json = JSON.stringify(variables, null, 2);
  return [
    `### ${title}`,
    `${text} In GraphiQL: the tab \`${operationName(operation)}\`.`,
    `\`\`\`graphql\n${printedDocument(operation)}\n\`\`\``,
    ...(json === '{}' ? [] : [`\`\`\`json\n${json}\n\`\`\``]),
    ...(streamedAnswer.name === operationName(operation)
      ? [`The response, here for an answer of one word:`, fenced(streamedAnswer)]
      : []),
    '',
  ].join('\n\n');
}

function fenced({ lines }: RecordedAnswer): string {
  return `\`\`\`jsonl\n${lines.join('\n')}\n\`\`\``;
}
