import type { ClientEntry } from './client-entry.ts';

/** Clients of the GraphQL API. */
export const graphqlClients: readonly ClientEntry[] = [
  {
    id: 'graphql-curl',
    name: 'GraphQL with curl',
    group: 'GraphQL',
    about: 'A subscription over SSE: the answer, event by event.',
    snippets: [
      {
        id: 'graphql-curl',
        title: 'Terminal',
        language: 'bash',
        text: `curl -N {{url}}/graphql \\
{{ifKey}}  -H 'authorization: Bearer {{key}}' \\
  -H 'content-type: application/json' -H 'accept: text/event-stream' \\
  -d '{"query": "subscription ($input: ChatCompletionInput!) { chatCompletion(input: $input) { sequence ... on ChatCompletionDelta { text } ... on ChatCompletionDone { finishReason } } }",
       "variables": {"input": {"messages": [{"role": "USER", "content": {"text": "tell me a cozy pun"}}]}}}'
`,
      },
    ],
    document: 'docs/graphql.md',
  },
  {
    id: 'graphql-ws',
    name: 'graphql-ws',
    group: 'GraphQL',
    about: 'Starts an answer by mutation and watches it, so a lost connection costs nothing.',
    snippets: [
      {
        id: 'graphql-ws',
        title: 'Start, watch and resume',
        language: 'ts',
        text: `import { createClient } from 'graphql-ws';

const url = '{{url}}/graphql';
{{ifKey}}const authorization = 'Bearer {{key}}';
const input = { messages: [{ role: 'USER', content: { text: 'tell me a cozy pun' } }] };

// Start the completion once, by mutation. It keeps running, whatever happens to the connection.
const start = \`mutation ($input: ChatCompletionInput!) {
  startChatCompletion(input: $input) { ... on ChatCompletion { id } ... on Error { message } }
}\`;
const response = await fetch(url, {
  method: 'POST',
  headers: {
    'content-type': 'application/json',
{{ifKey}}    authorization,
  },
  body: JSON.stringify({ query: start, variables: { input } }),
});
const { id, message } = (await response.json()).data.startChatCompletion;
if (id === undefined) throw new Error(message);

// Before Node 22: pass \`webSocketImpl\` from the package \`ws\`.
const client = createClient({
  url: url.replace('http', 'ws'),
  shouldRetry: () => true,
{{ifKey}}  connectionParams: { authorization },
});
let after = -1;
const events = client.iterate<{ chatCompletionEvents: { sequence: number; text?: string } }>({
  query: \`subscription ($id: ID!, $after: Int) {
    chatCompletionEvents(id: $id, after: $after) { sequence ... on ChatCompletionDelta { text } }
  }\`,
  // A getter: after a lost connection the client sends the operation again, and resumes here.
  variables: {
    id,
    get after() {
      return after;
    },
  },
});
for await (const { data } of events) {
  after = data?.chatCompletionEvents.sequence ?? after;
  process.stdout.write(data?.chatCompletionEvents.text ?? '');
}
`,
      },
    ],
    document: 'docs/graphql.md',
  },
];
