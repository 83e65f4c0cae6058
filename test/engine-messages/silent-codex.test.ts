import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askWhole, serviceIdle } from '../errors/weather.ts';
import { passOn, startCodexBetween, type CodexBetween } from '../support/between/codex-between.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';

const silent = {
  status: 504,
  retryAfter: null,
  shouldRetry: 'false',
  body: {
    error: {
      message: 'The service showed no sign of life for 2 s.',
      type: 'server_error',
      param: null,
      code: 'upstream_timeout',
    },
  },
};

describe.each(['websocket', 'sse'] as const)('silence, upstream over %s,', (transport) => {
  let gateway: TestGateway;
  let between: CodexBetween;

  beforeAll(async () => {
    between = await startCodexBetween();
    gateway = await startTestGateway({
      transport,
      args: [
        '--engine',
        'app-server',
        '--silence-seconds',
        '2',
        '--warm-threads',
        '0',
        '--codex-bin',
        between.executable,
      ],
      env: between.env,
    });
  });
  afterAll(async () => {
    await gateway.close();
    await between.close();
  });

  it('of Codex about the conversation is no reason to answer without it', async () => {
    between.toCodex = (message, line) => (message.method === 'thread/inject_items' ? [] : [line]);

    expect(await askWhole(gateway.url)).toMatchObject({
      status: 502,
      body: { error: { message: 'Codex did not take the conversation.' } },
    });
    between.toCodex = passOn;
    await serviceIdle(gateway);
  });

  it.each(['thread/start', 'turn/start'])('of Codex about %s ends the answer', async (method) => {
    between.toCodex = (message, line) => (message.method === method ? [] : [line]);

    expect(await askWhole(gateway.url)).toEqual(silent);
    between.toCodex = passOn;
    await serviceIdle(gateway);
  });
});
