import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openai } from '../rest/client.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
});
afterAll(async () => {
  await gateway.close();
});

/** Sends JSON, or nothing, and reads the answer. */
async function call(method: string, path: string, body?: object): Promise<[number, unknown]> {
  const response = await fetch(`${gateway.url}${path}`, {
    method,
    ...(body && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  return [response.status, await response.json()];
}

function notFound(id: string): [number, unknown] {
  const message = `Conversation with id '${id}' not found.`;
  return [404, { error: { message, type: 'invalid_request_error', param: null, code: null } }];
}

const manyEntries = Object.fromEntries(Array.from({ length: 17 }, (_, n) => [`k${n}`, '']));
const manyItems = Array.from({ length: 21 }, () => ({ role: 'user', content: 'Hi' }));

describe('a conversation over REST', () => {
  it('is created in OpenAI’s shape, with metadata and items', async () => {
    const [status, body] = await call('POST', '/v1/conversations', {
      metadata: { topic: 'demo' },
      items: [{ type: 'message', role: 'user', content: 'Hello!' }],
    });

    expect(status).toBe(200);
    expect(body).toEqual({
      id: expect.stringMatching(/^conv_[0-9a-f]{32}$/),
      object: 'conversation',
      created_at: expect.closeTo(Date.now() / 1000, -2),
      metadata: { topic: 'demo' },
    });
  });

  it.each([
    ['without a body', undefined],
    ['with an empty one', {}],
    ['as the Agents SDK’s session creates it', { items: [] }],
    ['with nulls', { items: null, metadata: null }],
  ])('is created %s', async (_, body) => {
    expect(await call('POST', '/v1/conversations', body)).toEqual([
      200,
      expect.objectContaining({ object: 'conversation', metadata: {} }),
    ]);
  });

  it('is retrieved, gets other metadata, and is deleted, as the SDK does it', async () => {
    const { conversations } = openai(gateway.url);
    const created = await conversations.create({ metadata: { a: '1', b: '2' } });

    expect(await conversations.retrieve(created.id)).toEqual(created);
    const updated = await conversations.update(created.id, { metadata: { c: '3' } });
    expect(updated).toEqual({ ...created, metadata: { c: '3' } });
    expect(await conversations.retrieve(created.id)).toEqual(updated);
    expect(await conversations.delete(created.id)).toEqual({
      id: created.id,
      object: 'conversation.deleted',
      deleted: true,
    });
    await expect(conversations.retrieve(created.id)).rejects.toMatchObject({ status: 404 });
  });

  it('is found below the root as well', async () => {
    const { id } = await openai(gateway.url).conversations.create();

    expect(await call('GET', `/conversations/${id}`)).toMatchObject([200, { id }]);
  });

  it.each([
    ['GET', ''],
    ['POST', ''],
    ['DELETE', ''],
    ['GET', '/items'],
    ['POST', '/items'],
    ['GET', '/items/msg_1'],
    ['DELETE', '/items/msg_1'],
  ])('that is unknown is a 404 for %s %s', async (method, path) => {
    const body = path === '' ? { metadata: {} } : { items: [{ role: 'user', content: 'Hi' }] };
    const answer = await call(
      method,
      `/v1/conversations/conv_x${path}`,
      method === 'POST' ? body : undefined,
    );

    expect(answer).toEqual(notFound('conv_x'));
  });

  it.each([
    ['metadata that is text', { metadata: 'a' }, 'metadata', 'invalid_type'],
    ['metadata with a number', { metadata: { a: 1 } }, 'metadata.a', 'invalid_type'],
    ['too much metadata', { metadata: manyEntries }, 'metadata', 'invalid_value'],
    ['items that are text', { items: 'Hello' }, 'items', 'invalid_type'],
    ['an item that is a number', { items: [7] }, 'items[0]', 'invalid_type'],
    ['an unknown item', { items: [{ type: 'nonsense' }] }, 'items[0].type', 'invalid_value'],
    [
      'a message without content',
      { items: [{ role: 'user' }] },
      'items[0].content',
      'missing_required_parameter',
    ],
    ['21 items', { items: manyItems }, 'items', 'invalid_value'],
  ])('is not created of %s', async (_, body, param, code) => {
    expect(await call('POST', '/v1/conversations', body)).toMatchObject([
      400,
      { error: { type: 'invalid_request_error', param, code } },
    ]);
  });

  it('is not updated without metadata', async () => {
    const { id } = await openai(gateway.url).conversations.create();

    expect(await call('POST', `/v1/conversations/${id}`, {})).toMatchObject([
      400,
      { error: { param: 'metadata', code: 'missing_required_parameter' } },
    ]);
  });

  it.each([
    ['GET', '/v1/conversations', 'POST'],
    ['PATCH', '/v1/conversations/conv_x', 'GET, HEAD, POST, DELETE'],
    ['PUT', '/v1/conversations/conv_x/items', 'GET, HEAD, POST'],
    ['POST', '/v1/conversations/conv_x/items/msg_1', 'GET, HEAD, DELETE'],
  ])('has no method %s on %s', async (method, path, allow) => {
    const response = await fetch(`${gateway.url}${path}`, { method });

    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe(allow);
  });

  it('has a parameter without effect named in a header', async () => {
    const response = await fetch(`${gateway.url}/v1/conversations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ title: 'Mine' }),
    });

    expect(response.headers.get('x-codex-serve-ignored')).toBe('title');
  });
});

describe('conversations of two callers', () => {
  let shared: TestGateway;

  beforeAll(async () => {
    const keys = 'anna:key-of-anna,bert:key-of-bert,root:key-of-root';
    shared = await startTestGateway({ args: ['--api-key', keys, '--admin-keys', 'root'] });
  });
  afterAll(async () => {
    await shared.close();
  });

  const clientOf = (apiKey: string): ReturnType<typeof openai> =>
    openai(shared.url).withOptions({ apiKey });

  it('are hidden from each other, and an admin sees both', async () => {
    const anna = clientOf('key-of-anna').conversations;
    const bert = clientOf('key-of-bert').conversations;
    const items = [{ type: 'message', role: 'user', content: 'Secret' }] as const;
    const { id } = await anna.create({ items: [...items] });
    const [item] = (await anna.items.list(id)).data;

    const refused = { status: 404, message: `404 Conversation with id '${id}' not found.` };
    await expect(bert.retrieve(id)).rejects.toMatchObject(refused);
    await expect(bert.update(id, { metadata: { a: 'b' } })).rejects.toMatchObject(refused);
    await expect(bert.delete(id)).rejects.toMatchObject(refused);
    await expect(bert.items.list(id)).rejects.toMatchObject(refused);
    await expect(bert.items.create(id, { items: [...items] })).rejects.toMatchObject(refused);
    const named = { conversation_id: id };
    await expect(bert.items.retrieve(item?.id ?? '', named)).rejects.toMatchObject(refused);
    await expect(bert.items.delete(item?.id ?? '', named)).rejects.toMatchObject(refused);

    expect(await clientOf('key-of-root').conversations.retrieve(id)).toMatchObject({
      id,
      metadata: {},
    });
    expect((await anna.items.list(id)).data).toHaveLength(1);
  });

  it('do not let one refer to an item of the other', async () => {
    const anna = clientOf('key-of-anna').conversations;
    const bert = clientOf('key-of-bert').conversations;
    const { id } = await anna.create({ items: [{ role: 'user', content: 'Secret' }] });
    const [item] = (await anna.items.list(id)).data;

    const items = [{ type: 'item_reference', id: item?.id ?? '' }] as const;
    await expect(bert.create({ items: [...items] })).rejects.toMatchObject({
      status: 404,
      error: { message: `Item with id '${item?.id}' not found.`, param: 'input', code: null },
    });
  });
});

describe('conversations with the store off', () => {
  it.each([
    ['POST', ''],
    ['GET', '/conv_x'],
    ['GET', '/conv_x/items'],
  ])('are refused with the reason for %s %s', async (method, path) => {
    const off = await startTestGateway({ args: ['--store', 'off'] });
    try {
      const response = await fetch(`${off.url}/v1/conversations${path}`, { method });

      expect(response.status).toBe(400);
      expect(await response.json()).toEqual({
        error: {
          message:
            'This gateway keeps no responses and no conversations: it runs with --store off.',
          type: 'invalid_request_error',
          param: null,
          code: 'unsupported_parameter',
        },
      });
    } finally {
      await off.close();
    }
  });
});
