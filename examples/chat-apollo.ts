import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { OperationTypeNode } from 'graphql';
import { createSocketClient, credentials, url } from './gateway.ts';
import { graphql } from './graphql/index.ts';

// Lists the models with Apollo Client, and streams an answer of the default one:
// npm run chat-apollo -- "Tell me a joke"

const Models = graphql(/* GraphQL */ `
  query ApolloModels {
    models {
      edges {
        node {
          id
          isDefault
        }
      }
    }
  }
`);

const Chat = graphql(/* GraphQL */ `
  subscription ApolloChat($input: ChatCompletionInput!) {
    chatCompletion(input: $input) {
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

// No retries: sending a subscription that starts an answer again would start another answer.
const socket = createSocketClient(0);
const client = new ApolloClient({
  link: ApolloLink.split(
    ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
    new GraphQLWsLink(socket),
    new HttpLink({ uri: `${url}/graphql`, headers: credentials }),
  ),
  cache: new InMemoryCache(),
});

const { data: list } = await client.query({ query: Models });
const model = list?.models.edges.find(({ node }) => node.isDefault)?.node.id ?? null;
console.log(`${model} says:\n`);

const text = process.argv[2] ?? 'Tell me a cozy pun.';
const input = { model, messages: [{ role: 'USER' as const, content: [{ text }] }] };
// Events come once and go. With the cache each would cost five times as much, and the heap would grow.
const events = client.subscribe({ query: Chat, variables: { input }, fetchPolicy: 'no-cache' });
await events.forEach(({ data, error }) => {
  if (!data) throw error ?? new Error('There is no data.');
  const event = data.chatCompletion;
  if (event.__typename === 'ChatCompletionDelta') process.stdout.write(event.text);
  if (event.__typename === 'ChatCompletionFailed') throw new Error(event.error.message);
  if (event.__typename === 'ChatCompletionDone') {
    console.log(`\n\n${event.finishReason}, ${event.usage?.totalTokens} tokens`);
  }
});
client.stop();
await socket.dispose();
