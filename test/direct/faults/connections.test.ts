import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { createServer as createNetServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { endOf, runOn } from '../../engine-contract/recorded-answer.ts';
import { ask, startTestCore, type TestCore } from '../../support/core.ts';
import { transports } from './logins.ts';

const provider = (baseUrl: string, hasWebSockets: boolean): string => `model_provider = "local"
[model_providers.local]
name = "local"
base_url = "${baseUrl}"
wire_api = "responses"
requires_openai_auth = false
supports_websockets = ${hasWebSockets}
request_max_retries = 0
stream_max_retries = 0
`;

describe.each(transports)('the way to the service, over %s,', (transport) => {
  let test: TestCore | undefined;
  let server: Server | ReturnType<typeof createNetServer> | undefined;
  afterEach(async () => {
    await test?.close();
    server?.close();
    test = undefined;
    server = undefined;
  });

  const portOf = async (listening: NonNullable<typeof server>): Promise<number> => {
    server = listening;
    listening.listen(0, '127.0.0.1');
    await once(listening, 'listening');
    const address = listening.address();
    return typeof address === 'object' ? (address?.port ?? 0) : 0;
  };
  const codeOf = async (
    baseUrl: string,
    env: NodeJS.ProcessEnv = {},
    silenceMs?: number,
  ): Promise<unknown> => {
    test = await startTestCore({
      engineSetting: 'direct',
      env,
      userConfig: () => provider(baseUrl, transport === 'websocket'),
      ...(silenceMs !== undefined && { silenceMs }),
    });
    const answer = runOn(test.engine, ask('hi'));
    await answer.ended;
    return endOf(answer);
  };

  it('that nobody listens at ends in upstream_unreachable', async () => {
    expect(await codeOf('http://127.0.0.1:1/v1')).toEqual({
      type: 'failed',
      code: 'upstream_unreachable',
    });
  });

  it.each([403, 407, 502])(
    'through a proxy that answers with %i ends in its words',
    async (status) => {
      const proxy = createServer((_request, response) => void response.writeHead(status).end());
      proxy.on('connect', (_request, socket) => {
        socket.on('error', () => {});
        socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
      });
      const url = `http://127.0.0.1:${await portOf(proxy)}`;
      const proxies = { HTTP_PROXY: url, http_proxy: url, NO_PROXY: '', no_proxy: '' };
      expect(await codeOf('http://upstream.invalid/v1', proxies)).toMatchObject({ type: 'failed' });
    },
  );

  it('through a proxy that says nothing ends within the bound on silence', async () => {
    const url = `http://127.0.0.1:${await portOf(createNetServer((socket) => void socket.on('error', () => {})))}`;
    const proxies = { HTTP_PROXY: url, http_proxy: url, NO_PROXY: '', no_proxy: '' };
    expect(await codeOf('http://upstream.invalid/v1', proxies, 1500)).toMatchObject({
      type: 'failed',
      code: 'upstream_timeout',
    });
  });

  it('to something that is no service of HTTP ends in an error', async () => {
    const garbage = createNetServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => socket.end('SSH-2.0-OpenSSH\r\n'));
    });
    expect(await codeOf(`http://127.0.0.1:${await portOf(garbage)}/v1`)).toMatchObject({
      type: 'failed',
      code: expect.stringMatching(/^upstream_/),
    });
  });
});
