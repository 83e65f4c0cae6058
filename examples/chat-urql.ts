import { Client, fetchExchange } from '@urql/core';
import { toAsyncIterable } from 'wonka';
import { credentials, url } from './gateway.ts';
import { graphql } from './graphql/index.ts';

// Starts an answer with urql, by mutation, and streams it: npm run chat-urql -- "Tell me a joke"

const Start = graphql(/* GraphQL */ `
  mutation UrqlStart($input: ChatCompletionInput!) {
    startChatCompletion(input: $input) {
      __typename
      ... on ChatCompletion {
        id
      }
      ... on Error {
        code
        message
      }
    }
  }
`);

const Events = graphql(/* GraphQL */ `
  subscription UrqlEvents($id: ID!) {
    chatCompletionEvents(id: $id) {
      __typename
      ... on ChatCompletionDelta {
        text
      }
      ... on ChatCompletionDone {
        finishReason
        usage {
          totalTokens
        }
      }
      ... on ChatCompletionFailed {
        error {
          code
          message
        }
      }
    }
  }
`);

const client = new Client({
  url: `${url}/graphql`,
  preferGetMethod: false,
  fetchOptions: { headers: credentials },
  // Over server-sent events. For a WebSocket there is urql's `subscriptionExchange`.
  fetchSubscriptions: true,
  exchanges: [fetchExchange],
});

const text = process.argv[2] ?? 'Tell me a cozy pun.';
// Sent again, by a browser for example, the mutation gives the same completion.
const idempotencyKey = crypto.randomUUID();
const input = { idempotencyKey, messages: [{ role: 'USER' as const, content: [{ text }] }] };
const answer = await client.mutation(Start, { input });
if (!answer.data) throw answer.error ?? new Error('There is no data.');
const started = answer.data.startChatCompletion;
if (started.__typename !== 'ChatCompletion') throw new Error(`${started.code}: ${started.message}`);

const events = toAsyncIterable(client.subscription(Events, { id: started.id }));
for await (const { data, error, hasNext } of events) {
  if (!data) throw error ?? new Error('There is no data.');
  // When the subscription ends, urql emits its last event again.
  if (!hasNext) break;
  const event = data.chatCompletionEvents;
  if (event.__typename === 'ChatCompletionDelta') process.stdout.write(event.text);
  if (event.__typename === 'ChatCompletionFailed') throw new Error(event.error.message);
  if (event.__typename === 'ChatCompletionDone') {
    console.log(`\n\n${event.finishReason}, ${event.usage?.totalTokens} tokens`);
  }
}
