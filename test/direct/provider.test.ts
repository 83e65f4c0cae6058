import { afterEach, describe, expect, it } from 'vitest';
import type { Provider } from '../../src/codex/engine/direct/provider/provider.ts';
import { never } from '../support/core.ts';
import {
  startKeptLogin,
  type KeptLoginOptions,
  type KeptLoginTest,
} from '../support/kept-login.ts';

/** Nothing leaves the machine: only the stand-in is reached. */
const sealed = { HTTPS_PROXY: 'http://127.0.0.1:9', HTTP_PROXY: 'http://127.0.0.1:9' };
const apiKey = { auth_mode: 'apikey', OPENAI_API_KEY: 'sk-of-the-test' };
const own = { originator: 'codex-serve', 'user-agent': 'codex-serve/1.2.3' };

let test: KeptLoginTest;

async function start({ env, ...options }: KeptLoginOptions = {}): Promise<KeptLoginTest> {
  test = await startKeptLogin({ ...options, env: { ...sealed, ...env } });
  return test;
}

async function provider(): Promise<Provider> {
  return await test.access.provider(never());
}

/** Codex's own provider, with its account at the stand-in. */
function openai(more = ''): (baseUrl: string) => string {
  return (baseUrl) => {
    const backend = baseUrl.replace(/v1$/, 'backend-api/');
    return `chatgpt_base_url = "${backend}"\n${more.replace('STAND_IN', baseUrl)}`;
  };
}

/** A provider of the user's own, with these settings. */
function custom(settings: string): (baseUrl: string) => string {
  return (baseUrl) => `
model_provider = "acme"
[model_providers.acme]
name = "Acme"
base_url = "${baseUrl}"
${settings}
`;
}

afterEach(async () => {
  await test.close();
});

describe('the service of a ChatGPT login', () => {
  it('is the one of ChatGPT, which is told the version of Codex', async () => {
    await start({ login: 'present', userConfig: openai() });

    const found = await provider();
    expect(found).toMatchObject({
      id: 'openai',
      kind: 'chatgpt',
      modelsUrl: null,
      headers: { ...own, version: test.keeper.codexVersion },
      hasWebSockets: true,
      storesAnswers: false,
    });
    expect(found.responsesUrl.href).toBe('https://chatgpt.com/backend-api/codex/responses');
  });

  it('is where the workspace has its requests sent', async () => {
    await start({
      login: 'present',
      userConfig: openai(),
      prepare: (account) => {
        account.setRouting({ backendOrigin: 'https://eu.example', override: 'us_cr' });
      },
    });

    const { responsesUrl } = await provider();
    expect(responsesUrl.href).toBe('https://eu.example/backend-api/codex/responses');
    expect((await test.access.current(never())).headers).toMatchObject({
      'x-openai-account-routing-override': 'us_cr',
    });
  });

  it('is not asked while nobody knows where the workspace has its requests sent', async () => {
    await start({
      login: 'present',
      userConfig: openai(),
      prepare: (account) => {
        account.isOutOfOrder = true;
      },
    });
    await expect(provider()).rejects.toMatchObject({ code: 'upstream_error' });

    test.standIn.account.isOutOfOrder = false;
    expect((await provider()).responsesUrl.host).toBe('chatgpt.com');
  });

  it('is the URL that the configuration names, whatever the workspace says', async () => {
    await start({
      login: 'present',
      userConfig: openai('openai_base_url = "STAND_IN"'),
      prepare: (account) => {
        account.setRouting({ backendOrigin: 'https://eu.example', override: 'us' });
      },
    });

    const found = await provider();
    expect(found.kind).toBe('chatgpt');
    expect(found.responsesUrl.href).toBe(`${test.standIn.baseUrl}/responses`);
    expect(Object.keys((await test.access.current(never())).headers)).toEqual([
      'authorization',
      'chatgpt-account-id',
    ]);
    expect(test.access.reasonAgainst()).toBe(null);
  });
});

describe('the service of an API key', () => {
  it("is OpenAI's, with the organization and the project of the environment", async () => {
    await start({
      userConfig: openai(),
      auth: apiKey,
      env: { OPENAI_ORGANIZATION: 'org-1', OPENAI_PROJECT: 'proj-1' },
    });

    const found = await provider();
    expect(found).toMatchObject({
      id: 'openai',
      kind: 'api-key',
      modelsUrl: null,
      headers: {
        ...own,
        version: test.keeper.codexVersion,
        'openai-organization': 'org-1',
        'openai-project': 'proj-1',
      },
      hasWebSockets: true,
    });
    expect(found.responsesUrl.href).toBe('https://api.openai.com/v1/responses');
    expect((await test.access.current(never())).headers).toEqual({
      authorization: 'Bearer sk-of-the-test',
    });
  });

  it('is the URL that the configuration names', async () => {
    await start({ userConfig: openai('openai_base_url = "STAND_IN/"'), auth: apiKey });

    const { responsesUrl } = await provider();
    expect(responsesUrl.href).toBe(`${test.standIn.baseUrl}/responses`);
  });
});

