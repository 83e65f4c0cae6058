import type OpenAI from 'openai';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { collect, openai, pngUrl } from '../rest/client.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';

let gateway: TestGateway;
let conversations: OpenAI['conversations'];
let id: string;

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
  ({ conversations } = openai(gateway.url));
});
afterAll(async () => {
  await gateway.close();
});
beforeEach(async () => {
  ({ id } = await conversations.create());
});

/** Posts items as they are, whatever the SDK's types say. */
async function add(items: readonly object[], query = ''): Promise<Response> {
  return await fetch(`${gateway.url}/v1/conversations/${id}/items${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ items }),
  });
}

const call = {
  type: 'function_call',
  id: 'fc_1',
  call_id: 'call_1',
  name: 'get_weather',
  arguments: '{"city":"Bergen"}',
};

describe('the items of a conversation', () => {
  it('are added and listed with every member that OpenAI’s have', async () => {
    const response = await add([
      { role: 'user', content: 'How is the weather?' },
      { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'sealed' },
      call,
      { type: 'function_call_output', call_id: 'call_1', output: 'Rain' },
      { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'It rains.' }] },
    ]);

    expect(response.status).toBe(200);
    const expected = [
      {
        type: 'message',
        id: expect.stringMatching(/^msg_/),
        role: 'user',
        status: 'completed',
        content: [{ type: 'input_text', text: 'How is the weather?' }],
      },
      { type: 'reasoning', id: 'rs_1', summary: [] },
      { ...call, status: 'completed' },
      {
        type: 'function_call_output',
        id: expect.stringMatching(/^fco_/),
        call_id: 'call_1',
        output: 'Rain',
        status: 'completed',
      },
      {
        type: 'message',
        id: expect.stringMatching(/^msg_/),
        role: 'assistant',
        status: 'completed',
        content: [{ type: 'output_text', text: 'It rains.', annotations: [], logprobs: [] }],
      },
    ];
    const body = await response.json();
    expect(body).toEqual({
      object: 'list',
      data: expected,
      first_id: body.data[0].id,
      last_id: body.data[4].id,
      has_more: false,
    });
    const listed = await conversations.items.list(id, { order: 'asc' });
    expect(listed.data).toEqual(body.data);
  });

  it('are listed by the newest first, twenty a page, and all of them once over all pages', async () => {
    for (let from = 0; from < 45; from += 15) {
      const texts = Array.from({ length: 15 }, (_, n) => ({
        role: 'user',
        content: `${from + n}`,
      }));
      await add(texts);
    }
    const numbers = (items: readonly object[]): number[] =>
      items.map((item) => Number(/"text":"(\d+)"/.exec(JSON.stringify(item))?.[1]));

    const page = await conversations.items.list(id);
    expect(numbers(page.data)).toEqual(Array.from({ length: 20 }, (_, n) => 44 - n));
    expect(page.has_more).toBe(true);
    const all = await collect(conversations.items.list(id, { order: 'asc', limit: 10 }));
    expect(numbers(all)).toEqual(Array.from({ length: 45 }, (_, n) => n));
  });

  it('show encrypted reasoning only to who asks for it', async () => {
    const reasoning = { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'sealed' };
    const include = ['reasoning.encrypted_content'] as const;

    const added = await (await add([reasoning], '?include[]=reasoning.encrypted_content')).json();
    expect(added).toMatchObject({ data: [reasoning] });
    expect((await conversations.items.list(id, { include: [...include] })).data).toEqual([
      reasoning,
    ]);
    const named = { conversation_id: id };
    expect(await conversations.items.retrieve('rs_1', { ...named, include: [...include] })).toEqual(
      reasoning,
    );
    const { encrypted_content: _, ...bare } = reasoning;
    expect(await conversations.items.retrieve('rs_1', named)).toEqual(bare);
    expect((await conversations.items.list(id)).data).toEqual([bare]);
  });

  it('are retrieved and deleted one by one', async () => {
    await add([{ role: 'user', content: 'One' }, call]);
    const named = { conversation_id: id };

    expect(await conversations.items.retrieve('fc_1', named)).toEqual({
      ...call,
      status: 'completed',
    });
    expect(await conversations.items.delete('fc_1', named)).toMatchObject({
      id,
      object: 'conversation',
    });
    const message = "404 Item with id 'fc_1' not found.";
    await expect(conversations.items.retrieve('fc_1', named)).rejects.toMatchObject({ message });
    await expect(conversations.items.delete('fc_1', named)).rejects.toMatchObject({ message });
    expect((await conversations.items.list(id)).data).toHaveLength(1);
  });

  it('hold a picture', async () => {
    const content = [{ type: 'input_image', image_url: pngUrl }];
    const body = await (await add([{ role: 'user', content }])).json();

    expect(body.data[0].content).toEqual([
      { type: 'input_image', image_url: pngUrl, detail: 'auto' },
    ]);
  });

  it('may be references to items of another conversation, with or without a type', async () => {
    await add([{ role: 'user', content: 'One' }, call]);
    const [one] = (await conversations.items.list(id, { order: 'asc' })).data;
    const other = await conversations.create();

    const response = await fetch(`${gateway.url}/v1/conversations/${other.id}/items`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ items: [{ type: 'item_reference', id: one?.id }, { id: 'fc_1' }] }),
    });

    expect((await response.json()).data).toEqual([one, { ...call, status: 'completed' }]);
  });

  it('have their encrypted content again where a client replays reasoning without', async () => {
    const reasoning = { type: 'reasoning', id: 'rs_7', summary: [], encrypted_content: 'sealed' };
    await add([reasoning]);
    const other = await conversations.create({
      items: [{ type: 'reasoning', id: 'rs_7', summary: [] }],
    });

    const include = ['reasoning.encrypted_content'] as const;
    const { data } = await conversations.items.list(other.id, { include: [...include] });
    expect(data).toEqual([reasoning]);
  });

  it('get another id where the conversation has one like it', async () => {
    await add([call]);
    const { data } = await (await add([{ ...call, call_id: 'call_2' }])).json();

    expect(data[0].id).not.toBe('fc_1');
    expect(data[0].call_id).toBe('call_2');
    const named = { conversation_id: id };
    expect(await conversations.items.retrieve(data[0].id, named)).toEqual(data[0]);
  });

  it.each([
    ['limit=0', 'limit', 'invalid_value'],
    ['limit=101', 'limit', 'invalid_value'],
    ['limit=x', 'limit', 'invalid_type'],
    ['order=up', 'order', 'invalid_value'],
    ['after=msg_unknown', 'after', 'invalid_value'],
    ['include[]=everything', 'include[0]', 'invalid_value'],
  ])('are not listed by %s', async (query, param, code) => {
    const response = await fetch(`${gateway.url}/v1/conversations/${id}/items?${query}`);

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { param, code } });
  });

  it('must be sent', async () => {
    const response = await fetch(`${gateway.url}/v1/conversations/${id}/items`, { method: 'POST' });

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: { param: 'items', code: 'missing_required_parameter' },
    });
  });

  it('are an empty list at first', async () => {
    const response = await fetch(`${gateway.url}/v1/conversations/${id}/items`);

    expect(await response.json()).toEqual({
      object: 'list',
      data: [],
      first_id: '',
      last_id: '',
      has_more: false,
    });
  });
});
