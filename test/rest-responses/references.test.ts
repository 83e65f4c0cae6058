import type OpenAI from 'openai';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { lastAsked } from '../support/last-asked.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { startTestUpstream } from '../support/stand-in-home.ts';
import { openai, respond, response } from './client.ts';
import { lastTold } from './told.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
});
afterAll(async () => {
  await gateway.close();
});
afterEach(() => {
  gateway.standIn.behave(undefined);
});

const thinking = { reasoning: { effort: 'high', summary: 'detailed' } };

/** A reasoning item and a message, as an answer has them. */
interface Thought {
  readonly reasoning: OpenAI.Responses.ResponseReasoningItem;
  readonly message: OpenAI.Responses.ResponseOutputMessage;
}

async function thought(input: string, more: object = {}, url = gateway.url): Promise<Thought> {
  const { output } = await response(url, { input, ...thinking, ...more });
  const reasoning = output.find(({ type }) => type === 'reasoning');
  const message = output.find(({ type }) => type === 'message');
  if (reasoning?.type !== 'reasoning' || message?.type !== 'message') throw new Error('No thought');
  return { reasoning, message };
}

/** The reasoning that the service was last sent, as far as it can read it. */
function sealedTold(): unknown[] {
  return (lastAsked(gateway.standIn)?.input ?? [])
    .filter(({ type }) => type === 'reasoning')
    .map(({ encrypted_content: content }) => content);
}

function user(content: string): object {
  return { role: 'user', content };
}

const told = ['user: Count to 3', 'reasoning', 'assistant: 1 2 3', 'user: Count to 2'];

describe('stored items', () => {
  it.each([
    ['with a type, as the AI SDK sends them', (id: string) => ({ type: 'item_reference', id })],
    ['without a type', (id: string) => ({ id })],
    ['with a type that is null', (id: string) => ({ type: null, id })],
  ])('reach the model by references %s', async (_, reference) => {
    const { reasoning, message } = await thought('Count to 3');

    await response(gateway.url, {
      input: [
        user('Count to 3'),
        reference(reasoning.id),
        reference(message.id),
        user('Count to 2'),
      ],
    });

    expect(lastTold(gateway.standIn)).toEqual(told);
    expect(sealedTold()).toEqual([reasoning.encrypted_content]);
  });

  it.each([
    ['without its encrypted content, as LangChain sends it', {}],
    ['with null in its place', { encrypted_content: null }],
    ['with an empty one', { encrypted_content: '' }],
  ])('reach the model where a client replays reasoning %s', async (_, sealed) => {
    const { reasoning, message } = await thought('Count to 3');
    const { encrypted_content: __, ...bare } = reasoning;

    const answer = await respond(gateway.url, {
      input: [user('Count to 3'), { ...bare, ...sealed }, message, user('Count to 2')],
    });

    expect(answer.headers.get('x-codex-serve-ignored')).toBeNull();
    await answer.json();
    expect(lastTold(gateway.standIn)).toEqual(told);
    expect(sealedTold()).toEqual([reasoning.encrypted_content]);
  });

  it('are calls and outputs as well, and are listed with what they stand for', async () => {
    const items = [
      { type: 'function_call', id: 'fc_9', call_id: 'call_9', name: 'add', arguments: '{}' },
      { type: 'function_call_output', id: 'fco_9', call_id: 'call_9', output: 'Seven' },
    ];
    await response(gateway.url, { input: [user('Add.'), ...items] });

    const referring = await response(gateway.url, {
      input: [user('Add.'), { id: 'fc_9' }, { id: 'fco_9' }, user('Again?')],
    });

    expect(lastTold(gateway.standIn)).toEqual([
      'user: Add.',
      'call: add {}',
      'output: Seven',
      'user: Again?',
    ]);
    const client = openai(gateway.url);
    const { data } = await client.responses.inputItems.list(referring.id, { order: 'asc' });
    expect(data.map(({ type }) => type)).toEqual([
      'message',
      'function_call',
      'function_call_output',
      'message',
    ]);
  });

  it('count once where a reference repeats what is there', async () => {
    const { message } = await thought('Count to 3');
    const reference = { type: 'item_reference', id: message.id };

    await response(gateway.url, { input: [user('Count to 3'), reference, reference, user('On.')] });

    expect(lastTold(gateway.standIn).filter((line) => line !== 'reasoning')).toEqual([
      'user: Count to 3',
      'assistant: 1 2 3',
      'user: On.',
    ]);
  });

  it('of the history may be referred to in a response that continues it', async () => {
    const first = await response(gateway.url, {
      input: 'Count to 3',
      reasoning: { effort: 'low' },
    });
    const references = first.output.map(({ id }) => ({ type: 'item_reference', id }));

    await response(gateway.url, {
      previous_response_id: first.id,
      input: [...references, user('On.')],
    });

    expect(lastTold(gateway.standIn)).toEqual([
      'user: Count to 3',
      'assistant: 1 2 3',
      'user: On.',
    ]);
  });

  it('are found after a restart, also by who asks the instant that they are whole', async () => {
    const upstream = await startTestUpstream();
    try {
      const first = await startTestGateway({ upstream });
      const { message } = await thought('Count to 3', {}, first.url);
      const input = [user('Count to 3'), { type: 'item_reference', id: message.id }, user('On.')];
      await response(first.url, { input });
      await first.close();

      const second = await startTestGateway({ upstream });
      await response(second.url, { input });
      expect(lastTold(upstream.standIn)).toEqual([
        'user: Count to 3',
        'assistant: 1 2 3',
        'user: On.',
      ]);
      await second.close();
    } finally {
      await upstream.close();
    }
  });
});

