import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chatBody, post } from '../rest/client.ts';
import type { TestGateway } from '../support/gateway.ts';
import { startWithRetries } from './weather.ts';

const tools = ['look', 'listen'].map((name) => ({
  type: 'function',
  function: { name, parameters: { type: 'object', properties: { at: { type: 'string' } } } },
}));

describe.each(['websocket', 'sse'] as const)('tool calls, upstream over %s', (transport) => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startWithRetries(transport, { args: ['--retry-seconds', '1'] });
  });
  afterAll(async () => {
    await gateway.close();
  });

  it('are the answer when the connection breaks after them, and their results continue it', async () => {
    gateway.standIn.behave(({ input }) =>
      input.some(({ type }) => type === 'function_call_output')
        ? { kind: 'text', text: 'Done.' }
        : { kind: 'cut', after: 'text' },
    );
    const messages = [{ role: 'user', content: 'use the tools' }];
    const answer = await chat({ messages, tools });

    expect(answer).toMatchObject({
      message: {
        tool_calls: [{ function: { name: 'look' } }, { function: { name: 'listen' } }],
      },
      finish_reason: 'tool_calls',
    });
    const calls = answer?.message.tool_calls ?? [];
    const results = calls.map(({ id }) => ({
      role: 'tool',
      tool_call_id: id,
      content: `result of ${id}`,
    }));
    expect(
      await chat({ messages: [...messages, answer?.message, ...results], tools }),
    ).toMatchObject({ message: { content: 'Done.' }, finish_reason: 'stop' });
    const outputs = gateway.standIn.requests
      .at(-1)
      ?.input.filter(({ type }) => type === 'function_call_output');
    expect(outputs?.map(({ output }) => output)).toEqual(calls.map(({ id }) => `result of ${id}`));
  });

  interface Choice {
    readonly message: { readonly tool_calls?: readonly { readonly id: string }[] };
  }

  async function chat(more: object): Promise<Choice | undefined> {
    const answer = await post(`${gateway.url}/v1/chat/completions`, chatBody(more));
    const body: { readonly choices?: readonly Choice[] } = await answer.json();
    return body.choices?.[0];
  }
});
