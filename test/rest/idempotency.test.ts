import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { onCatalogGateway } from '../support/catalog-gateway.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { chatBody, choicesOf, post } from './client.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({
    tokensPerSecond: 300,
    args: ['--api-key', 'one:key-of-one,two:key-of-two'],
  });
});
afterEach(() => gateway.standIn.behave(undefined));
afterAll(async () => {
  await gateway.close();
});

let keys = 0;
const newKey = (): string => `key-${(keys += 1)}`;
const question = (content: string): object => ({ messages: [{ role: 'user', content }] });

async function send(
  key: string,
  more: object = {},
  {
    url = gateway.url,
    path = '/v1/chat/completions',
    caller = 'key-of-one',
    signal = null as AbortSignal | null,
  } = {},
): Promise<Response> {
  const headers = {
    'content-type': 'application/json',
    'idempotency-key': key,
    authorization: `Bearer ${caller}`,
  };
  return await post(`${url}${path}`, chatBody(more), { headers, signal });
}

function contents(text: string): string {
  return choicesOf(text)
    .map(({ delta: { content } }) => (typeof content === 'string' ? content : ''))
    .join('');
}

/** How many requests reach the service while something is done. */
async function asked(work: () => Promise<void>): Promise<number> {
  const { received } = gateway.standIn;
  await work();
  return gateway.standIn.received - received;
}

describe('an Idempotency-Key over REST', () => {
  it('returns the ended answer again, whole and streamed', async () => {
    const key = newKey();
    const count = await asked(async () => {
      const more = question('Count to 9');
      const first = (await (await send(key, more)).json()) as unknown;
      const again = (await (await send(key, more)).json()) as unknown;
      const streamed = await (await send(key, { ...more, stream: true })).text();

      expect(again).toEqual(first);
      expect(first).toHaveProperty('choices.0.message.content', contents(streamed));
    });
    expect(count).toBe(1);
  });

  it('returns a streamed answer again, also whole', async () => {
    const key = newKey();
    const more = { ...question('Count to 9'), stream: true };
    const count = await asked(async () => {
      const first = await (await send(key, more)).text();
      const again = await (
        await send(key, { ...more, stream_options: { include_usage: true } })
      ).text();
      const whole = (await (await send(key, question('Count to 9'))).json()) as unknown;

      expect(contents(again)).toBe('1 2 3 4 5 6 7 8 9');
      expect(contents(first)).toBe(contents(again));
      expect(whole).toHaveProperty('choices.0.message.content', contents(first));
    });
    expect(count).toBe(1);
  });

  it('attaches to the running answer after its connection was lost', async () => {
    const key = newKey();
    const more = { ...question('Count to 60'), stream: true };
    const count = await asked(async () => {
      const leaving = new AbortController();
      const lost = await send(key, more, { signal: leaving.signal });
      await lost.body?.getReader().read();
      leaving.abort();
      const text = await (await send(key, more)).text();

      expect(contents(text)).toBe(Array.from({ length: 60 }, (_, i) => i + 1).join(' '));
    });
    expect(count).toBe(1);
  });

  it('holds for every choice', async () => {
    const key = newKey();
    const count = await asked(async () => {
      const more = { ...question('hi'), n: 3 };
      const first = (await (await send(key, more)).json()) as unknown;
      const again = (await (await send(key, more)).json()) as unknown;

      expect(again).toEqual(first);
      expect(again).toHaveProperty('choices.length', 3);
    });
    expect(count).toBe(3);
  });

  it('holds for legacy completions', async () => {
    const key = newKey();
    const path = '/v1/completions';
    const more = { messages: undefined, prompt: ['Count to 3', 'Count to 4'] };
    const count = await asked(async () => {
      const first = (await (await send(key, more, { path })).json()) as unknown;
      const again = (await (await send(key, more, { path })).json()) as unknown;

      expect(again).toEqual(first);
      expect(first).toHaveProperty('choices.1.text', '1 2 3 4');
    });
    expect(count).toBe(2);
  });

  it.each([
    question('Count to 4'),
    { ...question('Count to 3'), temperature: 0.5 },
    { ...question('Count to 3'), n: 2 },
  ])('is a 409 for another body: %j', async (other) => {
    const key = newKey();
    await (await send(key, question('Count to 3'))).text();
    const response = await send(key, other);

    expect(response.status).toBe(409);
    expect(response.headers.get('x-should-retry')).toBe('false');
    expect(await response.json()).toEqual({
      error: {
        message:
          'The idempotency key was used for another request. Use a new key for each request.',
        type: 'invalid_request_error',
        param: 'idempotency_key',
        code: 'idempotency_key_reused',
      },
    });
  });

  it('is a 409 on another route', async () => {
    const key = newKey();
    await (await send(key, { prompt: 'hi' })).text();

    expect(
      (await send(key, { messages: undefined, prompt: 'hi' }, { path: '/v1/completions' })).status,
    ).toBe(409);
  });

  it("is each caller's own", async () => {
    const key = newKey();
    const count = await asked(async () => {
      await (await send(key, question('Count to 3'))).text();
      const other = await send(key, question('Count to 4'), { caller: 'key-of-two' });

      expect(await other.json()).toHaveProperty('choices.0.message.content', '1 2 3 4');
    });
    expect(count).toBe(2);
  });

  it('is free again after a refusal, and after a failure', async () => {
    const key = newKey();
    await onCatalogGateway(async ({ url, standIn }) => {
      expect((await send(key, { ...question('hi'), model: 'none' }, { url })).status).toBe(404);
      standIn.behave(() => ({ kind: 'status', status: 400 }));
      expect((await send(key, question('Count to 3'), { url })).status).toBe(400);
      standIn.behave(undefined);
      const response = await send(key, question('Count to 3'), { url });

      expect(await response.json()).toHaveProperty('choices.0.message.content', '1 2 3');
    });
  });

  it('is not needed: an empty one counts as none', async () => {
    const count = await asked(async () => {
      await (await send('', question('hi'))).text();
      await (await send('', question('hi'))).text();
    });
    expect(count).toBe(2);
  });
});
