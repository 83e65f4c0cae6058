import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type OpenAI from 'openai';
import { collect, openai } from '../rest/client.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';

let gateway: TestGateway;
let responses: OpenAI['responses'];

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
  ({ responses } = openai(gateway.url));
});
afterAll(async () => {
  await gateway.close();
});
afterEach(() => {
  gateway.standIn.behave(undefined);
});

const model = 'gpt-5.5';

function notFound(id: string): object {
  const message = `Response with id '${id}' not found.`;
  return { error: { message, type: 'invalid_request_error', param: null, code: null } };
}

/** An item as lists show it. */
function withoutSealed(item: object): object {
  return Object.fromEntries(Object.entries(item).filter(([name]) => name !== 'encrypted_content'));
}

describe('a stored response', () => {
  it('is retrieved as it was answered', async () => {
    const created = await responses.create({
      model,
      input: 'Count to 3',
      instructions: 'Be brief.',
      metadata: { topic: 'numbers' },
      reasoning: { effort: 'high', summary: 'auto' },
    });

    const retrieved = await responses.retrieve(created.id);

    expect(created.output).toContainEqual(
      expect.objectContaining({ type: 'reasoning', encrypted_content: expect.any(String) }),
    );
    expect(retrieved).toEqual({ ...created, output: created.output.map(withoutSealed) });
    const include = ['reasoning.encrypted_content'] as const;
    expect(await responses.retrieve(created.id, { include: [...include] })).toEqual(created);
  });

  it('is retrieved with the status that it ended with', async () => {
    gateway.standIn.behave(() => ({
      kind: 'incomplete',
      reason: 'max_output_tokens',
      text: 'a b',
    }));
    const cut = await responses.create({ model, input: 'Count to 3' });
    expect(cut.status).toBe('incomplete');

    expect(await responses.retrieve(cut.id)).toEqual(cut);
  });

  it('is not kept where its client asks for that', async () => {
    const created = await responses.create({ model, input: 'Hi', store: false });

    const response = await fetch(`${gateway.url}/v1/responses/${created.id}`);
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual(notFound(created.id));
  });

  it('is gone once deleted', async () => {
    const { id } = await responses.create({ model, input: 'Hi' });

    const deleted = await fetch(`${gateway.url}/v1/responses/${id}`, { method: 'DELETE' });
    expect(deleted.status).toBe(200);
    expect(await deleted.json()).toEqual({ id, object: 'response', deleted: true });
    await expect(responses.retrieve(id)).rejects.toMatchObject({ status: 404 });
    await expect(
      responses.create({ model, input: 'Hi', previous_response_id: id }),
    ).rejects.toMatchObject({ status: 400, code: 'previous_response_not_found' });
  });

  it('stays readable by those that continue from it after it is deleted', async () => {
    const first = await responses.create({ model, input: 'My name is Kari.' });
    const second = await responses.create({
      model,
      input: 'Count to 2',
      previous_response_id: first.id,
    });
    await responses.delete(first.id);

    const third = await responses.create({
      model,
      input: 'Count to 3',
      previous_response_id: second.id,
    });

    const items = await collect(responses.inputItems.list(third.id, { order: 'asc' }));
    expect(JSON.stringify(items)).toContain('My name is Kari.');
  });

  it.each([
    ['GET', ''],
    ['DELETE', ''],
    ['POST', '/cancel'],
    ['GET', '/input_items'],
    ['GET', '?stream=true'],
  ])('that is unknown is a 404 for %s %s', async (method, path) => {
    const response = await fetch(`${gateway.url}/v1/responses/resp_x${path}`, { method });

    expect(response.status).toBe(404);
    expect(await response.json()).toEqual(notFound('resp_x'));
  });

  it.each([
    ['POST', '/resp_x', 'GET, HEAD, DELETE'],
    ['GET', '/resp_x/cancel', 'POST'],
    ['POST', '/resp_x/input_items', 'GET, HEAD'],
    ['GET', '/input_tokens', 'POST'],
  ])('has no method %s on %s', async (method, path, allow) => {
    const response = await fetch(`${gateway.url}/v1/responses${path}`, { method });

    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe(allow);
  });

  it('is found below the root as well', async () => {
    const { id } = await responses.create({ model, input: 'Hi' });

    expect(await (await fetch(`${gateway.url}/responses/${id}`)).json()).toMatchObject({ id });
  });

  it.each([
    ['include[]=everything', 'include[0]', 'invalid_value'],
    ['stream=perhaps', 'stream', 'invalid_type'],
    ['stream=true&starting_after=x', 'starting_after', 'invalid_type'],
  ])('is not retrieved by %s', async (query, param, code) => {
    const { id } = await responses.create({ model, input: 'Hi' });
    const response = await fetch(`${gateway.url}/v1/responses/${id}?${query}`);

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { param, code } });
  });

  it('is not there for Chat Completions', async () => {
    const { id } = await responses.create({ model, input: 'Hi' });
    const response = await fetch(`${gateway.url}/v1/chat/completions/${id}`);

    expect(response.status).toBe(404);
  });
});

