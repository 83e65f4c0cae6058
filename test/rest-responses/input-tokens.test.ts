import type OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pngUrl } from '../rest/client.ts';
import { onCatalogGateway } from '../support/catalog-gateway.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { openai } from './client.ts';

let gateway: TestGateway;
let client: OpenAI;

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
  client = openai(gateway.url);
});
afterAll(async () => {
  await gateway.close();
});

/** What a request counts, with or without a model. */
async function count(body: OpenAI.Responses.InputTokenCountParams): Promise<number> {
  const counted = await client.responses.inputTokens.count(body);
  expect(counted).toEqual({ object: 'response.input_tokens', input_tokens: expect.any(Number) });
  return counted.input_tokens;
}

const weather = {
  type: 'function',
  name: 'get_weather',
  description: 'Tells the weather of a city.',
  parameters: { type: 'object', properties: { city: { type: 'string' } } },
  strict: false,
} as const;

describe('the tokens of an input', () => {
  it('are counted without a model, and without asking the service', async () => {
    const { received } = gateway.standIn;

    expect(await count({ input: 'What is up?' })).toBe(4 + 3);
    expect(await count({ model: 'gpt-5.5', input: 'What is up?' })).toBe(4 + 3);
    expect(gateway.standIn.received).toBe(received);
  });

  it.each([
    ['instructions', { instructions: 'Answer in verse, and briefly.' }],
    ['tools', { tools: [weather] }],
    [
      'a schema',
      { text: { format: { type: 'json_schema', name: 'city', schema: weather.parameters } } },
    ],
    [
      'a picture',
      {
        input: [
          { role: 'user', content: [{ type: 'input_image', image_url: pngUrl, detail: 'auto' }] },
        ],
      },
    ],
  ] as const)('count %s', async (_, more) => {
    const body = { input: 'What is up?', ...more };

    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the SDK wants arrays it may change
    expect(await count(body as OpenAI.Responses.InputTokenCountParams)).toBeGreaterThan(7 + 3);
  });

  it('count what a previous response was given and what it said', async () => {
    const input = `Count to 200 ${'and wait '.repeat(100)}`;
    const { id, output } = await client.responses.create({ model: 'gpt-5.5', input });

    const counted = await count({ input: 'More', previous_response_id: id });

    expect(counted).toBeGreaterThan((await count({ input })) + 200);
    expect(output.length).toBeGreaterThan(0);
  });

  it('count the items of a conversation', async () => {
    const text = 'a word '.repeat(100);
    const { id } = await client.conversations.create({ items: [{ role: 'user', content: text }] });

    expect(await count({ input: 'More', conversation: id })).toBeGreaterThan(200);
  });

  it('are counted for 25 requests at once while an answer runs in the conversation', async () => {
    const { id } = await client.conversations.create();
    gateway.standIn.behave(() => ({ kind: 'stall' }));
    const stalled = new AbortController();
    const answer = client.responses
      .create({ model: 'gpt-5.5', input: 'Hi', conversation: id }, { signal: stalled.signal })
      .catch(() => {});
    await gateway.standIn.waitFor(({ active }) => active > 0);
    try {
      const all = Array.from(
        { length: 25 },
        async () => await count({ input: 'Hi', conversation: id }),
      );
      expect(new Set(await Promise.all(all)).size).toBe(1);
    } finally {
      stalled.abort();
      await answer;
      gateway.standIn.behave(undefined);
    }
  });

  it.each([
    [
      { previous_response_id: 'resp_x' },
      400,
      'previous_response_id',
      'previous_response_not_found',
    ],
    [{ conversation: 'conv_x' }, 404, 'conversation', null],
    [{ input: [{ type: 'item_reference', id: 'msg_x' }] }, 404, 'input', null],
    [{ input: 7 }, 400, 'input', 'invalid_type'],
  ])('are not counted for %j', async (body, status, param, code) => {
    const response = await fetch(`${gateway.url}/v1/responses/input_tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ input: 'Hi', ...body }),
    });

    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: { param, code } });
  });

  it('are not counted for an unknown model', async () => {
    const response = await onCatalogGateway(
      async ({ url }) =>
        await fetch(`${url}/v1/responses/input_tokens`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ model: 'no-such-model', input: 'Hi' }),
        }),
    );

    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      error: { param: 'model', code: 'model_not_found' },
    });
  });
});
