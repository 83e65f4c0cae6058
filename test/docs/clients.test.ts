import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'smol-toml';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import type { ClientSnippet } from '../../web/src/connect/client-entry.ts';
import { clients } from '../../web/src/connect/clients.ts';
import { fillIn, type SnippetValues } from '../../web/src/connect/fill-in.ts';
import { runShell, runTypeScript } from './snippets.ts';

const pun = 'Why did the teapot nap? It was steeping.';
const snippets = clients.flatMap((client) => client.snippets);
const plain: SnippetValues = {
  url: 'http://127.0.0.1:8000',
  key: null,
  model: 'gpt-5.5',
  contextWindow: 272_000,
};
const withKey: SnippetValues = { ...plain, key: 'YOUR_KEY' };

function snippet(id: string): ClientSnippet {
  const found = snippets.find((each) => each.id === id);
  if (found === undefined) throw new Error(`There is no snippet ${id}.`);
  return found;
}

describe('the table of clients', () => {
  it('names each client and each snippet once', () => {
    expect(new Set(clients.map(({ id }) => id)).size).toBe(clients.length);
    expect(new Set(snippets.map(({ id }) => id)).size).toBe(snippets.length);
  });

  it.each(snippets)('fills in $id with and without a key, and leaves no mark', ({ text }) => {
    for (const values of [plain, withKey]) expect(fillIn(text, values)).not.toMatch(/\{\{\w/);
  });

  it.each(snippets.filter(({ id }) => id !== 'vs-code' && id !== 'zed'))(
    'puts the key into $id where the gateway asks for one',
    ({ text }) => {
      const names = /YOUR_KEY|CODEX_SERVE_KEY/;
      expect(fillIn(text, withKey)).toMatch(names);
      expect(fillIn(text, plain)).not.toMatch(names);
    },
  );

  it.each(snippets.filter(({ language }) => language === 'json'))(
    'has JSON in $id that parses',
    ({ text }) => {
      expect(JSON.parse(fillIn(text, plain))).toBeTypeOf('object');
    },
  );

  it('has a configuration for Codex that parses, with a key where there is one', () => {
    const { text } = snippet('codex');
    const provider = {
      name: 'codex-serve',
      base_url: 'http://127.0.0.1:8000/v1',
      wire_api: 'responses',
      supports_websockets: true,
    };
    expect(parse(fillIn(text, plain))).toMatchObject({
      model_provider: 'codex-serve',
      model_providers: { 'codex-serve': provider },
    });
    expect(parse(fillIn(text, withKey))).toMatchObject({
      model_providers: { 'codex-serve': { ...provider, env_key: 'CODEX_SERVE_KEY' } },
    });
  });

  it('refuses a snippet with an unknown mark', () => {
    expect(() => fillIn('{{port}}', plain)).toThrow('A snippet has the unknown placeholder port.');
  });
});

describe('what is pasted for a gateway that asks for a key', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startTestGateway({ args: ['--api-key', 'the-right-key'] });
  });
  beforeEach(() => {
    gateway.standIn.behave(() => ({ kind: 'text', text: pun }));
  });
  afterAll(async () => {
    await gateway.close();
  });

  function filled(id: string): string {
    return fillIn(snippet(id).text, { ...plain, url: gateway.url, key: 'the-right-key' });
  }

  it.each(['curl', 'graphql-curl'])('streams an answer to a terminal: %s', async (id) => {
    const printed = await runShell(filled(id));
    expect(printed).toContain('"Why');
    expect(printed).toContain('data: ');
  });

  it('runs as it is, with the key in both of its requests: graphql-ws', async () => {
    expect(await runTypeScript('pasted-graphql-ws', filled('graphql-ws'))).toBe(pun);
  });
});
