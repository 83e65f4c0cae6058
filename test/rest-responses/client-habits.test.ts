import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heard } from '../support/heard.ts';
import { post, pngUrl } from '../rest/client.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';

// The bodies below are what these programs send. They come as whole programs, not as libraries.
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
});
afterAll(async () => {
  await gateway.close();
});

async function ask(body: object, headers: Record<string, string> = {}): Promise<Response> {
  const json = { 'content-type': 'application/json' };
  return await post(`${gateway.url}/v1/responses`, body, { headers: { ...json, ...headers } });
}

/** The data of the last event of a stream. */
async function lastOf(response: Response): Promise<unknown> {
  const events = (await response.text()).trim().split('\n\n');
  const data = events
    .at(-1)
    ?.split('\n')
    .find((line) => line.startsWith('data: '));
  return JSON.parse(data?.slice('data: '.length) ?? 'null');
}

describe('LiteLLM', () => {
  it('gets a chat with tool results and a picture, without ids', async () => {
    const response = await ask({
      model: 'gpt-5.5',
      input: [
        { type: 'message', role: 'system', content: [{ type: 'input_text', text: 'Be brief' }] },
        { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'hi' }] },
        { type: 'function_call', call_id: 'call_1', name: 'get_time', arguments: '{}' },
        {
          type: 'function_call_output',
          call_id: 'call_1',
          output: [{ type: 'input_text', text: 'noon' }],
        },
        {
          type: 'message',
          role: 'assistant',
          content: [{ type: 'output_text', text: 'It is noon' }],
        },
        {
          type: 'message',
          role: 'user',
          content: [
            { type: 'input_text', text: 'Count to 3' },
            { image_url: pngUrl, detail: 'auto', type: 'input_image' },
          ],
        },
      ],
      stream: true,
    });

    expect(response.status).toBe(200);
    expect(await lastOf(response)).toMatchObject({
      type: 'response.completed',
      response: { status: 'completed' },
    });
    expect(heard(gateway.standIn)).toEqual([
      expect.stringMatching(/^(developer|system): Be brief$/),
      'user: hi',
      'call: get_time {}',
      'output: noon',
      'assistant: It is noon',
      'user: Count to 3',
    ]);
  });

  it('offers tools whose description and strictness are null, and a schema', async () => {
    const response = await ask({
      model: 'gpt-5.5',
      input: [
        { type: 'message', role: 'system', content: [{ type: 'input_text', text: 'Be brief' }] },
        { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'hi' }] },
      ],
      max_output_tokens: 500,
      reasoning: { effort: 'high' },
      text: {
        format: {
          type: 'json_schema',
          name: 'a',
          schema: { type: 'object', properties: {} },
          strict: true,
        },
      },
      tool_choice: 'auto',
      tools: [
        {
          name: 'get_time',
          parameters: { type: 'object', properties: {} },
          strict: null,
          type: 'function',
          description: null,
        },
      ],
    });

    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: 'completed', max_output_tokens: 500 });
  });
});

describe('Continue', () => {
  it('gets a chat whose answers have ids of its own making', async () => {
    const body = (last: string): object => ({
      model: 'gpt-5.5',
      input: [
        { type: 'message', role: 'developer', content: [{ text: 'Be brief', type: 'input_text' }] },
        { type: 'message', role: 'user', content: [{ text: 'hi', type: 'input_text' }] },
        {
          type: 'message',
          role: 'assistant',
          content: [{ text: 'Hello', type: 'output_text', annotations: [] }],
          id: 'msg_0000',
          status: 'completed',
        },
        { type: 'function_call', call_id: 'call_1', name: 'get_time', arguments: '{}' },
        { type: 'function_call_output', call_id: 'call_1', output: 'noon' },
        {
          type: 'message',
          role: 'assistant',
          content: [{ text: 'Noon', type: 'output_text', annotations: [] }],
          id: 'msg_0001',
          status: 'completed',
        },
        { type: 'message', role: 'user', content: [{ text: last, type: 'input_text' }] },
      ],
      stream: true,
      tools: [
        { type: 'function', name: 'get_time', description: null, parameters: null, strict: null },
      ],
      temperature: 0.2,
      prompt_cache_key: 'a-chat',
      max_output_tokens: 4096,
      parallel_tool_calls: false,
    });
    // The next chat of the same caller has other messages with the same ids.
    for (const last of ['Count to 3', 'Count to 4']) {
      const response = await ask(body(last));

      expect(response.status).toBe(200);
      expect(await lastOf(response)).toMatchObject({ type: 'response.completed' });
      expect(heard(gateway.standIn).slice(1)).toEqual([
        'user: hi',
        'assistant: Hello',
        'call: get_time {}',
        'output: noon',
        'assistant: Noon',
        `user: ${last}`,
      ]);
    }
  });
});

describe('opencode', () => {
  const headers = { originator: 'opencode', 'session-id': 'ses_1', 'x-session-affinity': 'ses_1' };

  it('replays reasoning and calls without ids', async () => {
    const response = await ask(
      {
        model: 'gpt-5.5',
        input: [
          { role: 'developer', content: 'You are opencode.' },
          { role: 'user', content: [{ type: 'input_text', text: 'hi' }] },
          { type: 'reasoning', summary: [], encrypted_content: 'gAAAAABsealed' },
          { type: 'function_call', call_id: 'call_1', name: 'get_time', arguments: '{}' },
          { type: 'function_call_output', call_id: 'call_1', output: 'noon' },
          { role: 'user', content: [{ type: 'input_text', text: 'Count to 3' }] },
        ],
        store: false,
        include: ['reasoning.encrypted_content'],
        reasoning: { effort: 'medium', summary: 'auto' },
        prompt_cache_key: 'ses_1',
        text: { verbosity: 'low' },
        tools: [
          {
            type: 'function',
            name: 'get_time',
            description: 'Answers with the time',
            parameters: {
              $schema: 'https://json-schema.org/draft/2020-12/schema',
              type: 'object',
              properties: {},
              additionalProperties: false,
            },
            strict: false,
          },
        ],
        tool_choice: 'auto',
        stream: true,
      },
      headers,
    );

    expect(response.status).toBe(200);
    expect(await lastOf(response)).toMatchObject({ type: 'response.completed' });
    expect(heard(gateway.standIn)).toEqual([
      'developer: You are opencode.',
      'user: hi',
      'reasoning',
      'call: get_time {}',
      'output: noon',
      'user: Count to 3',
    ]);
  });

  it('asks for a title with the effort none', async () => {
    const response = await ask(
      {
        model: 'gpt-5.5',
        input: [
          { role: 'developer', content: 'You write titles.' },
          { role: 'user', content: [{ type: 'input_text', text: 'Count to 3' }] },
        ],
        store: false,
        reasoning: { effort: 'none' },
        text: { verbosity: 'low' },
        stream: true,
      },
      headers,
    );

    expect(response.status).toBe(200);
    expect(await lastOf(response)).toMatchObject({ type: 'response.completed' });
  });
});
