import * as fc from 'fast-check';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { objectText, wrapping } from '../codex/shaping/json-texts.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { whenAsked } from '../support/when-asked.ts';
import { chatBody, dataOf, openai, post } from './client.ts';
import { startRestApp, type RestApp } from './rest-app.ts';

let gateway: TestGateway;
let strict: RestApp;

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
  const { core } = gateway;
  strict = await startRestApp({ core, isStrict: true }, pino({ level: 'silent' }));
});
afterEach(() => gateway.standIn.behave(undefined));
afterAll(async () => {
  await strict.close();
  await gateway.close();
});

const object = { type: 'json_object' };
const schema = {
  type: 'object',
  properties: { path: { type: 'string' } },
  required: ['path'],
  additionalProperties: false,
};
const loose = {
  type: 'json_schema',
  json_schema: { name: 'n', schema: { ...schema, minProperties: 1 } },
};
const held = { type: 'json_schema', json_schema: { name: 'n', schema, strict: true } };

/** What a client reads of an answer. */
interface Read {
  readonly content: string;
  readonly unmet: string | null;
}

async function ask(says: string, more: object, url = gateway.url): Promise<Response> {
  gateway.standIn.behave(() => ({ kind: 'text', text: says }));
  return await post(`${url}/v1/chat/completions`, chatBody(more));
}

async function whole(says: string, format: object): Promise<Read> {
  const response = await ask(says, { response_format: format });
  expect(response.status).toBe(200);
  const { choices } = answerSchema.parse(await response.json());
  const content = choices.map(({ message }) => message.content).join('');
  return { content, unmet: response.headers.get('x-codex-serve-unmet') };
}

const answerSchema = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })),
});

const chunkSchema = z.looseObject({
  choices: z.array(
    z.object({
      delta: z.object({ content: z.string().optional() }),
      finish_reason: z.string().nullable(),
    }),
  ),
  codex_serve: z.object({ unmet: z.array(z.string()) }).optional(),
});

type Chunk = z.output<typeof chunkSchema>;

async function chunksOf(says: string, more: object): Promise<Chunk[]> {
  const response = await ask(says, { stream: true, ...more });
  expect(response.status).toBe(200);
  const data = dataOf(await response.text());
  expect(data.pop()).toBe('[DONE]');
  return data.map((text) => chunkSchema.parse(JSON.parse(text)));
}

async function streamed(says: string, format: object): Promise<Read> {
  const chunks = await chunksOf(says, { response_format: format });
  const content = chunks.flatMap(({ choices }) => choices.map(({ delta }) => delta.content ?? ''));
  return { content: content.join(''), unmet: chunks.at(-1)?.codex_serve?.unmet.join() ?? null };
}

const broken = String.raw`{"path":"C:\projects\main\app.ts",}`;
const mended = String.raw`{"path":"C:\\projects\\main\\app.ts"}`;

describe.each([
  ['json_object', object],
  ['json_schema', loose],
  ['json_schema, strict', held],
])('an answer in %s', (_, format) => {
  it('is passed on unchanged if it is valid', async () => {
    const right = { content: '{"path": "a"}', unmet: null };

    expect(await whole('{"path": "a"}', format)).toEqual(right);
    expect(await streamed('{"path": "a"}', format)).toEqual(right);
  });

  it('comes without what is around it', async () => {
    const says = '\uFEFF\u3000```json\n{"path": "a"}\n```\u00A0\n';
    const right = { content: '{"path": "a"}', unmet: null };

    expect(await whole(says, format)).toEqual(right);
    expect(await streamed(says, format)).toEqual(right);
  });

  it('is repaired whole, and marked in a stream', async () => {
    expect(await whole(broken, format)).toEqual({ content: mended, unmet: null });
    expect(await streamed(broken, format)).toEqual({ content: broken, unmet: 'response_format' });
  });

  it.each(["{'path':'it's fine'}", '{"path": NaN}', 'I would rather not.', '[1]'])(
    'comes as it came, and marked, where it is %s',
    async (says) => {
      const marked = { content: says, unmet: 'response_format' };

      expect(await whole(says, format)).toEqual(marked);
      expect(await streamed(says, format)).toEqual(marked);
    },
  );
});

