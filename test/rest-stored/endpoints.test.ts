import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStoredCompletions } from '../../src/rest/openai/stored/create-stored-completions.ts';
import type { StoredCompletions } from '../../src/rest/openai/stored/stored-completions.ts';
import { collect } from '../rest/client.ts';
import { answer, clientOf, startStoredApp, stored, type StoredApp } from './stored-app.ts';
import { keptRecords } from '../support/kept-records.ts';

let store: StoredCompletions;
let app: StoredApp;

beforeEach(async () => {
  store = createStoredCompletions({ records: keptRecords('memory') });
  app = await startStoredApp(store);
});
afterEach(async () => {
  await app.close();
});

const notFound = {
  error: {
    message: "Chat completion with id 'chatcmpl-x' not found.",
    type: 'invalid_request_error',
    param: 'completion_id',
    code: 'completion_not_found',
  },
};

describe('a stored completion', () => {
  it('is returned as it was answered, with its metadata', async () => {
    await store.save(stored('chatcmpl-1', { metadata: { topic: 'greeting' } }));

    const found = await clientOf(app.url).chat.completions.retrieve('chatcmpl-1');

    expect(found).toEqual({ ...answer('chatcmpl-1'), metadata: { topic: 'greeting' } });
  });

  it('has all of its metadata replaced, or cleared with null', async () => {
    await store.save(stored('chatcmpl-1', { metadata: { a: '1', b: '2' } }));
    const { chat } = clientOf(app.url);

    const updated = await chat.completions.update('chatcmpl-1', { metadata: { c: '3' } });

    expect(updated).toEqual({ ...answer('chatcmpl-1'), metadata: { c: '3' } });
    expect(await chat.completions.retrieve('chatcmpl-1')).toEqual(updated);
    await chat.completions.update('chatcmpl-1', { metadata: null });
    expect(await chat.completions.retrieve('chatcmpl-1')).toMatchObject({ metadata: {} });
  });

  it('is gone once deleted', async () => {
    await store.save(stored('chatcmpl-1'));
    const { chat } = clientOf(app.url);

    expect(await chat.completions.delete('chatcmpl-1')).toEqual({
      object: 'chat.completion.deleted',
      id: 'chatcmpl-1',
      deleted: true,
    });
    await expect(chat.completions.retrieve('chatcmpl-1')).rejects.toMatchObject({ status: 404 });
  });

  it.each([
    ['GET', ''],
    ['POST', ''],
    ['DELETE', ''],
    ['GET', '/messages'],
  ])('that is not there is OpenAI’s 404: %s %s', async (method, path) => {
    const response = await fetch(`${app.url}/v1/chat/completions/chatcmpl-x${path}`, {
      method,
      ...(method === 'POST' && {
        headers: { 'content-type': 'application/json' },
        body: '{"metadata":{}}',
      }),
    });

    expect(response.status).toBe(404);
    expect(await response.json()).toEqual(notFound);
  });

  it('is nobody’s but that of the key that stored it', async () => {
    await store.save(stored('chatcmpl-x'));
    await store.save(stored('chatcmpl-y'));
    const other = clientOf(app.url, 'key-b').chat.completions;

    expect(await other.list({ limit: 1 })).toMatchObject({ data: [], has_more: false });
    for (const attempt of [
      async (): Promise<unknown> => await other.retrieve('chatcmpl-x'),
      async (): Promise<unknown> => await other.update('chatcmpl-x', { metadata: {} }),
      async (): Promise<unknown> => await other.delete('chatcmpl-x'),
      async (): Promise<unknown> => await other.messages.list('chatcmpl-x'),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ status: 404, error: notFound.error });
    }
    await expect(other.list({ after: 'chatcmpl-x' })).rejects.toMatchObject({ status: 400 });
    expect(await clientOf(app.url).chat.completions.retrieve('chatcmpl-x')).toBeDefined();
  });

  it.each([
    [{}, 'missing_required_parameter', 'metadata', "Missing required parameter: 'metadata'."],
    [
      { metadata: { a: 1 } },
      'invalid_type',
      'metadata.a',
      "Invalid type for 'metadata.a': expected a string, but got an integer instead.",
    ],
    [
      { metadata: { ['k'.repeat(65)]: 'v' } },
      'invalid_value',
      'metadata',
      "Invalid 'metadata': a key is longer than 64 characters.",
    ],
    [
      { metadata: { k: 'v'.repeat(513) } },
      'invalid_value',
      'metadata.k',
      "Invalid 'metadata.k': string too long. Expected a string with maximum length 512.",
    ],
    [
      { metadata: Object.fromEntries(Array.from({ length: 17 }, (_, key) => [`k${key}`, 'v'])) },
      'invalid_value',
      'metadata',
      "Invalid 'metadata': too many properties. Expected at most 16, but got 17.",
    ],
  ])('takes metadata within OpenAI’s bounds only: %j', async (body, code, param, message) => {
    await store.save(stored('chatcmpl-1'));
    const response = await fetch(`${app.url}/chat/completions/chatcmpl-1`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      error: { message, type: 'invalid_request_error', param, code },
    });
  });

  it.each([
    ['PUT', '/chatcmpl-1', 'GET, HEAD, POST, DELETE'],
    ['POST', '/chatcmpl-1/messages', 'GET, HEAD'],
  ])('refuses other methods: %s %s', async (method, path, allow) => {
    const response = await fetch(`${app.url}/v1/chat/completions${path}`, { method });

    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe(allow);
  });
});

