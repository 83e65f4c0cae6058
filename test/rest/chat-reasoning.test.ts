import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startTestCore, type TestCore } from '../support/core.ts';
import { chatBody, choicesOf, post } from './client.ts';
import { startRestApp, type RestApp } from './rest-app.ts';
import { lastAsked } from '../support/last-asked.ts';

let upstream: TestCore;
let app: RestApp;

beforeAll(async () => {
  upstream = await startTestCore();
  app = await startRestApp(
    { core: upstream.core, reasoningFormat: 'reasoning' },
    pino({ level: 'silent' }),
  );
});
afterAll(async () => {
  await app.close();
  await upstream.close();
});

async function chat(format: string | undefined, more: object = {}): Promise<Response> {
  return await post(
    `${app.url}/v1/chat/completions`,
    chatBody({
      messages: [{ role: 'user', content: 'Say exactly: done' }],
      reasoning_effort: 'high',
      ...more,
    }),
    {
      headers: {
        'content-type': 'application/json',
        ...(format !== undefined && { 'x-codex-serve-reasoning': format }),
      },
    },
  );
}

type Message = Readonly<Record<string, unknown>>;

const wholeAnswer = z.object({
  choices: z.tuple([z.object({ message: z.record(z.string(), z.unknown()) })]),
});

async function wholeMessage(format: string | undefined, more?: object): Promise<Message> {
  const { choices } = wholeAnswer.parse(await (await chat(format, more)).json());
  return choices[0].message;
}

/** The message that a stream's deltas add up to. */
async function streamedMessage(format: string | undefined, more?: object): Promise<Message> {
  const message: Record<string, unknown> = {};
  for (const { delta } of choicesOf(await (await chat(format, { stream: true, ...more })).text())) {
    for (const [name, value] of Object.entries(delta)) {
      const before = message[name];
      const isText = typeof value === 'string' && typeof before === 'string';
      message[name] = isText ? before + value : value;
    }
  }
  return message;
}

const thought = expect.stringContaining('Reading the question');

describe.each([
  ['whole', wholeMessage],
  ['streamed', streamedMessage],
])('the reasoning of a %s answer', (_kind, messageOf) => {
  it('is where the setting says', async () => {
    const message = await messageOf(undefined);

    expect(message).toMatchObject({ content: 'done', reasoning: thought });
    expect(message).not.toHaveProperty('reasoning_content');
  });

  it('is beside the content where the request wants it', async () => {
    const message = await messageOf('reasoning_content');

    expect(message).toMatchObject({ content: 'done', reasoning_content: thought });
    expect(message).not.toHaveProperty('reasoning');
  });

  it('is between think tags where the request wants it', async () => {
    const message = await messageOf('think');

    expect(message['content']).toMatch(/^<think>\n\*\*Reading the question.*\n<\/think>\n\ndone$/s);
    expect(Object.keys(message).filter((name) => name.startsWith('reasoning'))).toEqual([]);
  });

  it('is nowhere where the request wants none', async () => {
    const message = await messageOf('none');

    expect(message['content']).toBe('done');
    expect(Object.keys(message).filter((name) => name.startsWith('reasoning'))).toEqual([]);
  });

  it('is never put into JSON', async () => {
    const message = await messageOf('think', {
      response_format: {
        type: 'json_schema',
        json_schema: {
          name: 'n',
          strict: true,
          schema: {
            type: 'object',
            properties: { a: { type: 'string' } },
            required: ['a'],
            additionalProperties: false,
          },
        },
      },
    });

    expect(message['content']).toMatch(/^\{"a":".*"\}$/);
    expect(message['reasoning_content']).toEqual(thought);
  });
});

describe('reasoning between think tags', () => {
  it('is closed before a call', async () => {
    const tools = [{ type: 'function', function: { name: 'f' } }];
    const messages = [{ role: 'user', content: 'call f' }];
    const { content } = await streamedMessage('think', { tools, messages });

    expect(content).toMatch(/^<think>\n.*\n<\/think>\n\n$/s);
  });

  it('is not shown to the model again', async () => {
    await wholeMessage('think', {
      messages: [
        { role: 'user', content: 'hi' },
        { role: 'assistant', content: '<think>\nHm.\n</think>\n\nHello.' },
        { role: 'user', content: 'and?' },
      ],
    });

    expect(lastAsked(upstream.standIn)?.input[1]).toMatchObject({
      role: 'assistant',
      content: [{ type: 'output_text', text: 'Hello.' }],
    });
  });
});

it('a place for reasoning that there is not is refused', async () => {
  const response = await chat('everywhere');

  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({
    error: {
      message:
        "Invalid value: 'everywhere'. Supported values are: 'reasoning_content', 'reasoning', 'think', and 'none'.",
      type: 'invalid_request_error',
      param: 'x-codex-serve-reasoning',
      code: 'invalid_value',
    },
  });
});