describe('an answer that does not match its schema', () => {
  it.each([loose, held])('comes as it came, and marked', async (format) => {
    const marked = { content: '{"file": "a"}', unmet: 'response_format' };

    expect(await whole('{"file": "a"}', format)).toEqual(marked);
    expect(await streamed('{"file": "a"}', format)).toEqual(marked);
  });

  it('is marked in the chunk of its choice, and in the last of all', async () => {
    const more = { response_format: loose, n: 2, stream: true };
    gateway.standIn.behave(
      whenAsked('hi', { kind: 'text', text: '{}' }, { kind: 'text', text: '{"path": "a"}' }),
    );
    const body = chatBody({ ...more, stream_options: { include_usage: true } });
    const text = await (await post(`${gateway.url}/v1/chat/completions`, body)).text();
    const chunks = dataOf(text)
      .slice(0, -1)
      .map((data) => chunkSchema.parse(JSON.parse(data)));
    const marked = chunks.filter(({ codex_serve }) => codex_serve !== undefined);

    expect(marked.length).toBeGreaterThanOrEqual(2);
    expect(chunks.at(-1)).toMatchObject({
      choices: [],
      codex_serve: { unmet: ['response_format'] },
    });
    expect(chunks.slice(0, -1).findLast(({ choices }) => choices[0]?.finish_reason)).toHaveProperty(
      'codex_serve.unmet',
      ['response_format'],
    );
  });

  it('is named in the header where one choice of several is affected', async () => {
    gateway.standIn.behave(
      whenAsked('hi', { kind: 'text', text: 'No.' }, { kind: 'text', text: '{"path": "a"}' }),
    );
    const body = chatBody({ response_format: object, n: 3 });
    const response = await post(`${gateway.url}/v1/chat/completions`, body);

    expect(response.headers.get('x-codex-serve-unmet')).toBe('response_format');
    expect(response.status).toBe(200);
    await response.text();
  });

  it('costs one turn, with the SDK and its retries', async () => {
    const { received } = gateway.standIn;
    gateway.standIn.behave(() => ({ kind: 'text', text: '{}' }));
    const client = openai(gateway.url).withOptions({ maxRetries: 2 });
    await client.chat.completions.create({
      model: 'gpt-5.5',
      messages: [{ role: 'user', content: 'hi' }],
      response_format: { type: 'json_schema', json_schema: { name: 'n', schema } },
    });

    expect(gateway.standIn.received - received).toBe(1);
  });
});

describe('a strict gateway', () => {
  const error = {
    message: "The model did not answer as 'response_format' asks.",
    type: 'invalid_request_error',
    param: 'response_format',
    code: 'response_format_unmet',
  };

  it.each([object, loose, held])(
    'refuses an answer that is not as asked, for good',
    async (format) => {
      const response = await ask('No.', { response_format: format }, strict.url);

      expect(response.status).toBe(422);
      expect(response.headers.get('x-should-retry')).toBe('false');
      expect(await response.json()).toEqual({ error });
    },
  );

  it('ends a stream with an error', async () => {
    const response = await ask('No.', { response_format: object, stream: true }, strict.url);
    const data = dataOf(await response.text());

    expect(JSON.parse(data.at(-1) ?? '')).toEqual({ error });
    expect(data.join()).not.toContain('finish_reason":"stop"');
  });

  it('takes what can be repaired', async () => {
    const response = await ask(broken, { response_format: loose }, strict.url);

    expect(response.status).toBe(200);
    expect(await response.json()).toHaveProperty('choices.0.message.content', mended);
  });
});

describe('generated answers', () => {
  it('reach the client as the model wrote them', async () => {
    await fc.assert(
      fc.asyncProperty(objectText, wrapping, async (json, [before, after]) => {
        fc.pre(json.length < 2000);
        const right = { content: json, unmet: null };
        expect(await whole(before + json + after, object)).toEqual(right);
        expect(await streamed(before + json + after, object)).toEqual(right);
      }),
      { numRuns: 25 },
    );
  });
});
