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

For authors of dashboards. Every type, field and error is described in
[schema.graphql](../schema.graphql); here is what to do with them. GraphiQL, at \`/graphql\` in a browser,
opens with a tab for each operation below, and [examples](../examples) has whole programs with typed
documents. This page is written by \`npm run docs\` from the operations that GraphiQL opens with.

Each tab runs as it stands. In place of \`chatcmpl-PUT-AN-ID-HERE\`, GraphiQL sends the ID of the newest
completion that you may see. \`CancelAnswer\` and \`SendToolOutputs\` take only what the page itself has
started. If there is no such completion, GraphiQL runs \`StartAnswer\` or \`CallTool\` first. \`LogIn\`
needs the admin token. Enter an API key once, at the bottom of the page: it serves all tabs, over HTTP
and WebSocket.

## Connect

One address, \`http://127.0.0.1:8000/graphql\`, serves all of it:

| What                                    | How                                                                                                                                                                                                                            |
| --------------------------------------- | ------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------ |
| Queries, mutations                      | HTTP by the [GraphQL-over-HTTP](https://graphql.github.io/graphql-over-http/draft/) specification: POST of \`application/json\`, answered as \`application/graphql-response+json\` if the client accepts it. Queries also by GET.       |
| Subscriptions, and the others with them | WebSocket, subprotocol \`graphql-transport-ws\`: the package [graphql-ws](https://the-guild.dev/graphql/ws), and what urql, Apollo and Relay build on it.                                                                         |
| Subscriptions without a WebSocket       | Server-sent events, "distinct connections mode": POST with \`accept: text/event-stream\`, as the package [graphql-sse](https://the-guild.dev/graphql/sse) does it. The events are the same.                                        |

With an API key set (\`--api-key\`) it is the same key as REST's: the header
\`authorization: Bearer KEY\`, \`x-api-key\` or \`api-key\`, and on a WebSocket, where a browser cannot set
headers, \`connectionParams: { authorization: 'Bearer KEY' }\` with the same names. Any valid one counts.
\`startLogin\`, \`cancelLogin\` and \`logout\` need the admin token, which \`codex-serve admin-token\` prints
and which is sent like a key, or an admin API key.

A dashboard on another port or host needs its origin in \`--cors-origin\`. Without it a page of another
loopback origin, such as a development server, is a guest where no API key is set: it may chat, and sees
and cancels only what its origin started. Its results say so in \`extensions.guest\`, and
\`Client.keyName\` is \`origin:URL\` for what it started. Any other page is refused.

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
- The last event is \`ChatCompletionDone\`, \`ChatCompletionFailed\` or \`ChatCompletionUnavailable\`, and the
  subscription completes. One that ends without any of them was cut off: subscribe to
  \`chatCompletionEvents(id, after)\` with the last \`sequence\` that you saw.
- Who owns a completion: the subscription or mutation that started it and waits for it. When that goes,
  the completion is cancelled. \`startChatCompletion\` and \`onDisconnect: CONTINUE\` let it run on.
- \`ChatCompletionUnavailable\` with a \`StreamGapError\` says that the events are no longer kept: read
  \`chatCompletion(id)\`, and continue after its \`lastSequence\`.
- The board's events continue after \`cursor\` in the same way. \`ActivityGap\` says that some may be missing:
  read \`completions\` anew, and stay subscribed. A cursor outlives a restart of the gateway only as such
  a gap, with \`hasRestarted\`.
- Clients that reconnect by themselves send the operation again as it was. Give graphql-ws variables
  with a getter, \`variables: { get after() { return cursor } }\`, and it resumes where it stopped; a
  subscription that starts a completion must not be sent twice: \`retryAttempts: 0\`, or start it by
  mutation, as the README does.
- \`activity\`, \`account\` and \`health\` never complete. When the gateway shuts down it closes WebSockets
  with 1001 and cuts server-sent streams, so that clients connect again. For graphql-ws to do so while
  the gateway is down, pass \`shouldRetry: () => true\` and enough \`retryAttempts\`.

## Starting once

A lost connection leaves a client in doubt whether its completion has started. With an \`idempotencyKey\`
in the input it can send the same operation again, or another one that starts a completion: the same
input gives the same completion, a running one from its first event and an ended one as it was. The
completion outlives its last client by 60 seconds. Another input under the key is refused with
\`IDEMPOTENCY_KEY_REUSED\`. A refusal, a failure before the first token and a cancellation free the key.

## Caches

- Every \`id\` is unique over all types and stays the same, so a normalizing cache can use it as it is:
  select \`id\` wherever a type has one, and \`node(id)\` reads the object again. Relay needs no setting.
- Types without an \`id\` belong to the object that holds them. Relay merges their fields by itself. For
  Apollo Client set \`possibleTypes\`, and \`typePolicies: { Usage: { merge: true }, … }\` for each of these
  types; otherwise two operations with different fields of one such object both fetch once more, and Apollo
  Client stops them with a warning. Where items of a
  list have no \`id\`, as in \`serviceTiers\`, \`efforts\` and \`toolCalls\`, select the same fields everywhere,
  best by a fragment: Apollo Client replaces such a list. For urql's graphcache set
  \`keys: { Usage: () => null, … }\` for each of these types.
- \`models\`, \`completions\` and \`completionRecords\` page as Relay's \`@connection\`, Apollo Client's
  \`relayStylePagination(['filter'])\` and graphcache's \`relayPagination\` expect. The last one shows no \`totalCount\`
  and no \`activityCursor\`.
- An event updates the completion in the cache where it selects \`completion\`; \`ChatCompletionFailed\` has
  \`failedCompletion\`, because its completion may be null. So a list shows how a watched completion ended.
- \`ServiceTier.tier\` and \`ToolCall.callId\` are no IDs: the upstream chooses them, and several objects
  may have the same.
- Token streams want \`fetchPolicy: 'no-cache'\` in Apollo Client. Events come once and go; with the cache
  each costs 215 µs instead of 42, and the heap grows.

## Errors as data

What you can act on is in the schema: mutations give a union of the result and of types that implement
\`Error\`, and in a stream it is the event \`ChatCompletionFailed\`. Select \`... on Error { code message }\`
everywhere; the types add \`retryAfterMs\`, \`param\` and so on. \`code\` is for programs,
[errors.md](errors.md) lists them; \`message\` is for people. \`${refusedAnswer.name}\` for a model that
there is not:

${fenced(refusedAnswer)}

The top-level \`errors\` hold the rest: a document that is refused, a key that is missing
(\`INVALID_API_KEY\`), and faults in the gateway, which say nothing but \`INTERNAL_ERROR\`. Each has
\`extensions.code\`.
`;

