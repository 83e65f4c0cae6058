import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startStandIn, usageLimitBody } from '../../src/standin/index.ts';
import type { Behaviour, StandIn } from '../../src/standin/index.ts';
import { startCodex } from './codex-driver.ts';
import type { Codex, Turn } from './codex-driver.ts';

describe.each(['sse', 'websocket'] as const)('Codex over %s', (transport) => {
  let standIn: StandIn;
  let codex: Codex;
  beforeAll(async () => {
    standIn = await startStandIn({ record: true });
    codex = await startCodex(standIn.baseUrl, transport === 'websocket');
  });
  afterEach(() => standIn.behave(undefined));
  afterAll(async () => {
    await codex.stop();
    await standIn.close();
  });

  const ask = async (prompt: string, params = {}): Promise<Turn> =>
    codex.turn(await codex.startThread(), prompt, params);

  test('gets text, usage and, in the second turn, cached tokens', async () => {
    const thread = await codex.startThread();
    const first = await codex.turn(thread, 'Repeat after me: “tea” 🫖');
    expect(first).toMatchObject({ status: 'completed', text: '“tea” 🫖', errors: [] });
    expect(first.usages).toMatchObject([{ cachedInputTokens: 0, reasoningOutputTokens: 64 }]);
    const second = await codex.turn(thread, 'Count to 300');
    expect(second.text).toMatch(/^1 2 3 .* 299 300$/);
    expect(second.usages[0]?.['cachedInputTokens']).toBeGreaterThan(0);
    expect(
      standIn.requests.filter(({ prewarm }) => !prewarm).map((each) => each.transport),
    ).toEqual([transport, transport]);
  });

  test('gets summarised reasoning at high effort', async () => {
    const turn = await ask('Why?', { effort: 'high', summary: 'auto' });
    expect(turn.summary).toContain('Reading the question');
    expect(turn.usages).toMatchObject([{ reasoningOutputTokens: 128 }]);
  });

  test('gets an answer that satisfies an output schema', async () => {
    const outputSchema = {
      type: 'object',
      properties: { mood: { type: 'string', enum: ['snug'] } },
      required: ['mood'],
      additionalProperties: false,
    };
    expect((await ask('How is it?', { outputSchema })).text).toBe('{"mood":"snug"}');
  });

  test('calls a tool and answers with its output', async () => {
    const inputSchema = { type: 'object', properties: { city: { type: 'string' } } };
    const tool = { type: 'function', name: 'get_weather', description: 'Weather', inputSchema };
    const thread = await codex.startThread({ dynamicTools: [tool] });
    const turn = await codex.turn(thread, 'Please get_weather in Oslo.');
    expect(turn.calls).toMatchObject([{ tool: 'get_weather', arguments: { city: 'Oslo' } }]);
    expect(turn.text).toContain('> 42');
    expect(turn.usages).toHaveLength(2);
  });

  test('stops the stream when a turn is interrupted', async () => {
    standIn.behave(() => ({ kind: 'stall', afterTokens: 2, text: 'one two three' }));
    const threadId = await codex.startThread();
    const turnId = await codex.begin(threadId, 'hi');
    const { aborted } = standIn;
    await codex.call('turn/interrupt', { threadId, turnId });
    await standIn.waitFor((state) => state.active === 0);
    expect(standIn.aborted).toBe(aborted + 1);
  });

  test.each<[string, Behaviour, unknown, string]>([
    [
      'a used-up plan',
      { kind: 'status', status: 429, body: usageLimitBody(60) },
      'usageLimitExceeded',
      'usage limit',
    ],
    [
      'a context that is too long',
      { kind: 'failed', code: 'context_length_exceeded', message: 'too long' },
      'contextWindowExceeded',
      'context window',
    ],
    [
      'an overloaded service',
      { kind: 'failed', code: 'server_is_overloaded', message: 'busy' },
      'serverOverloaded',
      'at capacity',
    ],
    ['a refused prompt', { kind: 'failed', code: 'invalid_prompt', message: 'no' }, 'other', 'no'],
    [
      'an answer that is too long',
      { kind: 'incomplete', reason: 'max_output_tokens', afterTokens: 2 },
      'other',
      'max_output_tokens',
    ],
    ['a broken stream', { kind: 'cut', after: 2 }, 'other', 'stream disconnected'],
    [
      'a refused login',
      { kind: 'status', status: 401 },
      { httpConnectionFailed: { httpStatusCode: 401 } },
      '401 Unauthorized',
    ],
  ])('understands %s', async (_name, behaviour, codexErrorInfo, message) => {
    standIn.behave(() => behaviour);
    const { status, errors } = await ask('hi');
    expect(status).toBe('failed');
    expect(errors).toMatchObject([{ codexErrorInfo, message: expect.stringContaining(message) }]);
  });
});

test('Codex opens a dropped WebSocket again and sends the whole conversation', async () => {
  const standIn = await startStandIn({ record: true });
  const codex = await startCodex(standIn.baseUrl, true);
  const thread = await codex.startThread();
  await codex.turn(thread, 'Count to 3');
  standIn.dropSockets();
  await standIn.waitFor((state) => state.sockets === 0);
  expect(await codex.turn(thread, 'Count to 4')).toMatchObject({ text: '1 2 3 4', errors: [] });
  expect(standIn.requests.at(-1)?.body['previous_response_id']).toBeUndefined();
  await codex.stop();
  await standIn.close();
});
