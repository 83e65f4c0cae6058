import { stat } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Behaviour } from '../../src/standin/behaviour.ts';
import { lastTurn } from '../../src/standin/conversation.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { lastAsked } from '../support/last-asked.ts';
import { startTestUpstream, type TestUpstream } from '../support/stand-in-home.ts';

const keys = ['--api-key', 'alice:key-of-alice,bob:key-of-bob'];
const alice = 'key-of-alice';

let upstream: TestUpstream;
let gateway: TestGateway;

beforeAll(async () => {
  upstream = await startTestUpstream();
  gateway = await startTestGateway({ upstream, args: [...keys, '--store', 'off'] });
});
beforeEach(() => {
  upstream.standIn.reset();
  upstream.standIn.behave(({ input }) => {
    const { prompt } = lastTurn(input);
    if (!prompt.startsWith('The conversation is about to be replaced')) return undefined;
    return { kind: 'text', text: 'SUMMARY: the ships are three.' };
  });
});
afterAll(async () => {
  await gateway.close();
  await upstream.close();
});

const item = z.looseObject({ id: z.string(), type: z.string() });
const compacted = z.looseObject({ id: z.string(), object: z.string(), output: z.array(item) });

async function post(route: string, body: object, key = alice): Promise<Response> {
  return await fetch(`${gateway.url}/v1/responses${route}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ model: 'gpt-5.5', ...body }),
  });
}

async function compact(input: unknown, more: object = {}): Promise<z.output<typeof compacted>> {
  const answer = await post('/compact', { input, ...more });
  return compacted.parse(await answer.json());
}

function shown(): string {
  return JSON.stringify(lastAsked(upstream.standIn)?.input);
}

const conversation = [
  { role: 'developer', content: 'Be brief.' },
  { role: 'user', content: 'How many ships?' },
  { role: 'assistant', content: 'Three ships, as I counted twice.' },
  { role: 'user', content: 'And their names?' },
];

describe('POST /v1/responses/compact', () => {
  it('answers with the messages of the user and one compaction, and its usage', async () => {
    const answer = await compact(conversation);
    expect(answer).toMatchObject({
      object: 'response.compaction',
      created_at: expect.any(Number),
      usage: { input_tokens: expect.any(Number), total_tokens: expect.any(Number) },
    });
    expect(answer.id).toMatch(/^resp_/);
    expect(answer.output.map(({ type, role }) => [type, role])).toEqual([
      ['message', 'developer'],
      ['message', 'user'],
      ['message', 'user'],
      ['compaction', undefined],
    ]);
    expect(shown()).toContain('Three ships, as I counted twice.');
  });

  it('gives what the next conversation begins with, in which the model sees the summary', async () => {
    const { output } = await compact(conversation);
    const answer = await post('', { input: [...output, { role: 'user', content: 'Continue.' }] });
    expect(answer.status).toBe(200);
    expect(shown()).toContain('SUMMARY: the ships are three.');
    expect(shown()).toContain('How many ships?');
    expect(shown()).not.toContain('as I counted twice');
    expect(shown()).not.toContain('codex-serve-1.');
  });

  it.each([
    [{ input: conversation, model: null }, 'model'],
    [{ input: conversation, model: undefined }, 'model'],
    [{ input: [] }, 'input'],
  ])('refuses %j', async (body, param) => {
    const answer = await post('/compact', body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { param } });
  });

  it('is made once for an idempotency key', async () => {
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${alice}`,
      'idempotency-key': 'compaction-1',
    };
    const asked = async (input: unknown): Promise<Response> =>
      await fetch(`${gateway.url}/v1/responses/compact`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ model: 'gpt-5.5', input }),
      });
    const { received } = upstream.standIn;
    const [first, joined] = await Promise.all([asked(conversation), asked(conversation)]);
    const again = await asked(conversation);
    const one: unknown = await first.json();
    const other = await asked('How many ships?');

    expect(compacted.parse(one).output).toHaveLength(4);
    expect(await joined.json()).toEqual(one);
    expect(await again.json()).toEqual(one);
    expect(upstream.standIn.received - received).toBe(1);
    expect(other.status).toBe(409);
    await other.text();
  });

  it('keeps calls that wait for their outputs', async () => {
    const call = { type: 'function_call', call_id: 'call_1', name: 'look', arguments: '{}' };
    const { output } = await compact([...conversation, call]);
    const result = { type: 'function_call_output', call_id: 'call_1', output: 'I saw sails' };
    const answer = await post('', { input: [...output, result] });
    expect(answer.status).toBe(200);
    expect(shown()).toContain('I saw sails');
  });

  it('fails where the model writes no summary', async () => {
    upstream.standIn.behave(() => ({ kind: 'text', text: '' }));
    const answer = await post('/compact', { input: conversation });
    expect(answer.status).toBeGreaterThanOrEqual(500);
  });
});

