import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StreamChatDocument } from '../generated/graphql.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { ask } from './ask.ts';
import { post } from './clients.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
});
afterAll(async () => {
  await gateway.close();
});

const get = async (query: string, accept = 'application/json'): Promise<Response> =>
  await fetch(`${gateway.url}/graphql?query=${encodeURIComponent(query)}`, { headers: { accept } });

describe('a POST', () => {
  it.each([
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain',
    'application/graphql',
  ])('of the type %s is refused, for a web page could make a browser send it', async (type) => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: 'query={version}',
    });
    expect(response.status).toBe(415);
    expect(await response.json()).toEqual({
      errors: [
        {
          message: 'The body must be JSON, sent as application/json.',
          extensions: { code: 'UNSUPPORTED_MEDIA_TYPE' },
        },
      ],
    });
  });

  it('of several operations at once is refused', async () => {
    const response = await post(gateway.url, [{ query: '{ version }' }]);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      errors: [{ message: 'Batching is not supported.', extensions: { code: 'BAD_REQUEST' } }],
    });
  });

  it('whose body is not JSON is refused', async () => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{',
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'BAD_REQUEST' } }],
    });
  });

  it('names its answer as the client asks for it', async () => {
    const typeOf = async (accept: string): Promise<string | null> =>
      (await post(gateway.url, { query: '{ version }' }, { accept })).headers.get('content-type');
    expect(await typeOf('application/json')).toBe('application/json; charset=utf-8');
    expect(await typeOf('application/graphql-response+json')).toBe(
      'application/graphql-response+json; charset=utf-8',
    );
  });

  it('streams a subscription as server-sent events, without ids: `after` is the way to resume', async () => {
    gateway.standIn.behave(() => ({ kind: 'text', text: 'Hi' }));
    const query = `subscription($input: ChatCompletionInput!) {
      chatCompletion(input: $input) { __typename sequence ... on ChatCompletionDelta { text } }
    }`;
    const response = await post(
      gateway.url,
      { query, variables: { input: ask('Hi') } },
      { accept: 'text/event-stream' },
    );
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const event = (data: string): string =>
      `event: next\ndata: {"data":{"chatCompletion":${data}}}\n\n`;
    // Yoga's pings, which keep the connection alive, may come anywhere.
    expect((await response.text()).replaceAll(/^:\n\n/gm, '')).toBe(
      [
        event('{"__typename":"ChatCompletionStarted","sequence":0}'),
        event('{"__typename":"ChatCompletionDelta","sequence":1,"text":"Hi"}'),
        event('{"__typename":"ChatCompletionDone","sequence":2}'),
        'event: complete\ndata:\n\n',
      ].join(''),
    );
  });

  it('of a subscription that does not take server-sent events is refused, and starts nothing', async () => {
    const { received } = gateway.standIn;
    const response = await post(
      gateway.url,
      { query: StreamChatDocument.toString(), variables: { input: ask('Hi') } },
      { accept: 'application/json' },
    );
    expect(response.status).toBe(406);
    expect(await response.json()).toMatchObject({
      errors: [
        {
          message:
            'A subscription is answered as a stream. Accept text/event-stream, or use a WebSocket with the subprotocol graphql-transport-ws.',
          extensions: { code: 'NOT_ACCEPTABLE' },
        },
      ],
    });
    expect(gateway.standIn.received).toBe(received);
  });

  it.each(['text/plain', 'text/html', 'image/png'])(
    'in a type that there is not is refused, and says which there are: %s',
    async (accept) => {
      const response = await post(gateway.url, { query: '{ version }' }, { accept });
      expect(response.status).toBe(406);
      expect(await response.json()).toEqual({
        errors: [
          {
            message:
              'The answer is not available in a type that the request accepts. Accept application/json, application/graphql-response+json or text/event-stream.',
            extensions: { code: 'NOT_ACCEPTABLE' },
          },
        ],
      });
    },
  );
});

describe('server-sent streams of one origin', () => {
  const query = 'subscription { health { isReady } }';
  const open = async (headers: Record<string, string>): Promise<Response> =>
    await post(gateway.url, { query }, { accept: 'text/event-stream', ...headers });
  const leave = async (responses: readonly Response[]): Promise<void> => {
    await Promise.all(responses.map(async ({ body }) => await body?.cancel()));
  };

  it('are five; the sixth is refused and names the WebSocket, until one ends', async () => {
    const origin = 'http://localhost:3000';
    const five = await Promise.all([1, 2, 3, 4, 5].map(async () => await open({ origin })));
    expect(five.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const sixth = await open({ origin });
    expect(sixth.status).toBe(429);
    const text = await sixth.text();
    expect(text).toContain('Use a WebSocket with the subprotocol graphql-transport-ws.');
    expect(text).toContain('"code":"RESOURCE_UNAVAILABLE"');
    // Other origins, other browsers and queries of the page itself are not concerned.
    const others = [
      await open({ origin: 'http://localhost:3001' }),
      await open({ origin, 'user-agent': 'another browser' }),
    ];
    expect(others.map(({ status }) => status)).toEqual([200, 200]);
    expect((await post(gateway.url, { query: '{ version }' }, { origin })).status).toBe(200);
    await leave(five.slice(0, 1));
    await expect
      .poll(async () => {
        const again = await open({ origin });
        await leave([again]);
        return again.status;
      })
      .toBe(200);
    await leave([...five.slice(1), ...others]);
  });

  it('of programs, which send no Origin, are not limited', async () => {
    const streams = await Promise.all(Array.from({ length: 12 }, async () => await open({})));
    expect(new Set(streams.map(({ status }) => status))).toEqual(new Set([200]));
    await leave(streams);
  });
});

describe('a GET', () => {
  it('runs a query', async () => {
    expect(await (await get('{ version }')).json()).toEqual({ data: { version: '0.0.0' } });
  });

  it.each([
    [
      'mutation',
      'mutation { cancelChatCompletion(input: { id: "x" }) { __typename } }',
      'Can only perform a mutation operation from a POST request.',
    ],
    [
      'subscription',
      'subscription { chatCompletionEvents(id: "x") { __typename } }',
      'A subscription must be sent by POST.',
    ],
  ])('runs no %s', async (_kind, query, message) => {
    const accept = 'text/event-stream, application/json';
    const response = await get(query, accept);
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
    expect(await response.text()).toContain(message);
  });

  it.each([
    ['variables', '{'],
    ['variables', '{"a":}'],
    ['extensions', 'x'],
    ['extensions', '[1,'],
  ])('with %s that are no JSON is a 400: %s', async (name, text) => {
    const url = `${gateway.url}/graphql?query={version}&${name}=${encodeURIComponent(text)}`;
    const response = await fetch(url);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      errors: [
        {
          message: `The parameter "${name}" must be JSON.`,
          extensions: { code: 'BAD_REQUEST' },
        },
      ],
    });
  });

  it('without a query is told so', async () => {
    const response = await fetch(`${gateway.url}/graphql`, {
      headers: { accept: 'application/graphql-response+json' },
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      errors: [{ message: 'Must provide query string.', extensions: { code: 'BAD_REQUEST' } }],
    });
  });
});

describe('any other method', () => {
  it('is refused', async () => {
    const response = await fetch(`${gateway.url}/graphql`, { method: 'DELETE' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, POST');
  });
});
