import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { completeOverRest } from '../schema/live-board.ts';
import { answer } from '../schema/clients.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { compileRelay, type CompiledDocuments } from './caches/compile-relay.ts';
import { describeCache } from './caches/describe-cache.ts';
import { describePages } from './caches/describe-pages.ts';
import { operations } from './caches/documents.ts';
import { connections, pageOf } from './caches/pages.ts';
import { patience } from './caches/until.ts';
import { createEnvironment, createRelayClient, createRelayPager } from './caches/relay.ts';

const pageIn = (connection: string): ReturnType<typeof pageOf> =>
  pageOf(connection, `@connection(key: "${connection}Page_${connection}")`);

/** A field of each type that `node(id)` finds, so that Relay can refetch its fragments. */
const refetched = {
  Account: 'method',
  ChatCompletion: 'text',
  CompletionRecord: 'completionId',
  Engine: 'version',
  Health: 'isReady',
  Login: 'userCode',
  Model: 'displayName',
  Queue: 'maxTurns',
};

const refetchable = Object.entries(refetched).map(([type, field]): [string, string[]] => [
  `Refetch${type}`,
  [
    `fragment Refetch${type}_node on ${type} @refetchable(queryName: "Refetch${type}Query") { ${field} }`,
  ],
]);

let compiled: CompiledDocuments;

beforeAll(async () => {
  const documents = [...operations, ...connections.map(pageIn)].map(
    ({ name, text }): [string, string[]] => [
      name.replace(/(Query|Mutation|Subscription)$/, ''),
      [text],
    ],
  );
  compiled = await compileRelay(Object.fromEntries([...documents, ...refetchable]));
});

describe('the store of Relay', () => {
  describeCache((url) => createRelayClient(url, compiled));
});
describe('a @connection', () => {
  describePages((url) => createRelayPager(url, compiled), pageIn);
});

describe('a @refetchable fragment', () => {
  let gateway: TestGateway;
  let ids: Record<string, string>;

  beforeAll(async () => {
    gateway = await startTestGateway({ login: 'present' });
    const completion = await completeOverRest(gateway.url);
    const { data } = await answer(
      gateway.url,
      'mutation { startLogin { ... on Login { id } } }',
      gateway.admin,
    );
    ids = {
      Account: 'gateway:account',
      ChatCompletion: completion,
      CompletionRecord: `record-${completion}`,
      Engine: 'gateway:engine',
      Health: 'gateway:health',
      Login: Object(data).startLogin.id,
      Model: 'gpt-5.5',
      Queue: 'gateway:queue',
    };
  });
  afterAll(async () => {
    await gateway.close();
  });

  it.each(Object.entries(refetched))('of %s is fetched by its ID', async (type, field) => {
    const { environment, ask, close } = createEnvironment(`${gateway.url}/graphql`, gateway.admin);
    const id = ids[type] ?? '';
    await expect
      .poll(async () => await ask(compiled.request(`Refetch${type}Query`), { id }), patience)
      .toMatchObject({ node: { __id: id } });
    const record = environment.getStore().getSource().get(id);
    expect(record).toMatchObject({ __typename: type, id, [field]: expect.anything() });
    await close();
  });
});
