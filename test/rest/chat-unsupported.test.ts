import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { byEngine, type engineDifferences } from '../support/engine-differences.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { chatBody, pngUrl, post } from './client.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
});
afterAll(async () => {
  await gateway.close();
});

async function chat(body: object | string): Promise<Response> {
  return await post(`${gateway.url}/v1/chat/completions`, body);
}

/** Expects success where the direct engine takes what the app-server's does not. */
async function isTaken(
  response: Response,
  difference: keyof typeof engineDifferences | undefined,
): Promise<boolean> {
  if (!difference || byEngine(difference, { 'app-server': true, direct: false })) return false;
  expect(await response.json()).toHaveProperty('choices.length', 1);
  expect(response.headers.get('x-codex-serve-ignored')).toBeNull();
  return true;
}

const user = (...content: unknown[]): object => ({ messages: [{ role: 'user', content }] });
const message = (value: unknown): object => ({ messages: [value] });
const image = (url: unknown, more: object = {}): object =>
  user({ type: 'image_url', image_url: { url, ...more } });

describe('what is not supported', () => {
  it.each<[object, string, (keyof typeof engineDifferences)?]>([
    [{ logprobs: true }, 'logprobs', 'sampling'],
    [{ logit_bias: { 50256: -100 } }, 'logit_bias'],
    [{ audio: { voice: 'alloy', format: 'wav' } }, 'audio'],
    [{ web_search_options: {} }, 'web_search_options'],
    [{ moderation: { model: 'omni' } }, 'moderation'],
    [message({ role: 'assistant', content: '', audio: { id: 'a' } }), 'messages[0].audio'],
  ])('%j is refused as a parameter', async (more, param, difference) => {
    const response = await chat(chatBody(more));
    if (await isTaken(response, difference)) return;

    expect(await response.json()).toEqual({
      error: {
        message: `Unsupported parameter: '${param}' is not supported with this model.`,
        type: 'invalid_request_error',
        param,
        code: 'unsupported_parameter',
      },
    });
    expect(response.status).toBe(400);
  });

  it('{"top_logprobs":2} is refused as a parameter, or without what it belongs to', async () => {
    const response = await chat(chatBody({ top_logprobs: 2 }));

    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      error: byEngine('sampling', {
        'app-server': {
          message: "Unsupported parameter: 'top_logprobs' is not supported with this model.",
          type: 'invalid_request_error',
          param: 'top_logprobs',
          code: 'unsupported_parameter',
        },
        direct: {
          message:
            "Invalid value for 'top_logprobs': 'top_logprobs' is only allowed when 'logprobs' is true.",
          type: 'invalid_request_error',
          param: 'top_logprobs',
          code: 'invalid_value',
        },
      }),
    });
  });

  it.each<[object, string, string, string?, (keyof typeof engineDifferences)?]>([
    [{ modalities: ['text', 'audio'] }, 'modalities', "['text', 'audio']", "['text']"],
    [
      {
        tools: [
          {
            type: 'custom',
            custom: {
              name: 'f',
              format: { type: 'grammar', grammar: { syntax: 'lark', definition: 'start: "a"' } },
            },
          },
        ],
      },
      'tools[0].custom.format',
      "'grammar'",
      "'text'",
      'customTools',
    ],
    [user({ type: 'file', file: { file_id: 'f' } }), 'messages[0].content[0]', "'file'"],
    [user({ type: 'input_audio', input_audio: {} }), 'messages[0].content[0]', "'input_audio'"],
  ])('%j is refused for its value', async (more, param, value, only, difference) => {
    const response = await chat(chatBody(more));
    if (await isTaken(response, difference)) return;
    const rest = only === undefined ? '' : ` Only the default (${only}) value is supported.`;

    expect(await response.json()).toEqual({
      error: {
        message: `Unsupported value: '${param}' does not support ${value} with this model.${rest}`,
        type: 'invalid_request_error',
        param,
        code: 'unsupported_value',
      },
    });
    expect(response.status).toBe(400);
  });
});

describe('an image', () => {
  it.each([
    'data:text/plain;base64,aGVsbG8=',
    'data:image/png,rawbytes',
    'data:image/png;base64,',
    `${pngUrl}*`,
    'data:image/png;base64,aGVsbG8gd29ybGQhISEh',
    'data:image/svg+xml;base64,PHN2Zy8+PHN2Zy8+',
    'cat.png',
    'http://[',
  ])('that is none is refused: %s', async (url) => {
    const response = await chat(chatBody(image(url)));

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: { param: 'messages[0].content[0].image_url.url', code: 'invalid_value' },
    });
  });
});
