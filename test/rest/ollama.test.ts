import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onCatalogGateway } from '../support/catalog-gateway.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { post } from './client.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
});
afterAll(async () => {
  await gateway.close();
});

function show(body: object | string): RequestInit {
  const headers = { 'content-type': 'application/json' };
  return { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

describe('what Ollama clients ask', () => {
  it.each(['GET', 'HEAD'])('%s / is answered', async (method) => {
    const response = await fetch(`${gateway.url}/`, { method });

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
  });

  it('GET / says what this is', async () => {
    expect(await (await fetch(`${gateway.url}/`)).json()).toEqual({
      name: 'codex-serve',
      version: '0.0.0',
      links: {
        chat_completions: '/v1/chat/completions',
        responses: '/v1/responses',
        models: '/v1/models',
        graphql: '/graphql',
        health: '/healthz',
      },
    });
  });

  it('/api/version names a version that they work with', async () => {
    expect(await (await fetch(`${gateway.url}/api/version`)).json()).toEqual({
      version: '0.12.10',
    });
  });

  it('/api/tags lists the models', async () => {
    const body: unknown = await (await fetch(`${gateway.url}/api/tags`)).json();
    const models = await gateway.core.models();
    const listed = models.filter(({ isHidden }) => !isHidden);

    expect(body).toEqual({
      models: listed.map(({ id }) => ({
        name: id,
        model: id,
        modified_at: '2025-01-01T00:00:00.000Z',
        size: 0,
        digest: expect.stringMatching(/^[0-9a-f]{64}$/),
        details: {
          parent_model: '',
          format: 'codex',
          family: 'llama',
          families: ['llama'],
          parameter_size: 'unknown',
          quantization_level: 'unknown',
        },
      })),
    });
  });

  it('/api/show describes a model', async () => {
    const response = await post(`${gateway.url}/api/show`, { model: 'gpt-5.5-high' });
    const { model } = await gateway.core.resolveModel('gpt-5.5');

    expect(await response.json()).toEqual({
      modelfile: expect.stringContaining('FROM gpt-5.5-high'),
      parameters: '',
      template: '{{ .Prompt }}',
      details: expect.objectContaining({ family: 'llama' }),
      model_info: {
        'general.architecture': 'llama',
        'general.basename': 'gpt-5.5',
        'llama.context_length': model.contextWindow,
      },
      capabilities: ['completion', 'tools', 'vision', 'thinking'],
      modified_at: '2025-01-01T00:00:00.000Z',
    });
    expect(model.contextWindow).toBeGreaterThan(0);
  });

  it('/api/show takes the name that older clients send', async () => {
    const [older, newer] = await Promise.all(
      [{ name: 'gpt-5.5' }, { model: 'gpt-5.5', name: 'ignored' }].map(async (body) => {
        return await (await post(`${gateway.url}/api/show`, body)).text();
      }),
    );

    expect(older).toBe(newer);
    expect(JSON.parse(older ?? '')).toMatchObject({
      modelfile: expect.stringContaining('gpt-5.5'),
    });
  });

  it.each<[string, RequestInit, number, string]>([
    ['/api/show', show({}), 400, "Missing required parameter: 'model'."],
    [
      '/api/show',
      show({ name: '' }),
      400,
      "Invalid 'model': empty string. Expected a string with minimum length 1, but got an empty string instead.",
    ],
    [
      '/api/show',
      show({ model: [] }),
      400,
      "Invalid type for 'model': expected a string, but got an array instead.",
    ],
    [
      '/api/show',
      show('{"model"'),
      400,
      'We could not parse the JSON body of your request. The API expects a JSON object, but what was sent is not valid JSON.',
    ],
    ['/api/show', { method: 'GET' }, 405, 'Not allowed to GET on /api/show. Allowed: POST.'],
    [
      '/api/tags',
      { method: 'DELETE' },
      405,
      'Not allowed to DELETE on /api/tags. Allowed: GET, HEAD.',
    ],
    ['/api/chat', show({}), 404, 'Invalid URL (POST /api/chat)'],
    ['/api', { method: 'GET' }, 404, 'Invalid URL (GET /api)'],
    ['/API/tags/none', { method: 'GET' }, 404, 'Invalid URL (GET /API/tags/none)'],
  ])('an error of %s is a text: %j', async (path, init, status, error) => {
    const response = await fetch(gateway.url + path, init);

    expect({ status: response.status, body: await response.json() }).toEqual({
      status,
      body: { error },
    });
  });

  it('an unknown model is an error with a text', async () => {
    const [status, body] = await onCatalogGateway(async ({ url }): Promise<[number, unknown]> => {
      const response = await fetch(`${url}/api/show`, show({ model: 'llama3' }));
      return [response.status, await response.json()];
    });

    expect(status).toBe(404);
    expect(body).toEqual({
      error: "The model 'llama3' does not exist or you do not have access to it.",
    });
  });

  it('an error of another path is an object', async () => {
    expect(await (await fetch(`${gateway.url}/apis`)).json()).toMatchObject({
      error: { message: 'Invalid URL (GET /apis)' },
    });
  });
});

it('the guards refuse Ollama clients in their own form', async () => {
  const locked = await startTestGateway({ args: ['--api-key', 'key-of-the-test'] });
  const response = await fetch(`${locked.url}/api/tags`);
  const body: unknown = await response.json();
  await locked.close();

  expect({ status: response.status, body }).toEqual({
    status: 401,
    body: { error: 'Incorrect API key provided. The API key is missing or wrong.' },
  });
});

it('aliases are listed after the models, wherever models are', async () => {
  const args = ['--model-alias', 'gpt-4o=gpt-5.5,gone=none'];
  const named = await startTestGateway({ args });
  const read = async (path: string): Promise<string> =>
    await (await fetch(named.url + path)).text();
  const [models, tags, alias] = await Promise.all(
    ['/v1/models', '/api/tags', '/v1/models/gpt-4o'].map(read),
  );
  await named.close();

  expect(JSON.parse(models ?? '')).toMatchObject({
    data: expect.arrayContaining([expect.objectContaining({ id: 'gpt-4o', object: 'model' })]),
  });
  expect(models).toMatch(/"id":"gpt-4o","object":"model","created":\d+,"owned_by":"openai"\}\]\}$/);
  expect(tags).toContain('"name":"gpt-4o"');
  expect(models).not.toContain('gone');
  expect(JSON.parse(alias ?? '')).toMatchObject({ id: 'gpt-4o' });
});
