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
const input = {
  messages: [{ role: 'USER', content: { text: 'tell me a cozy pun' } }],
  // Sent again, by a browser for example, the mutation gives the same completion.
  idempotencyKey: crypto.randomUUID(),
};

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
const { data, errors } = await response.json();
const { id, message } = data?.startChatCompletion ?? errors[0];
if (id === undefined) throw new Error(message);

// Before Node 22: pass \`webSocketImpl\` from the package \`ws\`.
const client = createClient({
  url: url.replace('http', 'ws'),
  shouldRetry: () => true,
{{ifKey}}  connectionParams: { authorization },
});
let after = -1;
let end: string | undefined;
type Event = { sequence: number; text?: string; finishReason?: string; error?: { message: string } };
const events = client.iterate<{ event: Event }>({
  query: \`subscription ($id: ID!, $after: Int) {
    event: chatCompletionEvents(id: $id, after: $after) {
      sequence
      ... on ChatCompletionDelta { text }
      ... on ChatCompletionDone { finishReason }
      ... on ChatCompletionFailed { error { message } }
      ... on ChatCompletionUnavailable { error { message } }
    }
  }\`,
  // A getter: after a lost connection the client sends the operation again, and resumes here.
  variables: {
    id,
    get after() {
      return after;
    },
  },
});
try {
  for await (const result of events) {
    const event = result.data?.event;
    if (!event || event.error) throw event?.error ?? result.errors;
    after = event.sequence;
    process.stdout.write(event.text ?? '');
    end = event.finishReason;
  }
} catch (error: any) {
  // The gateway's errors, or the event of a WebSocket that was closed for good: 4401 is a wrong key.
  const { message, code, reason } = Array.isArray(error) ? error[0] : error;
  throw new Error(message ?? \`The WebSocket was closed with \${code}. \${reason}\`);
}
if (end === undefined) throw new Error('The answer is not whole.');
`,
      },
    ],
    document: 'docs/graphql.md',
  },
];