/** What a request is refused with that refers to this item. */
async function refusal(id: string, more: object = {}): Promise<unknown> {
  const refused = await respond(gateway.url, { input: [{ type: 'item_reference', id }], ...more });
  return [refused.status, await refused.json()];
}

function notFound(message: string): unknown {
  return [404, { error: { message, type: 'invalid_request_error', param: 'input', code: null } }];
}

describe('items that are not stored', () => {
  it('are refused by reference in OpenAI’s words', async () => {
    expect(await refusal('rs_unknown')).toEqual(notFound("Item with id 'rs_unknown' not found."));
    const { message } = await thought('Count to 3', { store: false });
    expect(await refusal(message.id)).toEqual(notFound(`Item with id '${message.id}' not found.`));
  });

  it('are refused with OpenAI’s advice where the client stores nothing', async () => {
    expect(await refusal('rs_unknown', { store: false })).toEqual(
      notFound(
        "Item with id 'rs_unknown' not found. Items are not persisted when `store` is set to false. Try again with `store` set to true, or remove this item from your input.",
      ),
    );
  });

  it('are left out and named where they are reasoning that the service could not read', async () => {
    const reasoning = { type: 'reasoning', id: 'rs_unknown', summary: [] };
    const message = { role: 'assistant', content: 'Four!' };
    const answer = await respond(gateway.url, {
      input: [user('Say four.'), reasoning, message, user('Count to 2')],
    });

    expect(answer.status).toBe(200);
    expect(answer.headers.get('x-codex-serve-ignored')).toBe('input[].reasoning');
    await answer.json();
    expect(lastTold(gateway.standIn)).toEqual([
      'user: Say four.',
      'assistant: Four!',
      'user: Count to 2',
    ]);
  });

  it('are those of other callers', async () => {
    const keys = 'anna:key-of-anna,bert:key-of-bert';
    const shared = await startTestGateway({ args: ['--api-key', keys] });
    try {
      const anna = openai(shared.url).withOptions({ apiKey: 'key-of-anna' });
      const bert = openai(shared.url).withOptions({ apiKey: 'key-of-bert' });
      const { output } = await anna.responses.create({ model: 'gpt-5.5', input: 'Count to 3' });
      const id = output.at(-1)?.id ?? '';
      const body = { model: 'gpt-5.5', input: [{ type: 'item_reference', id } as const] };

      await expect(bert.responses.create(body)).rejects.toMatchObject({ status: 404 });
      expect((await anna.responses.create(body)).status).toBe('completed');
    } finally {
      await shared.close();
    }
  });
});