const persisted = `## Persisted documents

A dashboard in production need not send its documents. codegen's client preset with
\`presetConfig: { persistedDocuments: true }\` writes \`persisted-documents.json\`; start the gateway with
\`--persisted-documents FILE\`, and send the hash in place of the text, as \`documentId\` or as
\`extensions: { persistedQuery: { version: 1, sha256Hash } }\`, over each of the transports
(with graphql-ws beside \`query: ''\`):

\`\`\`json
{ "documentId": "sha256:HASH", "variables": {} }
\`\`\`

The documents are checked against the schema at the start. With \`--only-persisted-documents\` any other
is refused (\`PERSISTED_QUERY_ONLY\`), GraphiQL's too. None is registered by being sent.
`;

const switches = `## Switches

\`--graphiql off\` takes GraphiQL away, \`--introspection off\` hides the schema from introspection and from
the suggestions in errors. \`--cors-origin\`, \`--allow-host\`, \`--api-key\` and \`--admin-keys\` say who may come in, and
who sees whose completions; [SECURITY.md](../SECURITY.md) says what follows from them. [settings.md](settings.md) has all settings.
`;

/** `docs/graphql.md`, whole. */
export function graphqlDocument(limits: GraphqlLimits = defaultLimits): string {
  return [
    head,
    ...operationGroups.map((group) => groupSection(group)),
    events,
    `## Limits\n\nChecked before anything is started; nothing that is refused costs a turn.\n\n${limitsTable(limits)}`,
    `## Close codes\n\nOf a WebSocket. graphql-ws retries those that may change by themselves.\n\n${closeCodesTable()}\nWithout API keys a foreign \`Host\` or \`Origin\` gets no WebSocket at all: the upgrade is answered with status\n403. With keys a wrong or missing one closes with 4401 whatever \`Host\` and \`Origin\` are.\n`,
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
      ? [`What comes back, here for an answer of one word:`, fenced(streamedAnswer)]
      : []),
    '',
  ].join('\n\n');
}

function fenced({ lines }: RecordedAnswer): string {
  return `\`\`\`jsonl\n${lines.join('\n')}\n\`\`\``;
}
