import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chatBody, choicesOf, post } from '../rest/client.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';

const sentence = 'The model refused this request. Its words are not available.';
const query = `mutation {
  chatCompletion(input: { messages: [{ role: USER, content: [{ text: "hi" }] }] }) {
    ... on ChatCompletion { text refusal finishReason usage { isEstimated } }
  }
}`;

describe.each(['websocket', 'sse'] as const)('a refusal, upstream over %s,', (transport) => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startTestGateway({ transport });
    gateway.standIn.behave(() => ({ kind: 'refusal', refusal: 'I will not do that.' }));
  });
  afterAll(async () => {
    await gateway.close();
  });

  const chat = async (more: object): Promise<Response> =>
    await post(`${gateway.url}/v1/chat/completions`, chatBody(more));

  it('is reported as such in a whole answer', async () => {
    expect(await (await chat({})).json()).toMatchObject({
      choices: [{ message: { content: null, refusal: sentence }, finish_reason: 'content_filter' }],
      usage: { completion_tokens: expect.any(Number) },
    });
  });

  it('is reported as such in a stream', async () => {
    const choices = choicesOf(await (await chat({ stream: true })).text());

    expect(choices).toMatchObject([
      { delta: { role: 'assistant', content: '', refusal: null } },
      { delta: { refusal: sentence }, finish_reason: null },
      { delta: {}, finish_reason: 'content_filter' },
    ]);
  });

  it('is reported as such over GraphQL', async () => {
    const answer = await post(`${gateway.url}/graphql`, { query });

    expect(await answer.json()).toEqual({
      data: {
        chatCompletion: {
          text: '',
          refusal: sentence,
          finishReason: 'CONTENT_FILTER',
          usage: { isEstimated: false },
        },
      },
    });
  });

  it('where a tool must be called is not asked for again', async () => {
    const before = gateway.standIn.received;
    const tools = [{ type: 'function', function: { name: 'f', parameters: { type: 'object' } } }];
    const answer = await chat({ tools, tool_choice: 'required' });

    expect(await answer.json()).toMatchObject({
      choices: [{ message: { refusal: sentence }, finish_reason: 'content_filter' }],
    });
    expect(gateway.standIn.received - before).toBe(1);
  });

  it('after some text keeps that', async () => {
    gateway.standIn.behave(() => ({ kind: 'refusal', text: 'Well.', refusal: 'No.' }));

    expect(await (await chat({})).json()).toMatchObject({
      choices: [
        { message: { content: 'Well.', refusal: sentence }, finish_reason: 'content_filter' },
      ],
    });
  });

  it('is not seen in an answer without text', async () => {
    gateway.standIn.behave(() => ({ kind: 'text', text: '' }));

    expect(await (await chat({})).json()).toMatchObject({
      choices: [{ message: { content: '', refusal: null }, finish_reason: 'stop' }],
    });
  });
});
