import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
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

  it('with graphql-ws says that a key is missing', async () => {
    const locked = await startTestGateway({ args: ['--api-key', 'secret-key'] });
    onTestFinished(async () => await locked.close());
    const snippet = snippetWith('graphql-ws', readme, 'ts');
    await expect(runTypeScript('no-key', pointAt(snippet, locked.url))).rejects.toThrow(
      'Error: Incorrect API key provided.',
    );
  });

  it('with graphql-ws says that its WebSocket has no key', async () => {
    const locked = await startTestGateway({ args: ['--api-key', 'secret-key'] });
    onTestFinished(async () => await locked.close());
    const header = "'content-type': 'application/json',";
    const snippet = snippetWith('graphql-ws', readme, 'ts').replace(
      header,
      `${header} authorization: 'Bearer secret-key',`,
    );
    await expect(runTypeScript('no-key', pointAt(snippet, locked.url))).rejects.toThrow(
      'Error: The WebSocket was closed with 4401. Unauthorized',
    );
  });

  it('with graphql-ws says that the gateway stopped before the end of the answer', async () => {
    const stopped = await startTestGateway();
    stopped.standIn.behave(() => ({ kind: 'stall', afterTokens: 3, text: pun }));
    const proxy = await startProxy(stopped.url);
    onTestFinished(async () => await proxy.close());
    const snippet = snippetWith('graphql-ws', readme, 'ts');
    const printing = runTypeScript('stopped', pointAt(snippet, proxy.url)).catch(String);
    await proxy.carried('"text"');
    await stopped.close();
    expect(await printing).toContain('Error: The server is shutting down.');
  });

  it('with graphql-ws fails where a gateway that has started again has no such answer', async () => {
    const old = await startTestGateway();
    onTestFinished(async () => await old.close());
    old.standIn.behave(() => ({ kind: 'stall', afterTokens: 3, text: pun }));
    const proxy = await startProxy(old.url);
    onTestFinished(async () => await proxy.close());
    const snippet = snippetWith('graphql-ws', readme, 'ts');
    const printing = runTypeScript('started-again', pointAt(snippet, proxy.url)).catch(String);
    await proxy.carried('"text"');
    proxy.leadTo(gateway.url);
    proxy.cut();
    expect(await printing).toContain('Error: No running or recent completion has the id');
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
