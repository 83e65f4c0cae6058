import { describe } from 'vitest';
import { createUrqlClient, createUrqlSseClient } from './adapters/urql.ts';
import { describeGraphqlClient } from './graphql/describe-graphql-client.ts';

describe('over graphql-ws', () => {
  describeGraphqlClient(createUrqlClient);
});
describe('over server-sent events', () => {
  describeGraphqlClient(createUrqlSseClient);
});
