import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startStandIn, usageLimitBody } from '../../src/standin/index.ts';
import type { Behaviour, StandIn } from '../../src/standin/index.ts';
import type { JsonObject } from '../../src/standin/wire/json.ts';
import { connect, lastResponse, post, postForEvents, textOf, typeOf } from './wire.ts';

let standIn: StandIn;
beforeEach(async () => {
  standIn = await startStandIn();
});
afterEach(() => standIn.close());

/** What fetch and the WebSocket client say of a connection that broke. */
const BROKEN = /fetch failed|terminated|closed/;
const QUIET = { reasoning: { effort: 'low' } };

describe.each(['sse', 'websocket'])('over %s', (transport) => {
  const answer = async (behaviour: Behaviour, more: JsonObject = {}): Promise<JsonObject[]> => {
    standIn.behave(() => behaviour);
    const body = { input: 'Count to 9', ...QUIET, ...more };
    return transport === 'sse'
      ? postForEvents(standIn, body)
      : (await connect(standIn)).request(body);
  };

  test('a failed response ends after the chosen tokens with its code', async () => {
    const events = await answer({
      kind: 'failed',
      code: 'slow_down',
      message: 'Easy',
      afterTokens: 2,
    });
    expect(textOf(events)).toBe('1 2');
    expect(lastResponse(events)).toMatchObject({
      status: 'failed',
      error: { code: 'slow_down', message: 'Easy' },
    });
  });

  test('an incomplete response holds and counts what was sent', async () => {
    const events = await answer({ kind: 'incomplete', reason: 'content_filter', afterTokens: 3 });
    expect(textOf(events)).toBe('1 2 3');
    expect(lastResponse(events)).toMatchObject({
      status: 'incomplete',
      incomplete_details: { reason: 'content_filter' },
      output: [{ status: 'incomplete', content: [{ text: '1 2 3' }] }],
      usage: { output_tokens: 3 },
    });
  });

  test.each(['nothing', 'headers', 4, 'text'] as const)(
    'the connection breaks after: %s',
    async (after) => {
      await expect(answer({ kind: 'cut', after })).rejects.toThrow(BROKEN);
      expect(standIn).toMatchObject({ answered: 1, aborted: 0, active: 0 });
    },
  );

  test('garbage leaves the rest of the answer whole', async () => {
    expect(textOf(await answer({ kind: 'garbage', afterTokens: 2 }))).toBe('1 2 3 4 5 6 7 8 9');
  });

  test('text and calls are what the behaviour says', async () => {
    expect(textOf(await answer({ kind: 'text', text: 'other' }))).toBe('other');
    const calls = await answer({ kind: 'calls', calls: [{ name: 'f', arguments: '{"no' }] });
    expect(lastResponse(calls)['output']).toMatchObject([{ name: 'f', arguments: '{"no' }]);
  });

  test('a call of a custom tool has free text', async () => {
    const calls = [{ name: 'note', arguments: 'tea "for two"' }];
    const events = await answer(
      { kind: 'calls', calls },
      { tools: [{ type: 'custom', name: 'note' }] },
    );
    expect(lastResponse(events)['output']).toMatchObject([
      { type: 'custom_tool_call', name: 'note', input: 'tea "for two"' },
    ]);
  });

  test('items of every kind are what the behaviour says, with their ids and events', async () => {
    const citation = { type: 'url_citation', url: 'https://a.example', title: 'A' };
    const action = { type: 'search', query: 'tea', queries: ['tea'] };
    const events = await answer({
      kind: 'items',
      items: [
        { kind: 'reasoning', id: 'rs_1', summary: ['Hm.'], tokens: 64, encrypted: 'gAAA' },
        { kind: 'message', id: 'msg_1', text: 'Let me see.', phase: 'commentary' },
        { kind: 'web_search_call', id: 'ws_1', members: { action } },
        { kind: 'image_generation_call', id: 'ig_1', members: { result: 'aGk=' } },
        {
          kind: 'message',
          id: 'msg_2',
          text: 'One. ',
          furtherTexts: ['Two.'],
          phase: 'final_answer',
          annotations: [citation],
        },
      ],
    });
    const plain = { annotations: [], logprobs: [], type: 'output_text' };
    const message = { type: 'message', status: 'completed', role: 'assistant' };

    expect(textOf(events)).toBe('Let me see.One. Two.');
    expect(lastResponse(events)['output']).toEqual([
      {
        id: 'rs_1',
        type: 'reasoning',
        summary: [{ type: 'summary_text', text: 'Hm.' }],
        encrypted_content: 'gAAA',
      },
      {
        ...message,
        id: 'msg_1',
        phase: 'commentary',
        content: [{ ...plain, text: 'Let me see.' }],
      },
      { id: 'ws_1', type: 'web_search_call', status: 'completed', action },
      { id: 'ig_1', type: 'image_generation_call', status: 'completed', result: 'aGk=' },
      {
        ...message,
        id: 'msg_2',
        phase: 'final_answer',
        content: [
          { ...plain, text: 'One. ', annotations: [citation] },
          { ...plain, text: 'Two.' },
        ],
      },
    ]);
    const types = events.map((event) => typeOf(event));
    expect(types.filter((type) => /web_search|image_gen|annotation/.test(type))).toEqual([
      'response.web_search_call.in_progress',
      'response.web_search_call.searching',
      'response.web_search_call.completed',
      'response.image_generation_call.in_progress',
      'response.image_generation_call.generating',
      'response.image_generation_call.completed',
      'response.output_text.annotation.added',
    ]);
  });

  test('a delay comes before the first byte', async () => {
    const started = performance.now();
    expect(textOf(await answer({ kind: 'delay', ms: 40, text: 'late' }))).toBe('late');
    expect(performance.now() - started).toBeGreaterThan(38);
  });
});

