import { describe } from 'vitest';
import { createApolloClient, createApolloSseClient } from './adapters/apollo.ts';
import { describeGraphqlClient } from './graphql/describe-graphql-client.ts';

describe('over graphql-ws', () => {
  describeGraphqlClient(createApolloClient);
});
describe('over server-sent events', () => {
  describeGraphqlClient(createApolloSseClient);
});
