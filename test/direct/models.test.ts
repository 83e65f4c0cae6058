import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { codexForm } from './model-forms.ts';
import { chatBody, post } from '../rest/client.ts';
import { startTestGateway, type TestGateway, type TestGatewayOptions } from '../support/gateway.ts';
import { lastAsked } from '../support/last-asked.ts';

let gateway: TestGateway;

/** A service that answers each request with this; null: with nothing. */
async function listService(answer: unknown): Promise<{
  readonly url: string;
  readonly asked: readonly { readonly url: string; readonly headers: IncomingHttpHeaders }[];
  close(): void;
}> {
  const asked: { url: string; headers: IncomingHttpHeaders }[] = [];
  const server = createServer(({ url = '', headers }, response) => {
    // Codex, too, may ask for models, in its own name.
    if (headers['user-agent']?.startsWith('codex-serve/0.0.0') === true)
      asked.push({ url, headers });
    if (answer === null) return;
    response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function writeApiKey(codexHome: string): Promise<void> {
  const login = { auth_mode: 'apikey', OPENAI_API_KEY: 'sk-of-the-test' };
  await writeFile(path.join(codexHome, 'auth.json'), JSON.stringify(login));
}

/** Starts a gateway on a provider of the user's, with these further settings. */
async function start(more = '', options: TestGatewayOptions = {}): Promise<void> {
  gateway = await startTestGateway({
    userConfig: (baseUrl) => `
${more}
model_provider = "acme"
[model_providers.acme]
name = "Acme"
base_url = "${baseUrl}"
wire_api = "responses"
http_headers = { "x-team" = "blue" }
`,
    ...options,
    args: ['--engine', 'direct', ...(options.args ?? [])],
  });
}

async function json(route: string, body?: object): Promise<unknown> {
  const url = `${gateway.url}${route}`;
  const response = body === undefined ? await fetch(url) : await post(url, body);
  return await response.json();
}

const list = z.object({ data: z.array(z.object({ id: z.string() })) });
const tagList = z.object({ models: z.array(z.object({ name: z.string() })) });

async function listed(): Promise<string[]> {
  return list.parse(await json('/v1/models')).data.map(({ id }) => id);
}

const asking = z.object({
  model: z.string(),
  reasoning: z.object({ effort: z.string().optional() }).optional(),
});

/** What the service was asked for, by a chat for that model. */
async function askedFor(model: string, more: object = {}): Promise<unknown> {
  const answer = await json('/v1/chat/completions', chatBody({ model, ...more }));
  const asked = asking.parse(lastAsked(gateway.standIn)?.body);
  expect(answer).toMatchObject({ object: 'chat.completion', model: asked.model });
  return { model: asked.model, effort: asked.reasoning?.effort };
}

const models = ['llama-large', 'mistral-medium', 'gpt-5.5'];

afterEach(async () => {
  await gateway.close();
});

describe('the models of a provider of the user', () => {
  it('are those that it lists, on every surface', async () => {
    await start('', { rules: { models } });

    expect(await listed()).toEqual(models);
    expect(await json('/v1/models/llama-large')).toMatchObject({ id: 'llama-large' });
    expect(tagList.parse(await json('/api/tags')).models.map(({ name }) => name)).toEqual(models);
    expect(await json('/api/show', { model: 'llama-large' })).toMatchObject({
      capabilities: ['completion', 'tools', 'vision'],
      model_info: { 'general.basename': 'llama-large' },
    });
    const query = '{ models(first: 9) { edges { node { id isDefault contextWindow } } } }';
    expect(await json('/graphql', { query })).toMatchObject({
      data: {
        models: {
          edges: [
            { node: { id: 'llama-large', contextWindow: null } },
            { node: { id: 'mistral-medium', contextWindow: null } },
            // Codex's catalog describes it.
            { node: { id: 'gpt-5.5', contextWindow: expect.any(Number) } },
          ],
        },
      },
    });
  });

  it('are asked for with the key, the headers and the query of the provider', async () => {
    const service = await listService({ models: [codexForm] });
    await start('', {
      userConfig: () => `
model_provider = "acme"
[model_providers.acme]
name = "Acme"
base_url = "${service.url}/v1/"
env_key = "ACME_TEST_KEY"
query_params = { api-version = "1" }
http_headers = { "x-team" = "blue" }
`,
      env: { ACME_TEST_KEY: 'key-of-acme' },
    });

    expect(await listed()).toEqual(['deep-thought']);
    expect(await json('/api/show', { model: 'deep-thought' })).toMatchObject({
      capabilities: ['completion', 'tools', 'thinking'],
      model_info: { 'llama.context_length': 128_000 },
    });
    expect(service.asked).toHaveLength(1);
    expect(service.asked[0]).toMatchObject({
      url: '/v1/models?api-version=1',
      headers: {
        authorization: 'Bearer key-of-acme',
        originator: 'codex-serve',
        'user-agent': 'codex-serve/0.0.0',
        'x-team': 'blue',
      },
    });
    service.close();
  });

  it('begin with the configured one, also where it is not listed', async () => {
    await start('model = "qwen-max"', { rules: { models } });

    expect(await listed()).toEqual(['qwen-max', ...models]);
    const query = '{ models(first: 9) { edges { node { id isDefault } } } }';
    expect(await json('/graphql', { query })).toMatchObject({
      data: { models: { edges: [{ node: { id: 'qwen-max', isDefault: true } }, {}, {}, {}] } },
    });
  });

  it('are the configured one where the provider lists none', async () => {
    await start('model = "qwen-max"');
    expect(await listed()).toEqual(['qwen-max']);
  });

  it('are those of the catalog where nothing else is known', async () => {
    await start();
    expect(await listed()).toContain('gpt-5.5');
  });
});

describe('a name that no list has', () => {
  it.each(['mistral-small', 'qwen-max', 'o9-high', 'vendor/model:free'])(
    'goes to the provider as it is: %s',
    async (name) => {
      await start('', { rules: { models } });
      expect(await askedFor(name)).toEqual({ model: name, effort: undefined });
      expect(await json(`/v1/models/${encodeURIComponent(name)}`)).toMatchObject({ id: name });
    },
  );

  it('is a listed model with an effort where it begins like one', async () => {
    await start('', { rules: { models } });

    expect(await askedFor('llama-large-high')).toEqual({ model: 'llama-large', effort: 'high' });
    expect(await askedFor('mistral-medium')).toEqual({
      model: 'mistral-medium',
      effort: undefined,
    });
    expect(await askedFor('gpt-5.5-low')).toEqual({ model: 'gpt-5.5', effort: 'low' });
  });

  it('takes the effort and the tier that the client asks for', async () => {
    await start('', { rules: { models }, args: ['--strict'] });
    const more = { reasoning_effort: 'minimal', service_tier: 'priority' };

    expect(await askedFor('anything', more)).toEqual({ model: 'anything', effort: 'minimal' });
    expect(lastAsked(gateway.standIn)?.body['service_tier']).toBe('priority');
  });

  it('may be what an alias stands for, or the fallback', async () => {
    const args = ['--model-alias', 'gpt-4o=vendor/big', '--fallback-model', 'vendor/small'];
    await start('', { rules: { models }, args });

    expect(await askedFor('gpt-4o')).toMatchObject({ model: 'vendor/big' });
    expect(await askedFor('gpt-4o-high')).toEqual({ model: 'vendor/big', effort: 'high' });
    expect(await askedFor('whatever')).toMatchObject({ model: 'vendor/small' });
  });
});

describe('a list that does not come', () => {
  it.each([
    ['silence', null],
    ['a page', '<html>hello</html>'],
    ['an empty list', { object: 'list', data: [] }],
    ['a list without end', { data: [{ id: 'a', description: 'x'.repeat(9_000_000) }] }],
  ])('keeps nobody waiting: %s', async (_name, answer) => {
    const service = await listService(answer);
    await start('', {
      userConfig: () => `
model = "qwen-max"
model_provider = "acme"
[model_providers.acme]
name = "Acme"
base_url = "${service.url}/v1"
`,
    });

    const began = performance.now();
    expect(await listed()).toEqual(['qwen-max']);
    expect(await listed()).toEqual(['qwen-max']);
    // It is waited for once, for two seconds.
    expect(performance.now() - began).toBeLessThan(6000);
    expect(service.asked).toHaveLength(1);
    service.close();
  });
});

describe('with an API key', () => {
  it('the models are those of the catalog, and no others', async () => {
    gateway = await startTestGateway({
      login: 'present',
      args: ['--engine', 'direct'],
      rules: { models: ['llama-large'] },
      prepareCodexHome: writeApiKey,
    });

    expect(await listed()).toContain('gpt-5.5');
    expect(await listed()).not.toContain('llama-large');
    const response = await post(
      `${gateway.url}/v1/chat/completions`,
      chatBody({ model: 'llama-large' }),
    );
    expect(response.status).toBe(404);
  });
});