test('a status is an HTTP reply with its body and headers', async () => {
  const body = usageLimitBody(60);
  standIn.behave(() => ({ kind: 'status', status: 429, body, headers: { 'retry-after': '60' } }));
  const reply = await post(standIn, { input: 'hi' });
  expect([reply.status, reply.headers.get('retry-after')]).toEqual([429, '60']);
  expect(await reply.json()).toEqual(body);
});

test('a status is an error event on a WebSocket, which stays open', async () => {
  const client = await connect(standIn);
  standIn.behave(() => ({ kind: 'status', status: 503, headers: { 'retry-after': '1' } }));
  expect(await client.request({ input: 'hi' })).toMatchObject([
    {
      type: 'error',
      status: 503,
      error: { code: 'server_is_overloaded' },
      headers: { 'retry-after': '1' },
    },
  ]);
  standIn.behave(undefined);
  expect(typeOf((await client.request({ input: 'hi' })).at(-1))).toBe('response.completed');
});

test('a hook decides anew for every attempt, and its exception is a 500', async () => {
  let attempts = 0;
  standIn.behave(() => {
    attempts += 1;
    if (attempts === 1) return { kind: 'cut', after: 2, text: 'one two three' };
    if (attempts === 2) throw new Error('hook');
    return undefined;
  });
  await expect(postForEvents(standIn, { input: 'hi' })).rejects.toThrow(BROKEN);
  expect((await post(standIn, { input: 'hi' })).status).toBe(500);
  expect((await post(standIn, { input: 'hi' })).status).toBe(200);
});

test('a stalled answer stays active until the client leaves', async () => {
  standIn.behave(() => ({ kind: 'stall', afterTokens: 1 }));
  const leave = new AbortController();
  const reply = await post(standIn, { input: 'Count to 3', ...QUIET }, leave.signal);
  const chunk = await reply.body?.getReader().read();
  expect(new TextDecoder().decode(chunk?.value)).toContain('"delta":"1"');
  expect(standIn.active).toBe(1);
  leave.abort();
  await standIn.waitFor((state) => state.active === 0);
});

test('an upgrade can be refused, and open sockets dropped', async () => {
  standIn.refuseUpgrades({ kind: 'status', status: 503 });
  await expect(connect(standIn)).rejects.toThrow('503');
  standIn.refuseUpgrades(undefined);
  await connect(standIn);
  standIn.dropSockets();
  await standIn.waitFor((state) => state.sockets === 0);
});
