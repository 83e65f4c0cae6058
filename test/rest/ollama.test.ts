import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { post } from './client.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(async () => {
  await gateway.close();
});

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
      capabilities: ['completion', 'vision', 'thinking'],
      modified_at: '2025-01-01T00:00:00.000Z',
    });
    expect(model.contextWindow).toBeGreaterThan(0);
  });

  it.each([
    [{ model: 'llama3' }, 404, 'model_not_found'],
    [{}, 400, 'missing_required_parameter'],
    [{ model: [] }, 400, 'invalid_type'],
  ])('/api/show of %j is an error', async (body, status, code) => {
    const response = await post(`${gateway.url}/api/show`, body);

    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: { param: 'model', code } });
  });
});
