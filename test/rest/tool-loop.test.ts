import type OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { startTestUpstream, type TestUpstream } from '../support/stand-in-home.ts';
import { openai } from './client.ts';

const tools: OpenAI.ChatCompletionTool[] = [
  {
    type: 'function',
    function: {
      name: 'get_weather',
      parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
    },
  },
];

/** Runs a loop of ten rounds and gives the final text, and how the service was asked each time. */
describe('a tool loop of ten rounds', () => {
  let upstream: TestUpstream;

  beforeAll(async () => {
    upstream = await startTestUpstream();
    upstream.standIn.behave((sent) => {
      const outputs = sent.input.filter(({ type }) => type === 'function_call_output');
      if (outputs.length === 10) {
        return {
          kind: 'text',
          text: outputs.map(({ output }) => JSON.stringify(output)).join(', '),
        };
      }
      const call = { name: 'get_weather', arguments: `{"city":"${outputs.length}"}` };
      return { kind: 'calls', calls: [call] };
    });
  });
  afterAll(async () => {
    await upstream.close();
  });

  async function loop(betweenRounds: () => Promise<TestGateway>): Promise<string | null> {
    const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: 'user', content: 'Go.' }];
    for (let round = 0; round < 11; round++) {
      const gateway = await betweenRounds();
      const { choices } = await openai(gateway.url).chat.completions.create({
        model: 'gpt-5.5',
        messages,
        tools,
      });
      const message = choices[0]?.message;
      if (message === undefined) throw new Error('no choice');
      if (choices[0]?.finish_reason === 'stop') return message.content;
      messages.push(message);
      for (const { id } of message.tool_calls ?? []) {
        messages.push({ role: 'tool', tool_call_id: id, content: `result ${round}` });
      }
    }
    throw new Error('the loop did not end');
  }

  it('sends the service only the new results, and ends the same when the gateway is restarted between rounds', async () => {
    let gateway = await startTestGateway({ upstream });
    const text = await loop(async () => await Promise.resolve(gateway));
    const bodies = upstream.standIn.requests.filter(({ prewarm }) => !prewarm);
    expect(bodies).toHaveLength(11);
    for (const { body } of bodies.slice(1)) {
      expect(body['input']).toEqual([
        expect.objectContaining({ type: 'function_call_output', output: expect.any(String) }),
      ]);
      expect(body['previous_response_id']).toEqual(expect.any(String));
    }

    const restarted = await loop(async () => {
      await gateway.close();
      gateway = await startTestGateway({ upstream });
      return gateway;
    });
    await gateway.close();

    expect(text).toBe(Array.from({ length: 10 }, (_, round) => `"result ${round}"`).join(', '));
    expect(restarted).toBe(text);
  });
});