describe('a provider of the user', () => {
  it('gets its own key, query, headers and limits, and no word of Codex', async () => {
    await start({
      userConfig: custom(`
env_key = "ACME_TEST_KEY"
query_params = { api-version = "2025-04-01", b = "x y" }
http_headers = { "X-Team" = "blue" }
env_http_headers = { "X-User" = "ACME_TEST_USER", "X-None" = "ACME_TEST_NONE" }
stream_idle_timeout_ms = 12345
supports_websockets = true
`),
      env: { ACME_TEST_KEY: 'key-of-acme', ACME_TEST_USER: 'ada', ACME_TEST_NONE: ' ' },
    });

    const found = await provider();
    expect(found).toMatchObject({
      id: 'acme',
      kind: 'custom',
      headers: { ...own, 'x-team': 'blue', 'x-user': 'ada' },
      hasWebSockets: true,
      storesAnswers: false,
      idleMs: 12_345,
    });
    expect(Object.keys(found.headers).toSorted()).toEqual([
      'originator',
      'user-agent',
      'x-team',
      'x-user',
    ]);
    const query = '?api-version=2025-04-01&b=x+y';
    expect(found.responsesUrl.href).toBe(`${test.standIn.baseUrl}/responses${query}`);
    expect(found.modelsUrl?.href).toBe(`${test.standIn.baseUrl}/models${query}`);
    expect((await test.access.current(never())).headers).toEqual({
      authorization: 'Bearer key-of-acme',
    });
  });

  it('gets no key where it wants none, also beside a login', async () => {
    await start({ userConfig: custom(''), auth: apiKey });

    expect((await provider()).kind).toBe('custom');
    expect((await test.access.current(never())).headers).toEqual({});
  });

  it('is asked for its key in the words of before where the variable is not set', async () => {
    await start({ userConfig: custom('env_key = "ACME_TEST_KEY"'), env: { ACME_TEST_KEY: '' } });

    await expect(test.access.current(never())).rejects.toMatchObject({
      code: 'upstream_error',
      cause: { message: 'Missing environment variable: `ACME_TEST_KEY`' },
    });
  });

  it('refuses its key for good', async () => {
    await start({ userConfig: custom('experimental_bearer_token = "wrong"') });
    const refused = await test.access.current(never());

    expect(refused.headers).toEqual({ authorization: 'Bearer wrong' });
    await expect(test.access.renewed(refused, never())).rejects.toMatchObject({
      code: 'codex_login_required',
    });
  });

  it.each([
    ['name = "azure"', 'http://acme.example/v1'],
    ['', 'https://x.openai.azure.com/openai'],
    ['', 'https://x.cognitiveservices.azure.com/openai/v1'],
  ])('has its answers stored where it is Azure: %s %s', async (name, url) => {
    await start({
      userConfig: () => `
model_provider = "az"
[model_providers.az]
base_url = "${url}"
${name || 'name = "mine"'}
`,
    });
    expect((await provider()).storesAnswers).toBe(true);
  });

  it.each([
    ['chatgpt', undefined],
    ['api-key', apiKey],
  ])('that takes a login of Codex counts as that: %s', async (kind, auth) => {
    await start({ login: 'present', ...(auth && { auth }) });

    expect(await provider()).toMatchObject({ id: 'stand-in', kind, modelsUrl: null });
    expect(test.access.kind()).toBe(kind);
    expect((await provider()).responsesUrl.href).toBe(`${test.standIn.baseUrl}/responses`);
  });
});

describe('a service that only Codex can ask', () => {
  it.each([
    [
      custom('[model_providers.acme.auth]\ncommand = "printf"\nargs = ["key"]'),
      "the provider 'acme' gets its token from a command, as only Codex can",
    ],
    [
      () => 'model_provider = "ollama"\n',
      "only Codex knows how to reach its built-in provider 'ollama'",
    ],
    [
      () => 'model_provider = "amazon-bedrock"\n',
      "only Codex knows how to reach its built-in provider 'amazon-bedrock'",
    ],
  ])('is left to it (%#)', async (userConfig, reason) => {
    await start({ userConfig });

    expect(test.access.reasonAgainst()).toBe(reason);
    await expect(test.access.current(never())).rejects.toMatchObject({
      code: 'upstream_misconfigured',
      message: `The direct engine cannot serve here: ${reason}.`,
    });
  });
});
