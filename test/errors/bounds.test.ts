import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Behaviour } from '../../src/standin/index.ts';
import { chatBody, post } from '../rest/client.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { askStreamed, askWhole, readStream, serviceIdle } from './weather.ts';

const silent = {
  error: {
    message: 'The service showed no sign of life for 2 s.',
    type: 'server_error',
    param: null,
    code: 'upstream_timeout',
  },
};
const tooLong = {
  error: {
    message: 'The answer took longer than 2 s.',
    type: 'server_error',
    param: null,
    code: 'answer_timeout',
  },
};
const refused = (body: object): object => ({
  status: 504,
  retryAfter: null,
  shouldRetry: 'false',
  body,
});
const text = 'The kettle ran out of steam.';
const graphql = `subscription {
  chatCompletion(input: { messages: [{ role: USER, content: [{ text: "hi" }] }] }) {
    __typename ... on ChatCompletionFailed { error { code } }
  }
}`;

/** Nothing is left of the answers: no turn, and no place in the queue. */
async function expectNothingLeft(gateway: TestGateway): Promise<void> {
  await serviceIdle(gateway);
  await expect.poll(() => gateway.core.engineHealth().activeTurns).toBe(0);
  expect(gateway.core.queueHealth()).toMatchObject({ queuedTurns: 0 });
}

describe.each(['websocket', 'sse'] as const)('silence, upstream over %s,', (transport) => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startTestGateway({
      transport,
      args: ['--silence-seconds', '2', '--warm-threads', '0'],
    });
  });
  afterAll(async () => {
    await gateway.close();
  });
  afterEach(() => {
    gateway.standIn.behave(undefined);
  });

  it.each([
    ['before any header', { kind: 'delay', ms: 60_000 }],
    ['after the first event', { kind: 'stall' }],
  ] as const)('%s is a 504 that no SDK repeats', async (_, behaviour: Behaviour) => {
    gateway.standIn.behave(() => behaviour);

    expect(await Promise.all([askWhole(gateway.url), askStreamed(gateway.url)])).toEqual([
      refused(silent),
      refused(silent),
    ]);
    await expectNothingLeft(gateway);
  });

  it('in mid-text is the last event of a stream, and a 504 for a whole answer', async () => {
    gateway.standIn.behave(() => ({ kind: 'stall', afterTokens: 3, text }));
    const answers = await Promise.all([readStream(gateway.url), askWhole(gateway.url)]);

    expect(answers).toEqual([{ text: 'The kettle ran', last: silent }, refused(silent)]);
    await expectNothingLeft(gateway);
  });

  it('in the reasoning ends the answer', async () => {
    gateway.standIn.behave(() => ({ kind: 'stall', afterTokens: 0 }));
    const answer = await post(
      `${gateway.url}/v1/chat/completions`,
      chatBody({ reasoning_effort: 'high', stream: true }),
    );

    expect(await answer.text()).toContain('"code":"upstream_timeout"');
    await expectNothingLeft(gateway);
  });

  it('ends a GraphQL subscription in its error', async () => {
    gateway.standIn.behave(() => ({ kind: 'stall' }));
    const answer = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: graphql }),
    });

    expect(await answer.text()).toContain(
      '{"__typename":"ChatCompletionFailed","error":{"code":"UPSTREAM_TIMEOUT"}}',
    );
    await expectNothingLeft(gateway);
  });

  it('of the service does not count while its client runs a tool', async () => {
    const tools = [
      {
        type: 'function',
        function: { name: 'weather', parameters: { type: 'object', properties: {} } },
      },
    ];
    const question = { role: 'user', content: 'What is the weather?' };
    const url = `${gateway.url}/v1/chat/completions`;
    const called = await post(url, chatBody({ messages: [question], tools }));
    const { choices } = await called.json();
    // Longer than the silence that is allowed: what is tested is that nothing happens meanwhile.
    await new Promise((resolve) => setTimeout(resolve, 3000));
    const [call] = choices[0].message.tool_calls;
    const result = { role: 'tool', tool_call_id: call.id, content: 'Sunny' };
    const messages = [question, choices[0].message, result];
    const before = gateway.standIn.requests.length;
    const answer = await post(url, chatBody({ messages, tools }));

    expect(answer.status).toBe(200);
    // Over WebSocket the turn that waited gets the result alone.
    const asked = gateway.standIn.requests.slice(before).find(({ prewarm }) => !prewarm);
    expect(asked?.body['input']).toHaveLength(transport === 'websocket' ? 1 : 4);
  });

  it('is over: the next request is answered', async () => {
    expect(await readStream(gateway.url)).toMatchObject({ last: '[DONE]' });
  });
});

describe('an answer that takes too long', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startTestGateway({ tokensPerSecond: 20, args: ['--answer-seconds', '2'] });
    gateway.standIn.behave(() => ({ kind: 'text', text: `${text} `.repeat(100) }));
  });
  afterAll(async () => {
    await gateway.close();
  });

  it('ends in the last event of its stream, after its text', async () => {
    const { text: heard, last } = await readStream(gateway.url);

    expect(heard).toMatch(/^The kettle/);
    expect(last).toEqual(tooLong);
    await expectNothingLeft(gateway);
  });

  it('is a 504 that no SDK repeats where nothing was sent', async () => {
    expect(await askWhole(gateway.url)).toEqual(refused(tooLong));
    await expectNothingLeft(gateway);
  });
});