describe('the messages of a stored completion', () => {
  const image = { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } };
  const call = { id: 'call_1', type: 'function', function: { name: 'f', arguments: '{}' } };

  beforeEach(async () => {
    await store.save(
      stored('chatcmpl-1', {
        messages: [
          { role: 'system', content: 'Be brief.' },
          { role: 'user', name: 'bob', content: [{ type: 'text', text: 'what?' }, image] },
          { role: 'assistant', content: null, tool_calls: [call] },
          { role: 'tool', tool_call_id: 'call_1', content: '42' },
          { role: 'assistant', content: [{ type: 'refusal', refusal: 'No.' }] },
        ],
      }),
    );
  });

  it('are those of the request, with ids, their parts apart from their text', async () => {
    const { chat } = clientOf(app.url);
    const none = { name: null, refusal: null, content_parts: null };

    expect(await collect(chat.completions.messages.list('chatcmpl-1'))).toEqual([
      { ...none, id: 'chatcmpl-1-0', role: 'system', content: 'Be brief.' },
      {
        ...none,
        id: 'chatcmpl-1-1',
        role: 'user',
        name: 'bob',
        content: null,
        content_parts: [{ type: 'text', text: 'what?' }, image],
      },
      { ...none, id: 'chatcmpl-1-2', role: 'assistant', content: null, tool_calls: [call] },
      { ...none, id: 'chatcmpl-1-3', role: 'tool', content: '42', tool_call_id: 'call_1' },
      {
        ...none,
        id: 'chatcmpl-1-4',
        role: 'assistant',
        content: null,
        refusal: 'No.',
        content_parts: [],
      },
    ]);
  });

  it('come in pages, in either order', async () => {
    const { messages } = clientOf(app.url).chat.completions;
    const idsOf = async (query: object): Promise<unknown> => {
      const page = await messages.list('chatcmpl-1', query);
      return [page.data.map(({ id }) => id.at(-1)).join(''), page.has_more];
    };

    expect(await idsOf({ limit: 2 })).toEqual(['01', true]);
    expect(await idsOf({ limit: 3, after: 'chatcmpl-1-1' })).toEqual(['234', false]);
    expect(await idsOf({ order: 'desc', limit: 2 })).toEqual(['43', true]);
    expect(await idsOf({ order: 'desc', after: 'chatcmpl-1-1' })).toEqual(['0', false]);
    await expect(idsOf({ after: 'chatcmpl-1-9' })).rejects.toMatchObject({
      status: 400,
      param: 'after',
      message: "400 Invalid 'after': expected the id of the last item of the page before.",
    });
  });
});
