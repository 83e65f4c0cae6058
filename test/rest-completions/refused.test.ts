import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { post } from '../rest/client.ts';
import { onCatalogGateway } from '../support/catalog-gateway.ts';
import { byEngine } from '../support/engine-differences.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
});
afterAll(async () => {
  await gateway.close();
});

async function complete(more: object = {}): Promise<Response> {
  return await post(`${gateway.url}/v1/completions`, { model: 'gpt-5.5', prompt: 'hi', ...more });
}

describe('a legacy completion request', () => {
  it.each([
    [
      { prompt: undefined },
      400,
      'missing_required_parameter',
      'prompt',
      "Missing required parameter: 'prompt'.",
    ],
    [
      { prompt: null },
      400,
      'invalid_type',
      'prompt',
      "Invalid type for 'prompt': expected one of a string or an array, but got null instead.",
    ],
    [
      { prompt: [] },
      400,
      'invalid_value',
      'prompt',
      "Invalid 'prompt': empty array. Expected an array with minimum length 1, but got an empty array instead.",
    ],
    [
      { prompt: ['a', {}] },
      400,
      'invalid_type',
      'prompt[1]',
      "Invalid type for 'prompt[1]': expected a string, but got an object instead.",
    ],
    [
      { prompt: [1212, 318] },
      400,
      'unsupported_value',
      'prompt',
      "Unsupported value: 'prompt' does not support arrays of tokens. Send a string or an array of strings.",
    ],
    [
      { prompt: [[1212, 318]] },
      400,
      'unsupported_value',
      'prompt',
      "Unsupported value: 'prompt' does not support arrays of tokens. Send a string or an array of strings.",
    ],
    [
      { prompt: ['a', 'b', 'c'], n: 6 },
      400,
      'invalid_value',
      'n',
      "Invalid 'n': 6 choices for each of 3 prompts are more than 16 together.",
    ],
    [
      { suffix: 'end' },
      400,
      'unsupported_parameter',
      'suffix',
      "Unsupported parameter: 'suffix' is not supported with this model.",
    ],
    [
      { logprobs: 0 },
      400,
      'unsupported_parameter',
      'logprobs',
      "Unsupported parameter: 'logprobs' is not supported with this model.",
    ],
    [
      { logit_bias: { '1': 1 } },
      400,
      'unsupported_parameter',
      'logit_bias',
      "Unsupported parameter: 'logit_bias' is not supported with this model.",
    ],
    [
      { best_of: 3 },
      400,
      'unsupported_value',
      'best_of',
      "Unsupported value: 'best_of' does not support 3 with this model. Only the default (1) value is supported.",
    ],
    [
      { max_tokens: 0 },
      400,
      'invalid_value',
      'max_tokens',
      "Invalid 'max_tokens': integer below minimum value. Expected a value >= 1, but got 0 instead.",
    ],
  ])('is refused in OpenAI’s words: %j', async (more, status, code, param, message) => {
    const response = await complete(more);

    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({
      error: { message, type: 'invalid_request_error', param, code },
    });
  });

  it('is refused where nobody knows the model', async () => {
    const [status, body] = await onCatalogGateway(async ({ url }): Promise<[number, unknown]> => {
      const response = await post(`${url}/v1/completions`, { model: 'gpt-none', prompt: 'hi' });
      return [response.status, await response.json()];
    });

    expect(status).toBe(404);
    expect(body).toEqual({
      error: {
        message: "The model 'gpt-none' does not exist or you do not have access to it.",
        type: 'invalid_request_error',
        param: 'model',
        code: 'model_not_found',
      },
    });
  });

  it('silently accepts values that mean absence', async () => {
    const response = await complete({
      suffix: '',
      logprobs: null,
      logit_bias: {},
      best_of: 1,
      n: 1,
      echo: false,
      stop: null,
      max_tokens: null,
      stream: null,
      temperature: 1,
      seed: null,
    });

    expect(response.status).toBe(200);
    expect(response.headers.get('x-codex-serve-ignored')).toBeNull();
  });
});

describe('where it is strict', () => {
  it('a field without effect is refused', async () => {
    const strict = await startTestGateway({ args: ['--strict'] });
    const response = await post(`${strict.url}/v1/completions`, {
      model: 'gpt-5.5',
      prompt: 'hi',
      ...byEngine('sampling', { 'app-server': { temperature: 0 }, direct: { seed: 1 } }),
    });
    const body: unknown = await response.json();
    await strict.close();

    expect(response.status).toBe(400);
    const param = byEngine('sampling', { 'app-server': 'temperature', direct: 'seed' });
    expect(body).toMatchObject({ error: { code: 'unsupported_parameter', param } });
  });
});
