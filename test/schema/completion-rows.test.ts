import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { RowsDocument, type RowFragment } from '../generated/graphql.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { pngUrl } from '../images/image-server.ts';
import { hearsText } from '../support/completions.ts';
import { startOverRest } from './ask.ts';
import { answer, execute, webSocketUrl } from './clients.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(async () => {
  await gateway.close();
});

/** The row of a completion that has just ended, which its record must show too. */
async function rowOf(id: string): Promise<RowFragment> {
  const { chatCompletion, completionRecord } = await execute(gateway.url, RowsDocument, { id });
  if (!chatCompletion) throw new Error(`There is no completion ${id}.`);
  expect(completionRecord).toEqual(chatCompletion);
  return chatCompletion;
}

interface Posted {
  readonly id: string;
  readonly requestId: string | null;
}

async function post(path: string, body: object): Promise<Posted> {
  const response = await fetch(gateway.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'OpenAI/JS 6.49.0' },
    body: JSON.stringify({ model: 'gpt-5.5-high', ...body }),
  });
  const text = await response.text();
  const id = /"id":\s?"(?<id>[\w-]+)"/.exec(text)?.groups?.['id'];
  if (id === undefined && !text.includes('insufficient_quota')) throw new Error(text);
  return { id: id ?? '', requestId: response.headers.get('x-request-id') };
}

const messages = [{ role: 'user', content: 'Hi' }];
const weather = { name: 'get_weather', parameters: { type: 'object', properties: {} } };
const picture = { type: 'image_url', image_url: { url: pngUrl } };

describe('the row of a completion is the same while it is kept and in the records', () => {
  it.each([
    ['/v1/chat/completions', { messages, max_tokens: Number.MAX_SAFE_INTEGER }],
    ['/v1/completions', { prompt: 'Hi', max_tokens: Number.MAX_SAFE_INTEGER }],
    ['/v1/responses', { input: 'Hi', max_output_tokens: Number.MAX_SAFE_INTEGER }],
  ])('for the largest limit that %s takes', async (path, body) => {
    const { id } = await post(path, body);
    expect(await rowOf(id.replace(/^cmpl/, 'chatcmpl'))).toMatchObject({
      request: { maxOutputTokens: 9_007_199_254_740_991 },
    });
  });

  it('for a chat with tools, a picture and a limit', async () => {
    const { id, requestId } = await post('/v1/chat/completions', {
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: [{ type: 'text', text: 'What is this?' }, picture] },
      ],
      tools: [{ type: 'function', function: weather }],
      tool_choice: { type: 'function', function: { name: 'get_weather' } },
      max_completion_tokens: 50,
      stream: true,
    });
    expect(requestId).toMatch(/^req_/);
    expect(await rowOf(id)).toMatchObject({
      completionId: id,
      requestId,
      status: 'COMPLETED',
      model: 'gpt-5.5',
      effort: 'high',
      client: { keyName: null, program: 'OpenAI/JS' },
      surface: 'CHAT_COMPLETIONS',
      surfaceName: 'CHAT_COMPLETIONS',
      queuedMs: 0,
      errorCode: null,
      conversationId: null,
      request: {
        messageCount: 2,
        pictureCount: 1,
        toolCount: 1,
        toolNames: ['get_weather'],
        toolChoice: { mode: 'REQUIRED', toolNames: ['get_weather'] },
        responseFormat: 'TEXT',
        maxOutputTokens: 50,
        isStreamed: true,
      },
    });
  });

  it('for a legacy completion, whose client has the id without its beginning', async () => {
    const { id, requestId } = await post('/v1/completions', { prompt: 'Hi' });
    expect(await rowOf(`chat${id}`)).toMatchObject({
      surface: 'COMPLETIONS',
      requestId,
      request: { messageCount: 1, toolChoice: null, isStreamed: false },
    });
  });

  it('for a response in a conversation', async () => {
    const made = await post('/v1/conversations', {});
    const { id, requestId } = await post('/v1/responses', {
      input: 'Hi',
      conversation: made.id,
      text: { format: { type: 'json_object' } },
    });
    expect(await rowOf(id)).toMatchObject({
      surface: 'RESPONSES',
      requestId,
      conversationId: made.id,
      request: { responseFormat: 'JSON_OBJECT', isStreamed: false },
    });
  });

  it('for one that failed', async () => {
    gateway.standIn.behave(() => ({
      kind: 'failed',
      code: 'insufficient_quota',
      message: 'No more.',
    }));
    const { requestId } = await post('/v1/chat/completions', { messages });
    gateway.standIn.behave(undefined);
    const [failed] = await gateway.core.completions();
    expect(await rowOf(failed?.id ?? '')).toMatchObject({
      requestId,
      status: 'FAILED',
      errorCode: 'INSUFFICIENT_QUOTA',
      finishReason: null,
    });
  });
});

