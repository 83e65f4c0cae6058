import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  cloudflareHeaders,
  cloudflarePage,
  startStandIn,
  type StandIn,
  type StandInRules,
} from '../../src/standin/index.ts';
import { objectOf, objectsOf, type JsonObject } from '../../src/standin/wire/json.ts';
import { connect, lastResponse, parseSse, postForEvents, textOf, typeOf, user } from './wire.ts';
import { plainFetch } from '../support/checked-fetch.ts';

let standIn: StandIn;
beforeEach(async () => {
  standIn = await startStandIn({ record: true });
});
afterEach(() => standIn.close());

async function post(body: JsonObject, headers: Record<string, string> = {}): Promise<Response> {
  return await plainFetch(`${standIn.baseUrl}/responses`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ model: 'm', input: 'Count to 3', ...body }),
  });
}

async function refusalOf(reply: Promise<Response>): Promise<unknown> {
  const response = await reply;
  return [response.status, await response.json()];
}

describe('a ChatGPT login', () => {
  const asked = { instructions: '', store: false, stream: true } as const;

  test.each<[string, JsonObject, string]>([
    ['a token limit', { max_output_tokens: 100 }, 'Unsupported parameter: max_output_tokens'],
    ['sampling', { temperature: 0.5 }, 'Unsupported parameter: temperature'],
    ['labels', { metadata: {} }, 'Unsupported parameter: metadata'],
    [
      'a continuation',
      { previous_response_id: 'resp_1' },
      'Unsupported parameter: previous_response_id',
    ],
    ['a stored answer', { store: true }, 'Store must be set to false'],
    ['a whole answer', { stream: false }, 'Stream must be set to true'],
    [
      'a system message',
      { input: [{ role: 'system', content: 'Be brief.' }] },
      'System messages are not allowed',
    ],
  ])('does not take %s', async (_name, more, detail) => {
    standIn.rule({ takes: 'chatgpt' });
    expect(await refusalOf(post({ ...asked, ...more }))).toEqual([400, { detail }]);
    expect(standIn).toMatchObject({ refused: 1, received: 0 });
  });

  test('takes what clients are known to send, and instructions where they are needed', async () => {
    standIn.rule({ takes: 'chatgpt', needsInstructions: true });
    expect(await refusalOf(post({ store: false, stream: true }))).toEqual([
      400,
      { detail: 'Instructions are required' },
    ]);
    expect((await post({ ...asked, tool_choice: 'auto', include: [] })).status).toBe(200);
  });

  test('is held to the same over WebSocket, where it may continue', async () => {
    standIn.rule({ takes: 'chatgpt' });
    const client = await connect(standIn);
    const first = await client.request({ input: [user('Count to 3')], store: false });
    const previous_response_id = typeOf(lastResponse(first), 'id');
    const second = { input: [user('Count to 2')], store: false, previous_response_id };
    expect(textOf(await client.request(second))).toBe('1 2');
    expect(await client.request({ input: [], store: false, top_p: 1 })).toMatchObject([
      { type: 'error', status: 400, detail: 'Unsupported parameter: top_p' },
    ]);
  });

  test('may find no output in the last event', async () => {
    standIn.rule({ emptyOutput: true });
    const events = await postForEvents(standIn, { input: 'Count to 3' });
    expect(lastResponse(events)).toMatchObject({ status: 'completed', output: [] });
    expect(textOf(events)).toBe('1 2 3');
  });

  test('gets a gated model with the version of a newer client only', async () => {
    standIn.rule({ gatedModels: { m: '0.200.0' } });
    const detail = expect.stringContaining('requires a newer version of Codex');
    expect(await refusalOf(post({}))).toEqual([400, { detail }]);
    expect(await refusalOf(post({}, { version: '0.171.0' }))).toEqual([400, { detail }]);
    expect((await post({}, { version: '0.200.0' })).status).toBe(200);
  });
});

describe('the public API', () => {
  test('refuses members that it does not have, and a small token limit', async () => {
    standIn.rule({ takes: 'openai' });
    expect(await refusalOf(post({ seed: 1 }))).toMatchObject([
      400,
      { error: { code: 'unknown_parameter', param: 'seed' } },
    ]);
    expect(await refusalOf(post({ max_output_tokens: 15 }))).toMatchObject([
      400,
      { error: { code: 'integer_below_min_value' } },
    ]);
    expect((await post({ max_output_tokens: 16, temperature: 0 })).status).toBe(200);
  });
});

