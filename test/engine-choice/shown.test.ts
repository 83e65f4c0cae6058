import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chatBody, post } from '../rest/client.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { startProgram, type Program } from '../support/started-program.ts';
import { createTempFolder } from '../support/temp-folder.ts';
import { isDirect } from './is-direct.ts';

const blockPage = '<!DOCTYPE html><html><body>Attention Required! | Cloudflare</body></html>';

describe('a gateway whose direct requests are blocked', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway({ login: 'present', args: ['--engine', 'direct'] });
    gateway.standIn.behave((request) =>
      isDirect(request)
        ? { kind: 'status', status: 403, body: blockPage, headers: { 'content-type': 'text/html' } }
        : undefined,
    );
  });
  afterAll(async () => {
    await gateway.close();
  });

  async function health(): Promise<unknown> {
    return await (await fetch(`${gateway.url}/healthz`)).json();
  }

  async function ask(query: string, headers: Record<string, string> = {}): Promise<string> {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query }),
    });
    return await response.text();
  }

  it('names the engine before anything was asked', async () => {
    expect(await health()).toMatchObject({
      ok: true,
      engine: {
        name: 'direct',
        reason: 'The setting --engine asks for it.',
        fallbacks: [],
        state: 'ready',
      },
    });
  });

  it('answers the first streamed chat through the app-server, with one beginning and end', async () => {
    const body = chatBody({ stream: true, messages: [{ role: 'user', content: 'Count to 3' }] });
    const response = await post(`${gateway.url}/v1/chat/completions`, body);
    const text = await response.text();

    expect(response.status).toBe(200);
    expect(text.match(/"role":"assistant"/g)).toHaveLength(1);
    expect(text.match(/"finish_reason":"stop"/g)).toHaveLength(1);
    expect(text.endsWith('data: [DONE]\n\n')).toBe(true);
    expect(gateway.standIn.requests.filter(isDirect)).toHaveLength(1);
  });

  it('shows it in the health of REST and GraphQL', async () => {
    const fallback = {
      kind: 'blocked',
      subject: null,
      reason: 'The service blocks direct requests from this machine.',
      since: expect.stringMatching(/^20\d\d-.*Z$/),
    };
    expect(await health()).toMatchObject({ ok: true, engine: { fallbacks: [fallback] } });
    const query =
      '{ health { isReady engine { name state fallbacks { kind subject reason since } } } }';
    expect(JSON.parse(await ask(query))).toEqual({
      data: {
        health: {
          isReady: true,
          engine: {
            name: 'DIRECT',
            state: 'READY',
            fallbacks: [{ ...fallback, kind: 'BLOCKED' }],
          },
        },
      },
    });
  });

  it('answers whole chats, JSON and GraphQL as the app-server does', async () => {
    const messages = [{ role: 'user', content: 'Say exactly: ```json {"a": 1} ```' }];
    const body = chatBody({ messages, response_format: { type: 'json_object' } });
    const whole = await post(`${gateway.url}/v1/chat/completions`, body);
    expect(await whole.json()).toMatchObject({
      choices: [{ message: { content: '{"a": 1}' }, finish_reason: 'stop' }],
    });
    const searched = await post(
      `${gateway.url}/v1/chat/completions`,
      chatBody({ web_search_options: {} }),
    );
    expect(searched.status).toBe(400);
    const streamed = await ask(
      'subscription { chatCompletion(input: { messages: [{ role: USER, content: { text: "Say exactly: here" } }] }) { ... on ChatCompletionDelta { text } } }',
      { accept: 'text/event-stream' },
    );
    expect(streamed).toContain('"text":"here"');
    expect(gateway.standIn.requests.filter(isDirect)).toHaveLength(1);
  });
});

describe('--engine direct where the direct engine cannot serve', () => {
  let program: Program | undefined;
  afterEach(async () => {
    await program?.kill();
  });

  it.each([
    [
      'a token from a command',
      'model_provider = "x"\n[model_providers.x]\nname = "x"\nbase_url = "http://127.0.0.1:9/v1"\n[model_providers.x.auth]\ncommand = "echo"\n',
      "the provider 'x' gets its token from a command, as only Codex can",
    ],
    [
      'a provider that Codex has built in',
      'model_provider = "ollama"\n',
      "only Codex knows how to reach its built-in provider 'ollama'",
    ],
  ])(
    'ends the start with a line that says why, and names the doctor: %s',
    async (_name, config, reason) => {
      const folder = await createTempFolder();
      await writeFile(path.join(folder.path, 'config.toml'), config);
      const args = ['--addr', '127.0.0.1:0', '--codex-home', folder.path, '--log', 'silent'];
      program = startProgram(folder.path, [...args, '--engine', 'direct']);

      expect(await program.ended).toBe('1');
      expect(program.stderr()).toBe(
        `codex-serve: the direct engine cannot serve here: ${reason}; choose --engine auto or app-server\n` +
          'codex-serve: run `codex-serve doctor` with the same settings to see what to do about it\n',
      );
      await folder.remove();
    },
  );
});

describe('--demo', () => {
  it.each([
    ['auto', 'Engine: direct (answers come from the Responses API itself).'],
    ['app-server', 'Engine: app-server (answers come through Codex).'],
  ])('with --engine %s says in its banner: %s', async (engine, line) => {
    const folder = await createTempFolder();
    const args = ['--demo', '--addr', '127.0.0.1:0', '--engine', engine];
    const program = startProgram(folder.path, args);
    try {
      expect(await program.banner()).toContain(`\n  ${line}\n`);
      // The log comes on another stream, which may be later.
      await expect
        .poll(() => program.stderr())
        .toMatch(/"engine":"(direct|app-server)","reason":"[^"]+".*"msg":"engine ready"/);
    } finally {
      await program.kill();
      await folder.remove();
    }
  });
});
