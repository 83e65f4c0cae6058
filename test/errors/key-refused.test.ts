import { afterEach, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { chatBody, dataOf, post } from '../rest/client.ts';

/** An upstream that needs no login of Codex, with these further settings. */
const provider = (more: string) => (baseUrl: string) =>
  `
model_provider = "acme"
[model_providers.acme]
name = "Acme"
base_url = "${baseUrl}"
wire_api = "responses"
requires_openai_auth = false
supports_websockets = false
${more}
`;

let gateway: TestGateway;

/** Starts a gateway on such an upstream, which refuses every key. */
async function start(more: string): Promise<void> {
  gateway = await startTestGateway({ userConfig: provider(more) });
  gateway.standIn.behave(() => ({ kind: 'status', status: 401 }));
}

async function errorOf(stream: boolean): Promise<unknown> {
  const response = await post(`${gateway.url}/v1/chat/completions`, chatBody({ stream }));
  const text = await response.text();
  return JSON.parse(dataOf(text).at(-1) ?? text);
}

afterEach(async () => {
  delete process.env['ACME_TEST_KEY'];
  await gateway.close();
});

describe('an upstream that needs no login and refuses its key', () => {
  const refused = (message: string): object => ({
    error: { message, type: 'authentication_error', param: null, code: 'codex_login_required' },
  });

  it.each([false, true])('is named with the variable of its key (streamed: %s)', async (stream) => {
    process.env['ACME_TEST_KEY'] = 'wrong';
    await start('env_key = "ACME_TEST_KEY"');

    expect(await errorOf(stream)).toEqual(
      refused(
        "The upstream 'acme' refused its API key. Check ACME_TEST_KEY in the environment of the gateway.",
      ),
    );
  });

  it('is named alone where its settings name no variable', async () => {
    await start('');

    expect(await errorOf(false)).toEqual(
      refused(
        "The upstream 'acme' refused its API key. Check the key of this model provider in Codex's config.toml on the gateway's machine.",
      ),
    );
  });
});

describe('an upstream whose key is missing', () => {
  it('is named with the variable, and is not asked again', async () => {
    await start('env_key = "ACME_TEST_KEY"');
    const response = await post(`${gateway.url}/v1/chat/completions`, chatBody());

    expect(await response.json()).toEqual({
      error: {
        message:
          "The upstream 'acme' needs an API key. Set ACME_TEST_KEY in the environment of the gateway.",
        type: 'server_error',
        param: null,
        code: 'upstream_refused',
      },
    });
    expect(response.headers.get('x-should-retry')).toBe('false');
  });
});
