import { NotFoundError } from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onCatalogGateway } from '../support/catalog-gateway.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { openai } from './client.ts';

let gateway: TestGateway;
let exposing: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
  exposing = await startTestGateway({ args: ['--expose-reasoning-models'] });
});
afterAll(async () => {
  await gateway.close();
  await exposing.close();
});

async function idsOf({ url }: TestGateway): Promise<string[]> {
  const { data } = await openai(url).models.list();
  return data.map(({ id }) => id);
}

describe('the model list', () => {
  it('holds what the core offers, hidden ones left out, in the shape of OpenAI', async () => {
    const response = await fetch(`${gateway.url}/v1/models`);
    const models = await gateway.core.models();

    expect(await response.json()).toEqual({
      object: 'list',
      data: models
        .filter(({ isHidden }) => !isHidden)
        .map(({ id }) => ({
          id,
          object: 'model',
          created: 1_735_689_600,
          owned_by: 'openai',
        })),
    });
    expect(models.some(({ id }) => id === 'gpt-5.5')).toBe(true);
  });

  it('holds each model, followed by one id per effort, when that is asked for', async () => {
    const ids = await idsOf(exposing);
    const first = ids.indexOf('gpt-5.5');

    expect(ids.slice(first, first + 5)).toEqual([
      'gpt-5.5',
      'gpt-5.5-low',
      'gpt-5.5-medium',
      'gpt-5.5-high',
      'gpt-5.5-xhigh',
    ]);
    expect(await idsOf(gateway)).not.toContain('gpt-5.5-low');
  });

  it('is also served without the /v1 prefix, with a trailing slash, and for HEAD', async () => {
    const answers = [
      await fetch(`${gateway.url}/models`),
      await fetch(`${gateway.url}/v1/models/`),
      await fetch(`${gateway.url}/v1/models`, { method: 'HEAD' }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  });
});

describe('one model', () => {
  it.each(['gpt-5.5', 'gpt-5.5-high'])('%s is found by its name', async (id) => {
    expect(await openai(gateway.url).models.retrieve(id)).toEqual({
      id,
      object: 'model',
      created: 1_735_689_600,
      owned_by: 'openai',
    });
  });

  it('that is hidden is found too', async () => {
    const hidden = (await gateway.core.models()).find(({ isHidden }) => isHidden);
    const { id } = await openai(gateway.url).models.retrieve(hidden?.id ?? '');

    expect(hidden).toBeDefined();
    expect(id).toBe(hidden?.id);
    expect(await idsOf(gateway)).not.toContain(id);
  });

  it.each([
    ['gpt-none', 'gpt-none'],
    ['vendor%2Fgpt%3Alatest', 'vendor/gpt:latest'],
  ])('%s that nobody knows is a 404', async (path, name) => {
    const [status, body] = await onCatalogGateway(async ({ url }): Promise<[number, unknown]> => {
      const response = await fetch(`${url}/v1/models/${path}`);
      return [response.status, await response.json()];
    });

    expect(status).toBe(404);
    expect(body).toEqual({
      error: {
        message: `The model '${name}' does not exist or you do not have access to it.`,
        type: 'invalid_request_error',
        param: 'model',
        code: 'model_not_found',
      },
    });
  });

  it('that is unknown is a NotFoundError to the SDK', async () => {
    const found = onCatalogGateway(async ({ url }) => await openai(url).models.retrieve('no/such'));
    await expect(found).rejects.toBeInstanceOf(NotFoundError);
  });
});
