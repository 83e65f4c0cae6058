import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isInterfaceType, isObjectType } from 'graphql';
import { buildSchema } from '../../src/schema/schema.ts';
import { respond } from '../rest-responses/client.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { answer, post } from './clients.ts';
import { completeOverRest } from './live-board.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
});
afterAll(async () => {
  await gateway.close();
});

async function read(query: string, variables: object = {}): Promise<Record<string, unknown>> {
  const response = await post(gateway.url, { query, variables });
  const { data, errors }: { data: Record<string, unknown>; errors?: unknown } =
    await response.json();
  expect(errors).toBeUndefined();
  return data;
}

const everything = `{
  health { __typename id engine { __typename id } queue { __typename id } account { __typename id } }
  account { __typename id }
  models(first: 100) { edges { node { __typename id serviceTiers { tier } } } }
  completions { edges { node { __typename id toolCalls { callId } } } }
  completionRecords { edges { node { __typename id completionId } } }
  conversations { edges { node { __typename id } } }
}`;

/** The turns of one conversation. Those of many cost more than an operation may. */
const turns = `query ($id: ID!) {
  conversation(id: $id) { turns(first: 2) { edges { node { __typename id } } } }
}`;

interface Identified {
  readonly __typename: string;
  readonly id: string;
}

/** Every object with an ID in an answer. */
function identified(value: unknown): Identified[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap((child) => identified(child));
  if (!('id' in value) || !('__typename' in value)) return inner;
  return [{ __typename: String(value.__typename), id: String(value.id) }, ...inner];
}

describe('an ID', () => {
  it('belongs to one object of one type, and node(id) finds it', async () => {
    const completionId = await completeOverRest(gateway.url);
    await (await respond(gateway.url, { input: 'Count to 3' })).text();
    await expect
      .poll(async () => JSON.stringify(await read(everything)))
      .toContain(`record-${completionId}`);
    const all = identified(await read(everything));
    const { id: conversation } = all.find((each) => each.__typename === 'Conversation') ?? {};
    const found = [...all, ...identified(await read(turns, { id: conversation }))];
    const typesOf = new Map<string, Set<string>>();
    for (const { __typename, id } of found) {
      typesOf.set(id, (typesOf.get(id) ?? new Set()).add(__typename));
    }
    const types = new Set(found.map(({ __typename }) => __typename));
    expect(types).toEqual(
      new Set([
        'Account',
        'ChatCompletion',
        'CompletionRecord',
        'Conversation',
        'ConversationTurn',
        'Engine',
        'Health',
        'Model',
        'Queue',
      ]),
    );
    for (const [id, names] of typesOf) {
      const [type] = [...names];
      expect([id, names.size]).toEqual([id, 1]);
      const { node } = await read('query ($id: ID!) { node(id: $id) { __typename id } }', { id });
      expect(node).toEqual({ __typename: type, id });
    }
    expect(typesOf.get(completionId)).toEqual(new Set(['ChatCompletion']));
    expect(typesOf.get('gateway:health')).toEqual(new Set(['Health']));
    expect(typesOf.get('gateway:account')).toEqual(new Set(['Account']));
    expect(typesOf.get('gpt-5.5')).toEqual(new Set(['Model']));
  });

  it.each(['', 'nothing', 'record-', 'record-nothing', 'gpt-5.5-high', '__proto__', 'Health'])(
    'that nothing has finds nothing: %j',
    async (id) => {
      expect(await read('query ($id: ID!) { node(id: $id) { id } }', { id })).toEqual({
        node: null,
      });
    },
  );

  it('of a record, or of its completion, finds the record', async () => {
    const id = await completeOverRest(gateway.url);
    const query = 'query ($id: ID!) { completionRecord(id: $id) { id completionId } }';
    const completionRecord = { id: `record-${id}`, completionId: id };
    await expect.poll(async () => await read(query, { id })).toEqual({ completionRecord });
    expect(await read(query, { id: `record-${id}` })).toEqual({ completionRecord });
  });

  it('of a login finds the login', async () => {
    const machine = await startTestGateway({ login: 'missing' });
    const start =
      'mutation { startLogin { __typename ... on Login { id } ... on Error { code } } }';
    const { data } = await answer(machine.url, start, machine.admin);
    const login = JSON.parse(JSON.stringify(data)).startLogin;
    expect(login).toMatchObject({ __typename: 'Login' });
    const query = `{ node(id: "${String(login.id)}") { __typename id ... on Login { status } } }`;
    expect(await answer(machine.url, query, machine.admin)).toEqual({
      data: { node: { ...login, status: 'PENDING' } },
    });
    await machine.close();
  });
});

it('an answer shows one object in one state, also while it changes', async () => {
  const machine = await startTestGateway({ login: 'present' });
  const fields = 'id method isReady isLoginRequired';
  const query = `{
    health { id isReady account { ${fields} } }
    again: health { id isReady account { ${fields} } }
    account { ${fields} }
    node(id: "gateway:account") { id ... on Account { method isReady isLoginRequired } }
  }`;
  const seen = new Set<boolean>();
  const readUntil = async (isReady: boolean): Promise<void> => {
    while (!seen.has(isReady)) {
      const { data } = await answer(machine.url, query);
      const { health, again, account, node } = Object(data);
      expect(again).toEqual(health);
      expect(health.account).toEqual(account);
      expect(node).toEqual(account);
      seen.add(account.isReady);
    }
  };
  for (let round = 0; round < 3; round += 1) {
    seen.clear();
    await machine.removeLogin();
    await readUntil(false);
    seen.clear();
    await machine.writeLogin();
    await readUntil(true);
  }
  await machine.close();
});

it('every type with `id: ID!` is a Node, and no other field named id is there', () => {
  const schema = buildSchema();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    const { id } = type.getFields();
    if (id === undefined) continue;
    expect([type.name, String(id.type)]).toEqual([type.name, 'ID!']);
    const names = isObjectType(type) ? type.getInterfaces().map(({ name }) => name) : ['Node'];
    expect(names).toContain('Node');
  }
});
