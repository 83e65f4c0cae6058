import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { lastTurn } from '../../src/standin/conversation.ts';
import { ChatDocument, StreamChatDocument } from '../generated/graphql.ts';
import { openSocket } from '../rest-responses-socket/socket-client.ts';
import { ask } from '../schema/ask.ts';
import { webSocketUrl } from '../schema/clients.ts';
import { memoryLog } from '../support/memory-log.ts';
import { startTracedGateway, type TracedGateway } from '../tracing/traced-gateway.ts';
import { counted, scrape } from './scrape.ts';

const log = memoryLog();
let gateway: TracedGateway;

beforeAll(async () => {
  gateway = await startTracedGateway({ logger: log.logger });
  gateway.standIn.behave(({ input }) => {
    const { prompt } = lastTurn(input);
    if (prompt?.startsWith('Fail')) {
      return { kind: 'failed', code: 'invalid_prompt', message: 'No.' };
    }
    return prompt?.startsWith('Wait') ? { kind: 'stall', afterTokens: 3 } : undefined;
  });
});
afterAll(async () => {
  await gateway.close();
});

/** Asks until the answer ends, or until the client leaves. */
type Ask = (prompt: string, leaving: AbortSignal) => Promise<void>;

const overHttp =
  (path: string, bodyOf: (prompt: string) => object, accept = 'application/json'): Ask =>
  async (prompt, signal) => {
    const answer = await fetch(gateway.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept },
      body: JSON.stringify(bodyOf(prompt)),
      signal,
    });
    await answer.text();
  };

const overResponsesSocket: Ask = async (prompt, leaving) => {
  const socket = await openSocket(gateway.url);
  leaving.addEventListener('abort', () => socket.close());
  socket.create({ input: prompt });
  await socket.answer();
  socket.close();
};

const overGraphqlWs: Ask = async (prompt, leaving) => {
  const url = webSocketUrl(gateway.url);
  const client = createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0 });
  leaving.addEventListener('abort', () => void client.dispose());
  const query = StreamChatDocument.toString();
  for await (const _ of client.iterate({ query, variables: graphqlInput(prompt) }));
  await client.dispose();
};

const graphqlInput = (prompt: string) => ({ input: ask(prompt, { model: 'gpt-5.5' }) });
const messages = (prompt: string): object[] => [{ role: 'user', content: prompt }];
const model = 'gpt-5.5';

const ways: readonly (readonly [name: string, surface: string, ask: Ask])[] = [
  ...[false, true].flatMap((stream) => {
    const how = stream ? 'streamed' : 'whole';
    return [
      [
        `a ${how} chat`,
        'CHAT_COMPLETIONS',
        overHttp('/v1/chat/completions', (prompt) => ({
          model,
          messages: messages(prompt),
          stream,
        })),
      ],
      [
        `a ${how} completion`,
        'COMPLETIONS',
        overHttp('/v1/completions', (prompt) => ({ model, prompt, stream })),
      ],
      [
        `a ${how} response`,
        'RESPONSES',
        overHttp('/v1/responses', (input) => ({ model, input, stream, store: false })),
      ],
    ] as const;
  }),
  ['a response on a WebSocket', 'RESPONSES', overResponsesSocket],
  [
    'a mutation',
    'GRAPHQL',
    overHttp('/graphql', (prompt) => ({
      query: ChatDocument.toString(),
      variables: graphqlInput(prompt),
    })),
  ],
  [
    'a subscription over SSE',
    'GRAPHQL',
    overHttp(
      '/graphql',
      (prompt) => ({ query: StreamChatDocument.toString(), variables: graphqlInput(prompt) }),
      'text/event-stream',
    ),
  ],
  ['a subscription over graphql-ws', 'GRAPHQL', overGraphqlWs],
];

describe.each(ways)('the end of %s', (name, surface, askFor) => {
  const running = async (): Promise<number> =>
    counted(await scrape(gateway.url), 'running')[`{surface="${surface}"}`] ?? 0;

  it.each([
    ['completed', 'Say hi', {}],
    ['failed', 'Fail', { code: 'invalid_prompt' }],
    ['cancelled', 'Wait', { code: 'cancelled' }],
  ])('is %s in the metrics, the log and the trace', async (outcome, prompt, fields) => {
    const labels = `{surface="${surface}",model="gpt-5.5",outcome="${outcome}"}`;
    const total = async (): Promise<number> =>
      counted(await scrape(gateway.url), 'requests_total')[labels] ?? 0;
    const before = await total();
    const [lines, spans] = [log.lines.length, gateway.collector.spans.length];
    const leaving = new AbortController();
    const asking = askFor(`${prompt} over ${name}`, leaving.signal).catch(() => {});
    if (outcome === 'cancelled') {
      await vi.waitUntil(async () => (await running()) === 1);
      leaving.abort();
    }
    await asking;
    await expect.poll(total).toBe(before + 1);
    expect(await running()).toBe(0);
    const ended = log.lines.slice(lines).filter(({ msg }) => msg === 'completion');
    expect(ended).toMatchObject([{ surface, status: outcome, ...fields }]);
    const find = () =>
      gateway.collector.spans
        .slice(spans)
        .filter(
          ({ attributes }) => attributes['gen_ai.response.id'] === ended[0]?.['completionId'],
        );
    await expect.poll(find).toHaveLength(1);
    expect(find()).toMatchObject([
      {
        status: { code: outcome === 'failed' ? 2 : 0 },
        attributes: {
          'codex_serve.surface': surface,
          ...('code' in fields && { 'error.type': fields.code }),
        },
      },
    ]);
    const { traceId } = find()[0] ?? { traceId: '' };
    expect(await gateway.collector.trace(traceId, 3)).toHaveLength(3);
  });
});
