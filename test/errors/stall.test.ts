import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { askWhole, readStream, serviceIdle } from './weather.ts';

/** A Codex that takes a second's silence of the service for a broken connection, and asks once more. */
const config = (transport: 'websocket' | 'sse') => (baseUrl: string) =>
  `
model_provider = "stand-in"
[model_providers.stand-in]
name = "Stand-in for the Responses service"
base_url = "${baseUrl}"
wire_api = "responses"
requires_openai_auth = false
supports_websockets = ${transport === 'websocket'}
stream_idle_timeout_ms = 1000
stream_max_retries = 1
`;

describe.each(['websocket', 'sse'] as const)(
  'a service that stalls for good, over %s',
  (transport) => {
    let gateway: TestGateway;

    beforeAll(async () => {
      gateway = await startTestGateway({ userConfig: config(transport) });
    });
    afterAll(async () => {
      await gateway.close();
    });

    it('ends the stream of a patient client in an error, after the text so far', async () => {
      gateway.standIn.behave(() => ({ kind: 'stall', afterTokens: 2, text: 'One two three.' }));

      expect(await readStream(gateway.url)).toEqual({
        text: 'One two',
        last: { error: expect.objectContaining({ type: 'server_error', code: 'upstream_error' }) },
      });
      await serviceIdle(gateway);
    });

    it('ends a whole answer in a 502', async () => {
      gateway.standIn.behave(() => ({ kind: 'stall', afterTokens: 2 }));

      expect(await askWhole(gateway.url)).toMatchObject({
        status: 502,
        body: { error: { code: 'upstream_error' } },
      });
      await serviceIdle(gateway);
    });
  },
);
