import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { response, streamed, textOf } from './client.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
});
afterAll(async () => {
  await gateway.close();
});

describe('a response', () => {
  it.each(['/v1/responses', '/responses', '/v1/responses?beta=true'])(
    'is created at %s, whole and streamed',
    async (path) => {
      const input = 'Count to 5';
      const whole = await response(gateway.url, { input }, { path });
      const events = await streamed(gateway.url, { input }, { path });

      expect(whole).toMatchObject({
        id: expect.stringMatching(/^resp_[0-9a-f]{32}$/),
        object: 'response',
        status: 'completed',
        store: true,
        output: [
          { type: 'reasoning', id: expect.stringMatching(/^rs_/) },
          {
            type: 'message',
            id: expect.stringMatching(/^msg_/),
            role: 'assistant',
            content: [{ type: 'output_text', text: '1 2 3 4 5' }],
          },
        ],
      });
      expect(textOf(events)).toBe('1 2 3 4 5');
      expect(events.at(-1)).toMatchObject({
        type: 'response.completed',
        response: { status: 'completed', output: [{ type: 'reasoning' }, { type: 'message' }] },
      });
    },
  );
});
