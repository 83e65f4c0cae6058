import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Behaviour } from '../../src/standin/index.ts';
import type { TestGateway } from '../support/gateway.ts';
import {
  askStreamed,
  askWhole,
  attempts,
  readStream,
  serviceIdle,
  startWithoutRetries,
  startWithRetries,
} from './weather.ts';

const text = 'The kettle ran out of steam.';
// oxlint-disable-next-line unicorn/no-thenable -- the stand-in's word, in plain data
const garbageAtEnd: Behaviour = { kind: 'garbage', afterTokens: 3, then: 'end', text };
const broken = 'The connection to the service broke before the answer was complete.';

const errorBody = (message: string, code = 'upstream_error', type = 'server_error'): object => ({
  error: { message, type, param: null, code },
});

describe.each(['websocket', 'sse'] as const)('a broken answer, upstream over %s', (transport) => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startWithoutRetries(transport);
  });
  afterAll(async () => {
    await gateway.close();
  });

  it.each([
    ['cut before its first byte', { kind: 'cut', after: 'nothing' }],
    ['cut after its headers', { kind: 'cut', after: 'headers' }],
  ] as const)('%s is a 502 on both paths', async (_, behaviour: Behaviour) => {
    gateway.standIn.behave(() => behaviour);
    const answers = await Promise.all([askWhole(gateway.url), askStreamed(gateway.url)]);

    const answer = { status: 502, retryAfter: null, shouldRetry: null, body: errorBody(broken) };
    expect(answers).toEqual([answer, answer]);
    await serviceIdle(gateway);
  });

  it.each([
    ['cut in its text', { kind: 'cut', after: 3, text }, 'The kettle ran', errorBody(broken)],
    ['cut after its text', { kind: 'cut', after: 'text', text }, text, errorBody(broken)],
    ['that ends in garbage', garbageAtEnd, 'The kettle ran', errorBody(broken)],
    [
      'that fails in its text',
      { kind: 'failed', code: 'server_error', message: 'It broke.', afterTokens: 3, text },
      'The kettle ran',
      errorBody('It broke.'),
    ],
    [
      'that runs into a rate limit in its text',
      { kind: 'failed', code: 'rate_limit_exceeded', message: 'Slow.', afterTokens: 3, text },
      'The kettle ran',
      errorBody('Slow.', 'rate_limit_exceeded', 'rate_limit_error'),
    ],
  ] as const)('%s ends the stream in an error', async (_, behaviour: Behaviour, sent, last) => {
    gateway.standIn.behave(() => behaviour);

    expect(await readStream(gateway.url)).toEqual({ text: sent, last });
    expect(await askWhole(gateway.url)).toMatchObject({ body: last });
    await serviceIdle(gateway);
  });

  it('with garbage in the middle continues, and loses nothing', async () => {
    gateway.standIn.behave(() => ({ kind: 'garbage', afterTokens: 3, text }));

    expect(await readStream(gateway.url)).toEqual({ text, last: '[DONE]' });
    expect(await askWhole(gateway.url)).toMatchObject({
      status: 200,
      body: { choices: [{ message: { content: text }, finish_reason: 'stop' }] },
    });
  });

  it.each([
    ['max_output_tokens', 'length'],
    ['content_filter', 'content_filter'],
  ] as const)('that %s cut short ends in order, in %s', async (reason, finish) => {
    gateway.standIn.behave(() => ({ kind: 'incomplete', reason, afterTokens: 3, text }));

    expect(await readStream(gateway.url)).toMatchObject({ text: 'The kettle ran', last: '[DONE]' });
    expect(await askWhole(gateway.url)).toMatchObject({
      status: 200,
      body: { choices: [{ message: { content: 'The kettle ran' }, finish_reason: finish }] },
    });
  });

  it('that stalls is over at the service as soon as its client leaves', async () => {
    gateway.standIn.behave(() => ({ kind: 'stall', afterTokens: 2, text }));
    for (const stream of [true, false]) {
      const { received, aborted } = gateway.standIn;
      const leaving = new AbortController();
      const left = fetch(`${gateway.url}/v1/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          model: 'gpt-5.5',
          messages: [{ role: 'user', content: 'hi' }],
          stream,
        }),
        signal: leaving.signal,
      }).then(async (response) => await response.text());
      await gateway.standIn.waitFor((state) => state.received === received + 1);
      leaving.abort();

      await expect(left).rejects.toThrow('aborted');
      await gateway.standIn.waitFor((state) => state.aborted === aborted + 1);
    }
    await serviceIdle(gateway);
  });
});

describe.each(['websocket', 'sse'] as const)('a retried answer, upstream over %s', (transport) => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startWithRetries(transport);
  });
  afterAll(async () => {
    await gateway.close();
  });

  it.each([
    ['a cut before its first byte', { kind: 'cut', after: 'nothing' }],
    ['a cut after its headers', { kind: 'cut', after: 'headers' }],
    ['a cut in its text', { kind: 'cut', after: 3, text }],
    ['a cut after its text', { kind: 'cut', after: 'text', text }],
    ['garbage and a cut', garbageAtEnd],
    ['a 500', { kind: 'status', status: 500 }],
    ['a failure', { kind: 'failed', code: 'server_error', message: 'x', afterTokens: 3, text }],
  ] as const)('shows nothing of %s', async (_, behaviour: Behaviour) => {
    attempts(gateway, behaviour, { kind: 'text', text });
    expect(await readStream(gateway.url)).toEqual({ text, last: '[DONE]' });

    attempts(gateway, behaviour, { kind: 'text', text });
    expect(await askWhole(gateway.url)).toMatchObject({
      status: 200,
      body: { choices: [{ message: { content: text }, finish_reason: 'stop' }] },
    });
  });

  it('that differs is the whole answer of a client that has seen nothing yet', async () => {
    const other = { kind: 'text', text: 'A pot of tea.' } as const;
    attempts(gateway, { kind: 'cut', after: 3, text }, other);

    expect(await askWhole(gateway.url)).toMatchObject({
      status: 200,
      body: { choices: [{ message: { content: 'A pot of tea.' }, finish_reason: 'stop' }] },
    });
    await serviceIdle(gateway);
  });

  it('that differs from what was sent ends the stream in an error', async () => {
    attempts(gateway, { kind: 'cut', after: 3, text }, { kind: 'text', text: 'A pot of tea.' });

    expect(await readStream(gateway.url)).toEqual({
      text: 'The kettle ran',
      last: errorBody(
        'The connection to the model broke, and its second answer differs from what was already sent.',
        'answer_diverged',
      ),
    });
    await serviceIdle(gateway);
  });
});