describe('a compaction', () => {
  it('is refused from another caller, and after a change', async () => {
    const { output } = await compact(conversation);
    const [last] = output.slice(-1);
    const refused = { error: { code: 'invalid_encrypted_content', param: 'input' } };
    const asBob = await post('', { input: [last] }, 'key-of-bob');
    expect([asBob.status, await asBob.json()]).toMatchObject([400, refused]);
    const token = z.string().parse(last?.['encrypted_content']);
    const changed = { ...last, encrypted_content: `${token.slice(0, -8)}AAAAAAAA` };
    const answer = await post('', { input: [changed] });
    expect([answer.status, await answer.json()]).toMatchObject([400, refused]);
  });

  it('works after a restart without a store, with a key that its owner alone can read', async () => {
    const { output } = await compact(conversation);
    await gateway.close();
    gateway = await startTestGateway({ upstream, args: [...keys, '--store', 'off'] });
    const answer = await post('', { input: [...output, { role: 'user', content: 'Continue.' }] });
    expect(answer.status).toBe(200);
    expect(shown()).toContain('SUMMARY: the ships are three.');
    const file = await stat(path.join(gateway.home, 'data', 'seal-key'));
    expect(file.mode & 0o777).toBe(0o600);
  });
});

describe('a compaction_trigger', () => {
  it('is answered with one compaction and nothing else', async () => {
    const input = [...conversation, { type: 'compaction_trigger' }];
    const answer = await post('', { input, stream: true });
    const text = await answer.text();
    const types = [...text.matchAll(/^event: (.*)$/gm)].map(([, type]) => type);
    expect(types).toEqual([
      'response.created',
      'response.in_progress',
      'response.output_item.added',
      'response.output_item.done',
      'response.completed',
    ]);
    expect(text).not.toContain('SUMMARY');
  });

  it.each<Behaviour>([
    { kind: 'refusal', refusal: 'No.' },
    { kind: 'incomplete', text: 'The ships', reason: 'content_filter' },
  ])(
    'is not asked for again where the model refuses, whole and streamed: %j',
    async (behaviour) => {
      upstream.standIn.behave(() => behaviour);
      const input = [...conversation, { type: 'compaction_trigger' }];
      const bodies = [
        ['', { input }],
        ['', { input, stream: true }],
        ['/compact', { input: conversation }],
      ] as const;
      for (const [route, body] of bodies) {
        const answer = await post(route, body);
        expect(answer.status).toBe(400);
        expect(await answer.json()).toMatchObject({
          error: { code: 'invalid_prompt', message: 'The model refused to write a summary.' },
        });
      }
    },
  );

  it.each<Behaviour>([
    { kind: 'text', text: ' ' },
    { kind: 'incomplete', text: 'The ships', reason: 'max_output_tokens' },
  ])('fails where the model writes no whole summary, whole and streamed: %j', async (behaviour) => {
    upstream.standIn.behave(() => behaviour);
    const input = [...conversation, { type: 'compaction_trigger' }];
    for (const stream of [false, true]) {
      const answer = await post('', { input, stream });
      expect(answer.status).toBe(500);
      expect(await answer.json()).toMatchObject({
        error: { code: 'server_error', message: 'The model wrote no whole summary.' },
      });
    }
  });

  it('must be the last item', async () => {
    const input = [{ type: 'compaction_trigger' }, ...conversation];
    const answer = await post('', { input });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { param: 'input[0]' } });
  });
});

it('a chain begins anew at its own compaction', async () => {
  const own = await startTestGateway();
  own.standIn.behave(({ input }) => {
    const { prompt } = lastTurn(input);
    const isAsked = prompt.startsWith('The conversation is about to be replaced');
    return isAsked ? { kind: 'text', text: 'SUMMARY: two oaks.' } : undefined;
  });
  const ask = async (body: object): Promise<string> => {
    const answer = await fetch(`${own.url}/v1/responses`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'gpt-5.5', ...body }),
    });
    return z.object({ id: z.string() }).parse(await answer.json()).id;
  };
  const history = [
    { role: 'user', content: 'Count the oaks.' },
    { role: 'assistant', content: 'Two, near the barn.' },
    { role: 'user', content: 'Thanks.' },
  ];
  const first = await ask({ input: history });
  const second = await ask({
    input: [{ type: 'compaction_trigger' }],
    previous_response_id: first,
  });
  await ask({ input: 'How many?', previous_response_id: second });
  const sent = JSON.stringify(lastAsked(own.standIn)?.input);
  expect(sent).toContain('SUMMARY: two oaks.');
  expect(sent).toContain('Count the oaks.');
  expect(sent).not.toContain('near the barn');

  const counted = await fetch(`${own.url}/v1/responses/input_tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-5.5', input: 'How many?', previous_response_id: second }),
  });
  expect(await counted.json()).toMatchObject({ object: 'response.input_tokens' });
  await own.close();
});
