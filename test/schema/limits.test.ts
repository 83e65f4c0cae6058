import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getIntrospectionQuery } from 'graphql';
import { StreamChatDocument } from '../generated/graphql.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { ask } from './ask.ts';
import { answer, post, type Answer } from './clients.ts';
import { openSocket } from './raw-socket.ts';
import { startSurface } from './surface.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
});
afterAll(async () => {
  await gateway.close();
});

const fill = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_item, index) => text(index)).join(' ');
const input = '(input: { messages: { role: USER, content: { text: "Hi" } } })';

/** What goes over a limit, and what is said of it. */
const tooMuch: [what: string, query: string, message: string | RegExp][] = [
  [
    'many aliases',
    `{ ${fill(51, (index) => `v${index}: version`)} }`,
    'The document has more than 50 aliases.',
  ],
  [
    'one field over and over',
    `{ ${fill(101, () => 'version')} }`,
    'The document names "version" more than 100 times in one place.',
  ],
  [
    'one field over and over in fragments',
    `{ health { ${fill(51, () => '... { isReady } isReady')} } }`,
    'The document names "isReady" more than 100 times in one place.',
  ],
  [
    'many tokens',
    `{ ${fill(4000, () => 'version')} }`,
    'Syntax Error: Document contains more that 4000 tokens. Parsing aborted.',
  ],
  [
    'a long document',
    `{ version } #${'x'.repeat(100_000)}`,
    'The document is longer than 100000 characters. Put long texts into variables.',
  ],
  [
    'many completions at once',
    `mutation { ${fill(5, (index) => `c${index}: chatCompletion${input} { __typename }`)} }`,
    'The operation costs 2505; 2000 is allowed.',
  ],
  [
    'a costly subscription',
    `subscription { chatCompletion${input} { ${fill(100, () => '... on ChatCompletionDone { completion { id toolCalls { callId type name input } } }')} } }`,
    /^The operation costs \d+; 2000 is allowed\.$/,
  ],
];

describe.each(tooMuch)('%s', (_what, query, message) => {
  const expected = typeof message === 'string' ? message : expect.stringMatching(message);

  it('are refused over HTTP, before anything is started', async () => {
    const { received } = gateway.standIn;
    const response = await post(
      gateway.url,
      { query },
      { accept: 'application/graphql-response+json' },
    );
    expect(response.status).toBe(400);
    const { errors, data }: Answer<unknown> = await response.json();
    expect(data).toBeUndefined();
    expect(errors?.map((error) => error.message)).toEqual([expected]);
    expect(gateway.standIn.received).toBe(received);
  });

  it('are refused over SSE, before anything is started', async () => {
    const { received } = gateway.standIn;
    const response = await post(gateway.url, { query }, { accept: 'text/event-stream' });
    const text = await response.text();
    expect(text.match(/event: next/g)).toHaveLength(1);
    expect(text).toContain('"errors":[{"message":');
    expect(gateway.standIn.received).toBe(received);
  });

  it('are refused over a WebSocket, before anything is started', async () => {
    const { received } = gateway.standIn;
    const { socket, send, next } = await openSocket(gateway.url);
    send({ type: 'subscribe', id: '1', payload: { query } });
    expect(await next()).toMatchObject({
      id: '1',
      type: 'error',
      payload: [{ message: expected }],
    });
    socket.close();
    expect(gateway.standIn.received).toBe(received);
  });
});

describe('limits', () => {
  it('leave room for introspection, and for every operation of the tests', async () => {
    const query = getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true });
    const { errors } = await answer(gateway.url, query);
    expect(errors).toBeUndefined();
  });

  it('hold for depth', async () => {
    const surface = await startSurface(gateway.core, { limits: { maxDepth: 2 } });
    const query = '{ health { account { method } } }';
    const { errors } = await answer(surface.url, query);
    expect(errors).toEqual([
      {
        message: 'The operation is 3 levels deep; 2 are allowed.',
        locations: [{ line: 1, column: 1 }],
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
      },
    ]);
    await surface.close();
  });

  it('hold for a body, whether or not its length is announced', async () => {
    const surface = await startSurface(gateway.core, { limits: { maxMessageBytes: 1000 } });
    const body = JSON.stringify({ query: '{ version }', variables: { text: 'x'.repeat(1000) } });
    const announced = await fetch(`${surface.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(announced.status).toBe(413);
    const stream = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: new Blob([body]).stream(),
      duplex: 'half',
    };
    const chunked = await fetch(`${surface.url}/graphql`, stream);
    expect(chunked.status).toBe(413);
    await surface.close();
  });

  it('hold for the operations on one WebSocket', async () => {
    gateway.standIn.behave(() => ({ kind: 'stall' }));
    const surface = await startSurface(gateway.core, { limits: { maxOperationsPerSocket: 2 } });
    const { socket, send, next } = await openSocket(surface.url);
    const payload = { query: StreamChatDocument.toString(), variables: { input: ask('Hi') } };
    send({ type: 'subscribe', id: '1', payload });
    expect(await next()).toMatchObject({ id: '1', type: 'next' });
    send({ type: 'subscribe', id: '2', payload });
    expect(await next()).toMatchObject({ id: '2', type: 'next' });
    send({ type: 'subscribe', id: '3', payload });
    expect(await next()).toEqual({
      id: '3',
      type: 'error',
      payload: [
        {
          message: 'No more than 2 operations may run on one connection.',
          extensions: { code: 'RESOURCE_UNAVAILABLE' },
        },
      ],
    });
    socket.terminate();
    await gateway.standIn.waitFor(({ active }) => active === 0, AbortSignal.timeout(60_000));
    await surface.close();
  });
});