describe('a WebSocket tells its client the id that its completions have', () => {
  /** Opens a socket, and gives it with the `x-request-id` of its upgrade. */
  async function open(address: string, protocol: string[] = []): Promise<[WebSocket, string]> {
    const socket = new WebSocket(address, protocol);
    const upgraded = once(socket, 'upgrade');
    await once(socket, 'open');
    const [response]: IncomingMessage[] = await upgraded;
    return [socket, String(response?.headers['x-request-id'])];
  }

  it('over GraphQL', async () => {
    const [socket, requestId] = await open(webSocketUrl(gateway.url), ['graphql-transport-ws']);
    expect(requestId).toMatch(/^req_[\da-f]{32}$/);
    socket.send(JSON.stringify({ type: 'connection_init' }));
    await once(socket, 'message');
    const query =
      'mutation { chatCompletion(input: { messages: [{ role: USER, content: [{ text: "Hi" }] }] }) { ... on ChatCompletion { id requestId } } }';
    socket.send(JSON.stringify({ type: 'subscribe', id: '1', payload: { query } }));
    const [data] = await once(socket, 'message');
    const id = /chatcmpl-\w+/.exec(String(data))?.[0] ?? '';
    expect(await rowOf(id)).toMatchObject({ requestId, surface: 'GRAPHQL' });
    socket.close();
  });

  it('over the Responses API', async () => {
    const [socket, requestId] = await open(`${gateway.url.replace('http', 'ws')}/v1/responses`);
    const ids = new Set<string>();
    for (const text of ['One', 'Two']) {
      socket.send(JSON.stringify({ type: 'response.create', model: 'gpt-5.5', input: text }));
      for (;;) {
        const [data] = await once(socket, 'message');
        const { type, response } = JSON.parse(String(data));
        if (type !== 'response.completed') continue;
        ids.add(response.id);
        break;
      }
    }
    expect(ids.size).toBe(2);
    for (const id of ids) {
      expect(await rowOf(id)).toMatchObject({ requestId, request: { isStreamed: true } });
    }
    socket.close();
  });
});

describe('the progress of an answer', () => {
  it('is its length, and an estimate of its tokens until they are counted', async () => {
    const text = 'The quick brown fox jumps over the lazy dog.';
    gateway.standIn.behave(() => ({ kind: 'stall', text, afterTokens: 5 }));
    const { id, leave } = await startOverRest(gateway.url, 'Hi');
    const completion = await gateway.core.completion(id);
    if (completion === undefined) throw new Error('It is gone.');
    await hearsText(completion);
    const query = `{ chatCompletion(id: "${id}") { text textLength outputTokensSoFar usage { outputTokens } } }`;
    expect(await answer(gateway.url, query)).toEqual({
      data: {
        chatCompletion: {
          text: completion.text,
          textLength: completion.text.length,
          outputTokensSoFar: Math.ceil(completion.text.length / 4),
          usage: null,
        },
      },
    });
    leave();
    await completion.result().catch(() => undefined);
    gateway.standIn.behave(undefined);
    const ended = await post('/v1/chat/completions', { messages });
    const whole = await gateway.core.completion(ended.id);
    expect(whole?.outputTokensSoFar).toBe(whole?.usage?.outputTokens);
  });
});
