import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { post } from './clients.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ tokensPerSecond: 300 });
});
afterEach(() => gateway.standIn.behave(undefined));
afterAll(async () => {
  await gateway.close();
});

let keys = 0;
const newKey = (): string => `key-${(keys += 1)}`;
const ask = (text: string, idempotencyKey: string, more: object = {}): object => ({
  messages: [{ role: 'USER', content: [{ text }] }],
  idempotencyKey,
  ...more,
});

const fields = `{ __typename
  ... on ChatCompletion { id text toolCalls { callId } }
  ... on Error { code message }
  ... on InvalidRequestError { param } }`;

async function mutate(name: string, input: object): Promise<Record<string, unknown>> {
  const type = name === 'submitToolOutputs' ? 'SubmitToolOutputsInput' : 'ChatCompletionInput';
  const query = `mutation M($input: ${type}!) { answer: ${name}(input: $input) ${fields} }`;
  const response = await post(gateway.url, { query, variables: { input } });
  const body: { data: { answer: Record<string, unknown> } } = await response.json();
  return body.data.answer;
}

/** The texts of a subscription, and the id of its completion. */
async function subscribe(name: string, input: object): Promise<{ text: string; id: unknown }> {
  const type = name === 'submitToolOutputs' ? 'SubmitToolOutputsInput' : 'ChatCompletionInput';
  const client = createClient({
    url: `${gateway.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
  });
  const query = `subscription S($input: ${type}!) { event: ${name}(input: $input) {
    completionId ... on ChatCompletionDelta { text } } }`;
  let text = '';
  let id: unknown;
  const events = client.iterate<{ event: { completionId: string; text?: string } }>({
    query,
    variables: { input },
  });
  for await (const { data } of events) {
    text += data?.event.text ?? '';
    id = data?.event.completionId;
  }
  await client.dispose();
  return { text, id };
}

describe('idempotencyKey', () => {
  it('gives one completion to every operation that starts one', async () => {
    const key = newKey();
    const { received } = gateway.standIn;
    const started = await mutate('startChatCompletion', ask('Count to 30', key));
    const streamed = await subscribe('chatCompletion', ask('Count to 30', key));
    const whole = await mutate('chatCompletion', ask('Count to 30', key));

    expect([streamed.id, whole['id']]).toEqual([started['id'], started['id']]);
    expect(whole['text']).toBe(streamed.text);
    expect(streamed.text).toMatch(/^1 2 .* 30$/);
    expect(gateway.standIn.received - received).toBe(1);
  });

  it('is refused for another input, and when it is empty', async () => {
    const key = newKey();
    await mutate('chatCompletion', ask('Count to 3', key));

    expect(await mutate('chatCompletion', ask('Count to 4', key))).toEqual({
      __typename: 'InvalidRequestError',
      code: 'IDEMPOTENCY_KEY_REUSED',
      message: 'The idempotency key was used for another request. Use a new key for each request.',
      param: 'idempotencyKey',
    });
    expect(await mutate('chatCompletion', ask('hi', ''))).toMatchObject({
      code: 'INVALID_VALUE',
      param: 'idempotencyKey',
    });
  });

  it('gives one answer to tool outputs, which have keys of their own', async () => {
    gateway.standIn.behave(({ input }) =>
      input.some(({ type }) => type === 'function_call_output')
        ? { kind: 'text', text: 'Rain.' }
        : { kind: 'calls', calls: [{ name: 'f', arguments: '{}' }] },
    );
    const tools = [{ function: { name: 'f' } }];
    const first = await mutate('chatCompletion', ask('Weather?', newKey(), { tools }));
    const [call] = z.array(z.object({ callId: z.string() })).parse(first['toolCalls']);
    const outputs = [{ toolCallId: call?.callId, content: [{ text: 'rain' }] }];
    const input = { completionId: first['id'], outputs };
    const { received } = gateway.standIn;
    const key = newKey();
    const one = await mutate('submitToolOutputs', { ...input, idempotencyKey: key });
    const again = await subscribe('submitToolOutputs', { ...input, idempotencyKey: key });

    expect(again).toEqual({ text: 'Rain.', id: one['id'] });
    expect(gateway.standIn.received - received).toBe(1);

    const without = await subscribe('submitToolOutputs', input);
    expect(without.id).not.toBe(one['id']);
    expect(without.id).not.toBe(first['id']);
  });
});
