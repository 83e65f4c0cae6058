import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStoredCompletions } from '../../src/rest/openai/stored/create-stored-completions.ts';
import type { StoredCompletions } from '../../src/rest/openai/stored/stored-completions.ts';
import { collect } from '../rest/client.ts';
import { answer, clientOf, startStoredApp, stored, type StoredApp } from './stored-app.ts';
import { keptRecords } from '../support/kept-records.ts';

let store: StoredCompletions;
let app: StoredApp;

beforeAll(async () => {
  store = createStoredCompletions({ records: keptRecords('memory') });
  app = await startStoredApp(store);
  for (let number = 0; number < 25; number += 1) {
    const id = `chatcmpl-${String(number).padStart(2, '0')}`;
    const model = number % 2 === 0 ? 'gpt-5.5' : 'gpt-5.5-mini';
    const metadata = { parity: String(number % 2), 'a[b]=&': String(number % 3) };
    await store.save(stored(id, { completion: answer(id, model), metadata }));
  }
});
afterAll(async () => {
  await app.close();
});

async function list(query: string): Promise<Response> {
  return await fetch(`${app.url}/v1/chat/completions${query}`, {
    headers: { authorization: 'Bearer key-a' },
  });
}

/** The numbers of the listed completions, and whether there are more. */
async function numbers(query: object): Promise<[string, boolean]> {
  const page = await clientOf(app.url).chat.completions.list(query);
  return [page.data.map(({ id }) => Number(id.slice(9))).join(' '), page.has_more];
}

describe('the list of stored completions', () => {
  it('is in OpenAI’s shape', async () => {
    const response = await list('?limit=1');

    expect(response.headers.get('x-codex-serve-ignored')).toBeNull();
    expect(await response.json()).toEqual({
      object: 'list',
      data: [{ ...answer('chatcmpl-00'), metadata: { parity: '0', 'a[b]=&': '0' } }],
      first_id: 'chatcmpl-00',
      last_id: 'chatcmpl-00',
      has_more: true,
    });
  });

  it('has twenty a page, oldest first, and every one once over all pages', async () => {
    expect(await numbers({})).toEqual([Array.from({ length: 20 }, (_, n) => n).join(' '), true]);
    const all = await collect(clientOf(app.url).chat.completions.list({ limit: 7 }));
    expect(all.map(({ id }) => Number(id.slice(9)))).toEqual(
      Array.from({ length: 25 }, (_, n) => n),
    );
  });

  it('goes by age, model and metadata', async () => {
    expect(await numbers({ order: 'desc', limit: 3 })).toEqual(['24 23 22', true]);
    expect(await numbers({ order: 'desc', after: 'chatcmpl-02' })).toEqual(['1 0', false]);
    expect(await numbers({ model: 'gpt-5.5-mini', after: 'chatcmpl-18' })).toEqual([
      '19 21 23',
      false,
    ]);
    expect(await numbers({ metadata: { parity: '1', 'a[b]=&': '0' } })).toEqual([
      '3 9 15 21',
      false,
    ]);
    expect(await numbers({ metadata: { parity: '2' } })).toEqual(['', false]);
    expect(await numbers({ metadata: { constructor: 'x' } })).toEqual(['', false]);
  });

  it('is empty in OpenAI’s shape too', async () => {
    const response = await list('?model=none');

    expect(await response.json()).toEqual({
      object: 'list',
      data: [],
      first_id: '',
      last_id: '',
      has_more: false,
    });
  });

  it.each([
    ['limit=0', 'limit', 'integer below minimum value. Expected a value >= 1, but got 0 instead.'],
    [
      'limit=101',
      'limit',
      'integer above maximum value. Expected a value <= 100, but got 101 instead.',
    ],
    ['after=chatcmpl-none', 'after', 'expected the id of the last item of the page before.'],
  ])('refuses %s', async (query, param, reason) => {
    const response = await list(`?${query}`);

    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      error: {
        message: `Invalid '${param}': ${reason}`,
        type: 'invalid_request_error',
        param,
        code: 'invalid_value',
      },
    });
  });

  it.each([
    [
      'limit=ten',
      'limit',
      "Invalid type for 'limit': expected an integer, but got a string instead.",
    ],
    ['order=up', 'order', "Invalid value: 'up'. Supported values are: 'asc' and 'desc'."],
    [
      'metadata=x',
      'metadata',
      "Invalid type for 'metadata': expected an object, but got a string instead.",
    ],
  ])('refuses %s', async (query, param, message) => {
    const response = await list(`?${query}`);

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { message, param } });
  });

  it('names parameters that it does not know, or refuses them where it is strict', async () => {
    const response = await list('?limit=1&before=x');
    const strict = await startStoredApp(store, true);
    const refused = await fetch(`${strict.url}/v1/chat/completions?before=x`);
    await strict.close();

    expect(response.headers.get('x-codex-serve-ignored')).toBe('before');
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({
      error: { message: "Unknown parameter: 'before'.", code: 'unknown_parameter' },
    });
  });

  it('can be walked by a client that deletes what it has seen', async () => {
    const own = clientOf(app.url).chat.completions;
    const seen: string[] = [];
    for await (const { id } of own.list({ limit: 2, metadata: { parity: '1' } })) {
      seen.push(id);
      await own.delete(id);
    }

    expect(seen).toHaveLength(12);
    expect(await numbers({ limit: 5 })).toEqual(['0 2 4 6 8', true]);
  });
});

it('a page of the list ends after 16 MB, and the next one continues', async () => {
  const large = createStoredCompletions({ records: keptRecords('memory') });
  const reader = { id: stored('x').client, seesAll: false };
  for (const id of ['chatcmpl-1', 'chatcmpl-2', 'chatcmpl-3']) {
    const completion = { ...answer(id), padding: 'x'.repeat(9 * 1024 * 1024) };
    await large.save(stored(id, { completion }));
  }
  const page = async (after?: string): Promise<unknown> => {
    const query = { limit: 100, order: 'asc', metadata: {}, after } as const;
    const { data, hasMore } = await large.list(reader, query);
    return [data.map(({ id }) => id), hasMore];
  };
  expect(await page()).toEqual([['chatcmpl-1', 'chatcmpl-2'], true]);
  expect(await page('chatcmpl-2')).toEqual([['chatcmpl-3'], false]);
  await large.close();
});
