import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Behaviour } from '../../src/standin/index.ts';
import { byEngine } from '../support/engine-differences.ts';
import type { TestGateway } from '../support/gateway.ts';
import {
  askStreamed,
  askWhole,
  attempts,
  readStream,
  serviceIdle,
  startWithRetries,
} from './weather.ts';

const text = 'The kettle ran out of steam.';
const broken = 'The connection to the service broke before the answer was complete.';
const highDemand = byEngine('serviceWords', {
  'app-server': 'We’re currently experiencing high demand, which may cause temporary errors.',
  direct: 'The server had an error while processing your request',
});

interface Ended {
  readonly answers: readonly { readonly status: number; readonly body: unknown }[];
  readonly seconds: number;
}

/** Asks on both paths at once. */
async function ask(gateway: TestGateway): Promise<Ended> {
  const start = performance.now();
  const answers = await Promise.all([askWhole(gateway.url), askStreamed(gateway.url)]);
  return { answers, seconds: (performance.now() - start) / 1000 };
}

const error = (message: string, code: string, type = 'server_error'): object => ({
  error: { message, type, param: null, code },
});

describe.each(['websocket', 'sse'] as const)('retries, upstream over %s', (transport) => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startWithRetries(transport, { args: ['--retry-seconds', '1'] });
  });
  afterAll(async () => {
    await gateway.close();
  });

  it.each([
    ['a 500', { kind: 'status', status: 500 }, 500, error(highDemand, 'server_error')],
    [
      'a 502',
      { kind: 'status', status: 502, body: '<h1>Sorry</h1>' },
      502,
      error('The service answered with 502 Bad Gateway.', 'upstream_error'),
    ],
    [
      'a 503',
      { kind: 'status', status: 503, body: 'busy' },
      503,
      error('The service answered with 503 Service Unavailable: busy', 'server_overloaded'),
    ],
    [
      'a rate limit',
      { kind: 'failed', code: 'rate_limit_exceeded', message: 'Slow down.' },
      429,
      error('Slow down.', 'rate_limit_exceeded', 'rate_limit_error'),
    ],
    ['a cut', { kind: 'cut', after: 'headers' }, 502, error(broken, 'upstream_error')],
    [
      'a failure',
      { kind: 'failed', code: 'server_error', message: 'It broke.' },
      502,
      error('It broke.', 'upstream_error'),
    ],
  ] as const)('for %s are over in time', async (_, behaviour: Behaviour, status, body) => {
    gateway.standIn.behave(() => behaviour);
    const { answers, seconds } = await ask(gateway);

    expect(answers).toMatchObject([
      { status, body },
      { status, body },
    ]);
    // Codex alone retries for 6 to 31 s.
    expect(seconds).toBeLessThan(5.5);
    await serviceIdle(gateway);
  });

  it('in mid-answer end the stream in the error that they were for', async () => {
    gateway.standIn.behave(() => ({ kind: 'cut', after: 3, text }));

    expect(await readStream(gateway.url)).toEqual({
      text: 'The kettle ran',
      last: error(broken, 'upstream_error'),
    });
    await serviceIdle(gateway);
  });

  it('that lead to an answer leave it all the time it takes', async () => {
    attempts(
      gateway,
      { kind: 'cut', after: 3, text },
      { kind: 'delay', ms: 300, text: `${text} Twice.` },
    );
    expect(await readStream(gateway.url)).toEqual({ text: `${text} Twice.`, last: '[DONE]' });
  });
});

describe.each(['websocket', 'sse'] as const)('no retry, upstream over %s,', (transport) => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startWithRetries(transport);
  });
  afterAll(async () => {
    await gateway.close();
  });

  it.each([
    ['a refused login', 401, 401, 'codex_login_required'],
    ['an account without the right', 403, 502, 'upstream_refused'],
    ['a request that is too large', 413, 413, 'payload_too_large'],
    ['a request that is none', 422, 400, null],
  ] as const)('mends %s', async (_, upstream, status, code) => {
    gateway.standIn.behave(() => ({ kind: 'status', status: upstream }));
    const { answers, seconds } = await ask(gateway);

    expect(answers).toMatchObject([
      { status, body: { error: { code } } },
      { status, body: { error: { code } } },
    ]);
    // Codex alone retries for 6 to 13 s.
    expect(seconds).toBeLessThan(4);
    await serviceIdle(gateway);
  });

  it('makes more of an answer that the content filter cut short', async () => {
    const reason = 'content_filter';
    gateway.standIn.behave(() => ({ kind: 'incomplete', reason, afterTokens: 3, text }));
    const start = performance.now();

    expect(await readStream(gateway.url)).toEqual({ text: 'The kettle ran', last: '[DONE]' });
    expect(await askWhole(gateway.url)).toMatchObject({
      status: 200,
      body: { choices: [{ message: { content: 'The kettle ran' }, finish_reason: reason }] },
    });
    // Codex alone retries for 6 to 13 s, twice.
    expect(performance.now() - start).toBeLessThan(8000);
  });
});

// Over a WebSocket Codex does not report the first retry.
describe('a rate limit, upstream over sse,', () => {
  it('is waited for longer than retries may take', async () => {
    const gateway = await startWithRetries('sse');
    const message = 'Rate limit reached. Please try again in 50s.';
    gateway.standIn.behave(() => ({ kind: 'failed', code: 'rate_limit_exceeded', message }));
    const answer = {
      status: 429,
      retryAfter: '50',
      shouldRetry: null,
      body: error(message, 'rate_limit_exceeded', 'rate_limit_error'),
    };

    expect((await ask(gateway)).answers).toEqual([answer, answer]);
    await gateway.close();
  });
});