describe('an access token', () => {
  const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });
  const tokensOf = (file: JsonObject): JsonObject => objectOf(file['tokens']);

  async function refresh(token: unknown): Promise<[number, JsonObject]> {
    const reply = await fetch(`${standIn.account.issuer}/oauth/token`, {
      method: 'POST',
      body: JSON.stringify({ grant_type: 'refresh_token', refresh_token: token }),
    });
    return [reply.status, objectOf(await reply.json())];
  }

  test('is admitted until a refresh replaces it, which works once', async () => {
    standIn.rule({ admits: 'account' });
    const first = tokensOf(standIn.account.loginFile());
    const access = typeOf(first, 'access_token');
    expect(await refusalOf(post({}))).toMatchObject([401, { error: { code: 'token_expired' } }]);
    expect((await post({}, bearer(access))).status).toBe(200);

    const [status, second] = await refresh(first['refresh_token']);
    expect(status).toBe(200);
    expect((await post({}, bearer(access))).status).toBe(401);
    expect((await post({}, bearer(typeOf(second, 'access_token')))).status).toBe(200);
    expect(await refresh(first['refresh_token'])).toMatchObject([
      401,
      { error: { code: 'refresh_token_reused' } },
    ]);
    expect(standIn.account.refreshes).toBe(2);
  });

  test('can be refused for good, and a refresh with it', async () => {
    standIn.rule({ admits: 'account' });
    const tokens = tokensOf(standIn.account.loginFile({ lifetimeSeconds: 60 }));
    standIn.account.expireTokens();
    await expect(connect(standIn)).rejects.toThrow('401');
    expect((await post({}, bearer(typeOf(tokens, 'access_token')))).status).toBe(401);
    standIn.account.refuseRefreshes({ status: 500 });
    expect(await refresh(tokens['refresh_token'])).toMatchObject([500, {}]);
    standIn.account.refuseRefreshes(undefined);
    expect(await refresh(tokens['refresh_token'])).toMatchObject([200, {}]);
  });
});

test('an API key admits those who bring it', async () => {
  standIn.rule({ admits: 'sk-right' });
  expect((await post({}, { authorization: 'Bearer sk-wrong' })).status).toBe(401);
  expect((await post({}, { authorization: 'Bearer sk-right' })).status).toBe(200);
});

test('models are listed where there is a list', async () => {
  const list = async (): Promise<Response> => await fetch(`${standIn.baseUrl}/models`);
  expect((await list()).status).toBe(404);
  standIn.rule({ models: ['one', 'two'] });
  expect(await (await list()).json()).toMatchObject({
    object: 'list',
    data: [
      { id: 'one', object: 'model' },
      { id: 'two', object: 'model' },
    ],
  });
});

test('rules last until a reset', async () => {
  standIn.rule({ takes: 'chatgpt' } satisfies Partial<StandInRules>);
  standIn.reset();
  expect((await post({ temperature: 1 })).status).toBe(200);
});

describe('the state of a turn', () => {
  const tools = [{ type: 'function', name: 'get_weather', parameters: { type: 'object' } }];

  test('comes with its first response, goes back in its tool loop, and fits no other turn', async () => {
    standIn.rule({ givesTurnState: true });
    const input = [user('get_weather')];
    const first = await post({ input, tools });
    const state = first.headers.get('x-codex-turn-state') ?? '';
    const output = objectsOf(lastResponse(parseSse(await first.text()))['output']);
    const call_id = typeOf(output.at(-1), 'call_id');
    const loop = [...input, ...output, { type: 'function_call_output', call_id, output: 'Rain.' }];

    const header = { 'x-codex-turn-state': state };
    const second = await post({ input: loop, tools }, header);
    expect(second.headers.get('x-codex-turn-state')).toBeNull();
    await post({ input: loop, tools });
    expect(await refusalOf(post({ input: [...loop, user('And now?')], tools }, header))).toEqual([
      400,
      { error: expect.objectContaining({ code: 'invalid_turn_state' }) },
    ]);
    expect(standIn.requests.map(({ turnState }) => turnState)).toEqual([
      'first',
      'replayed',
      'missing',
    ]);
  });
});

test('an upgrade and a request can be refused with a page of HTML', async () => {
  const refusal = {
    kind: 'status',
    status: 403,
    body: cloudflarePage,
    headers: cloudflareHeaders,
  } as const;
  standIn.refuseUpgrades(refusal);
  await expect(connect(standIn)).rejects.toThrow('403');
  standIn.behave(() => refusal);
  const reply = await post({});
  expect([reply.status, reply.headers.get('content-type')]).toEqual([
    403,
    'text/html; charset=UTF-8',
  ]);
  expect(await reply.text()).toBe(cloudflarePage);
});

test('a refusal comes with the windows of the quota', async () => {
  const window = { usedPercent: 100, windowSeconds: 18_000, resetsAt: 2_000_000_000 };
  standIn.account.setQuota({ primary: window, secondary: null });
  standIn.behave(() => ({ kind: 'status', status: 429 }));
  expect((await post({})).headers.get('x-codex-primary-used-percent')).toBe('100');
  const client = await connect(standIn);
  expect((await client.request({ input: 'hi' })).at(-1)).toMatchObject({
    type: 'error',
    status: 429,
    headers: { 'x-codex-primary-used-percent': '100' },
  });
});