describe('the input items of a response', () => {
  it('are what it was given, the newest first', async () => {
    const first = await responses.create({ model, input: 'One' });
    const second = await responses.create({
      model,
      previous_response_id: first.id,
      instructions: 'Be brief.',
      input: [{ role: 'user', content: 'Two' }],
    });

    const listed = await fetch(`${gateway.url}/v1/responses/${second.id}/input_items`);
    const body = await listed.json();
    expect(body).toEqual({
      object: 'list',
      data: [
        {
          id: expect.stringMatching(/^msg_/),
          type: 'message',
          role: 'user',
          status: 'completed',
          content: [{ type: 'input_text', text: 'Two' }],
        },
        ...first.output.map(withoutSealed).toReversed(),
        {
          id: expect.stringMatching(/^msg_/),
          type: 'message',
          role: 'user',
          status: 'completed',
          content: [{ type: 'input_text', text: 'One' }],
        },
      ],
      first_id: body.data[0].id,
      last_id: body.data.at(-1).id,
      has_more: false,
    });
  });

  it('come in pages', async () => {
    const input = Array.from(
      { length: 25 },
      (_, n) => ({ role: 'user', content: `${n}` }) as const,
    );
    const { id } = await responses.create({ model, input });

    const page = await responses.inputItems.list(id, { limit: 10 });
    expect(page.data).toHaveLength(10);
    expect(page.has_more).toBe(true);
    const all = await collect(responses.inputItems.list(id, { limit: 10, order: 'asc' }));
    const texts = all.map((item) => /"text":"(\d+)"/.exec(JSON.stringify(item))?.[1]);
    expect(texts).toEqual(Array.from({ length: 25 }, (_, n) => `${n}`));
  });

  it.each([
    ['limit=0', 'limit'],
    ['order=up', 'order'],
    ['after=msg_unknown', 'after'],
  ])('are not listed by %s', async (query, param) => {
    const { id } = await responses.create({ model, input: 'Hi' });
    const response = await fetch(`${gateway.url}/v1/responses/${id}/input_items?${query}`);

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { param } });
  });
});

describe('the responses of two callers', () => {
  it('are hidden from each other, and an admin sees both', async () => {
    const keys = 'anna:key-of-anna,bert:key-of-bert,root:key-of-root';
    const shared = await startTestGateway({ args: ['--api-key', keys, '--admin-keys', 'root'] });
    const clientOf = (apiKey: string): OpenAI => openai(shared.url).withOptions({ apiKey });
    try {
      const anna = clientOf('key-of-anna').responses;
      const bert = clientOf('key-of-bert').responses;
      const { id } = await anna.create({ model, input: 'Secret' });

      const refused = { status: 404, message: `404 Response with id '${id}' not found.` };
      await expect(bert.retrieve(id)).rejects.toMatchObject(refused);
      await expect(bert.retrieve(id, { stream: true })).rejects.toMatchObject(refused);
      await expect(bert.delete(id)).rejects.toMatchObject(refused);
      await expect(bert.cancel(id)).rejects.toMatchObject(refused);
      await expect(bert.inputItems.list(id)).rejects.toMatchObject(refused);
      const more = { model, input: 'More', previous_response_id: id };
      await expect(bert.create(more)).rejects.toMatchObject({
        status: 400,
        error: {
          message: `Previous response with id '${id}' not found.`,
          param: 'previous_response_id',
          code: 'previous_response_not_found',
        },
      });
      expect(await clientOf('key-of-root').responses.retrieve(id)).toMatchObject({ id });
      expect(await anna.retrieve(id)).toMatchObject({ id });
    } finally {
      await shared.close();
    }
  });
});

describe('responses with the store off', () => {
  it('are refused with the reason', async () => {
    const off = await startTestGateway({ args: ['--store', 'off'] });
    try {
      const created = await openai(off.url).responses.create({ model, input: 'Hi' });
      expect(created).toMatchObject({ status: 'completed', store: false });

      const refusal = {
        error: {
          message:
            'This gateway keeps no responses and no conversations: it runs with --store off.',
          type: 'invalid_request_error',
          param: null,
          code: 'unsupported_parameter',
        },
      };
      for (const [method, path] of [
        ['GET', ''],
        ['DELETE', ''],
        ['POST', '/cancel'],
        ['GET', '/input_items'],
      ] as const) {
        const response = await fetch(`${off.url}/v1/responses/${created.id}${path}`, { method });
        expect([response.status, await response.json()]).toEqual([400, refusal]);
      }
    } finally {
      await off.close();
    }
  });
});
