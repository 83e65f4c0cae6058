import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LoginKind } from '../../../src/codex/engine/direct/provider/provider.ts';
import { arrayOf, objectOf, stringOf, type JsonObject } from '../../../src/standin/wire/json.ts';
import { post } from '../../rest/client.ts';
import {
  startTestGateway,
  type TestGateway,
  type TestGatewayOptions,
} from '../../support/gateway.ts';
import { chatRequests, offered, takenBy, type OfferedModel } from './chat-requests.ts';
import { expectedBody } from './expected-body.ts';

const runs = Number(process.env['CODEX_SERVE_TEST_RUNS'] ?? 40);

const logins: readonly [kind: LoginKind, options: TestGatewayOptions][] = [
  ['chatgpt', { login: 'present', rules: { takes: 'chatgpt', needsInstructions: true } }],
  [
    'api-key',
    {
      login: 'missing',
      transport: 'sse',
      rules: { takes: 'openai' },
      prepareCodexHome: async (home) => {
        await writeFile(path.join(home, 'auth.json'), '{"OPENAI_API_KEY":"sk-test"}');
      },
    },
  ],
  ['custom', { rules: { takes: 'openai' } }],
];

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** The one request that the service got for this one, over HTTP or WebSocket alike. */
async function receivedFor({ url, standIn }: TestGateway, sent: JsonObject): Promise<JsonObject> {
  const before = standIn.requests.length;
  const answer = await post(`${url}/v1/chat/completions`, sent);
  const text = await answer.text();
  expect([answer.status, answer.status === 200 ? '' : text]).toEqual([200, '']);
  const [request, ...more] = standIn.requests.slice(before).filter(({ prewarm }) => !prewarm);
  expect(more).toEqual([]);
  const { type: _, stream: __, ...body } = request?.body ?? {};
  // Over WebSocket the header belongs to the connection, which other conversations have used.
  const { 'session-id': session } = request?.transport === 'sse' ? request.headers : {};
  const key = stringOf(body['prompt_cache_key']) ?? '';
  const isOwnKey = session === undefined ? uuid.test(key) : key === session;
  return { ...body, ...(isOwnKey && { prompt_cache_key: '<session>' }) };
}

/** The schemas of a body as text, in which the order of members shows. */
function schemasOf({ tools, text }: JsonObject): string[] {
  const format = objectOf(objectOf(text)['format']);
  return [...arrayOf(tools).map((tool) => objectOf(tool)['parameters']), format['schema']].map(
    (schema) => JSON.stringify(schema ?? null),
  );
}

describe.each(logins)('with the login %s the service gets', (kind, options) => {
  let gateway: TestGateway;
  let models: readonly OfferedModel[];
  beforeAll(async () => {
    gateway = await startTestGateway({
      ...options,
      args: ['--engine', 'direct', '--web-search', 'on'],
    });
    models = offered(await gateway.core.models());
    gateway.standIn.behave(() => ({ kind: 'text', text: '{"done":true}' }));
  });
  afterAll(async () => {
    await gateway.close();
  });

  it('what the client sent, and what differs by the table alone', async () => {
    await fc.assert(
      fc.asyncProperty(chatRequests(models), async (generated) => {
        const sent = takenBy(kind, generated);
        const received = await receivedFor(gateway, sent);
        const expected = expectedBody(sent, kind, models);
        expect(received).toEqual(JSON.parse(JSON.stringify(expected)));
        expect(schemasOf(received)).toEqual(schemasOf(expected));
      }),
      { numRuns: runs },
    );
  });
});
