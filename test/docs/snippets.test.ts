import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startProxy } from '../support/proxy.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { lastAsked } from '../support/last-asked.ts';
import { pointAt, runTypeScript, snippetWith } from './snippets.ts';

const pun = 'Why did the teapot nap? It was steeping.';

let gateway: TestGateway;
let readme: string;

beforeAll(async () => {
  gateway = await startTestGateway({ tokensPerSecond: 20 });
  readme = await readFile('README.md', 'utf8');
});
beforeEach(() => {
  gateway.standIn.behave(() => ({ kind: 'text', text: pun }));
});
afterAll(async () => {
  await gateway.close();
});

describe('a snippet of the README', () => {
  it('asks with the OpenAI SDK', async () => {
    const snippet = snippetWith('OpenAI', readme, 'ts');
    expect(await runTypeScript('openai', pointAt(snippet, gateway.url))).toBe(pun);
  });

  it('continues from a response by its id', async () => {
    const snippet = snippetWith('previous_response_id', readme, 'ts');

    expect(await runTypeScript('responses', pointAt(snippet, gateway.url))).toBe(`${pun} ${pun}\n`);
    const { body } = lastAsked(gateway.standIn) ?? {};
    expect(JSON.stringify(body)).toContain('why is that funny?');
  });

  it('streams with graphql-ws, starts one completion and loses nothing with its connection', async () => {
    const proxy = await startProxy(gateway.url);
    const { received } = gateway.standIn;
    const snippet = snippetWith('graphql-ws', readme, 'ts');
    const printing = runTypeScript('graphql-ws', pointAt(snippet, proxy.url));
    await gateway.standIn.waitFor((now) => now.received > received, AbortSignal.timeout(20_000));
    // The socket is cut whenever it has carried something, twice.
    for (let cuts = 0; cuts < 2; cuts += 1) {
      await proxy.carried('"text"');
      proxy.cut();
    }
    expect(await printing).toBe(pun);
    expect(gateway.standIn.received).toBe(received + 1);
    await proxy.close();
  });
});
