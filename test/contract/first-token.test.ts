import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import {
  ChatDocument,
  StartChatDocument,
  StreamChatDocument,
  StreamOutputsDocument,
  type ChatCompletionInput,
} from '../generated/graphql.ts';
import { ask } from '../schema/ask.ts';
import { allEvents, answer, execute, transports, type Subscribe } from '../schema/clients.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { memoryLog } from '../support/memory-log.ts';

const requestLine = z.object({
  msg: z.literal('request'),
  requestId: z.string(),
  path: z.string(),
  firstTokenMs: z.number().optional(),
});
const completionLine = z.object({
  msg: z.literal('completion'),
  completionId: z.string(),
  requestId: z.string().nullable(),
  firstTokenMs: z.number().optional(),
});
type RequestLine = z.infer<typeof requestLine>;
type CompletionLine = z.infer<typeof completionLine>;

/** What GraphQL says of a completion. */
interface Shown {
  readonly createdAt: number;
  readonly firstTokenAt: number | null;
  readonly timeToFirstTokenMs: number | null;
}

const shownCompletion = z.object({
  chatCompletion: z.object({
    createdAt: z.string().transform(Date.parse),
    firstTokenAt: z.string().transform(Date.parse).nullable(),
    timeToFirstTokenMs: z.number().nullable(),
  }),
});

let log: ReturnType<typeof memoryLog>;
let gateway: TestGateway;

beforeAll(async () => {
  log = memoryLog();
  // Of the two, only the summary of the reasoning takes long, and comes first.
  gateway = await startTestGateway({ logger: log.logger, tokensPerSecond: 200 });
});
beforeEach(() => {
  gateway.standIn.behave(undefined);
});
afterAll(async () => {
  await gateway.close();
});

function linesOf<T>(schema: z.ZodType<T>): T[] {
  return log.lines.flatMap((line) => schema.safeParse(line).data ?? []);
}

async function shown(id: string): Promise<Shown> {
  const query = `{ chatCompletion(id: "${id}") { createdAt firstTokenAt timeToFirstTokenMs } }`;
  const { data } = await answer(gateway.url, query);
  return shownCompletion.parse(data).chatCompletion;
}

/** The line of the last completion, and that of its request. A WebSocket has no such line. */
async function logged(
  does: () => Promise<unknown>,
  { isOverWebSocket = false } = {},
): Promise<{ sentAt: number; completion: CompletionLine; request: RequestLine | undefined }> {
  const before = linesOf(completionLine).length;
  const sentAt = Date.now();
  await does();
  await vi.waitUntil(() => linesOf(completionLine).length > before, { timeout: 60_000 });
  const completion = linesOf(completionLine).at(-1);
  if (completion === undefined) throw new Error('There is no line.');
  const find = (): RequestLine | undefined =>
    linesOf(requestLine).find(({ requestId }) => requestId === completion.requestId);
  if (!isOverWebSocket) await vi.waitUntil(() => find() !== undefined, { timeout: 60_000 });
  return { sentAt, completion, request: find() };
}

async function post(path: string, body: object): Promise<void> {
  const response = await fetch(gateway.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-5.5', ...body }),
  });
  expect(response.status).toBe(200);
  await response.text();
}

const tool = { name: 'get_weather', parameters: { type: 'object', properties: {} } };
const restTools = { tools: [{ type: 'function', function: tool }] };

async function restChat(text: string, more: object): Promise<void> {
  await post('/v1/chat/completions', { messages: [{ role: 'user', content: text }], ...more });
}

async function mutate(input: ChatCompletionInput): Promise<void> {
  const { chatCompletion } = await execute(gateway.url, ChatDocument, { input });
  expect(chatCompletion).toMatchObject({ __typename: 'ChatCompletion' });
}

const reasoned = ask('Say exactly: done', { model: 'gpt-5.5', effort: 'high' });
const calling = ask('call get_weather', { model: 'gpt-5.5', tools: [{ function: tool }] });

/** Answers by GraphQL's streams, which are alike over both transports. */
function streams(name: string, subscribe: Subscribe): [string, () => Promise<unknown>][] {
  const stream = async (input: ChatCompletionInput): Promise<unknown> =>
    await allEvents(subscribe(gateway.url, StreamChatDocument, { input }));
  return [
    [`a text over ${name}`, async () => await stream(ask('Hi', { model: 'gpt-5.5' }))],
    [`reasoning, then text over ${name}`, async () => await stream(reasoned)],
    [`a tool call over ${name}`, async () => await stream(calling)],
    [
      `an answer to tool outputs over ${name}`,
      async () => {
        const { chatCompletion } = await execute(gateway.url, ChatDocument, { input: calling });
        if (chatCompletion.__typename !== 'ChatCompletion') throw new Error(chatCompletion.message);
        const [call] = chatCompletion.toolCalls;
        const outputs = [{ toolCallId: call?.callId ?? '', content: [{ text: 'Sunny' }] }];
        const input = { completionId: chatCompletion.id, outputs };
        await allEvents(subscribe(gateway.url, StreamOutputsDocument, { input }));
      },
    ],
  ];
}

const overHttp: [string, () => Promise<unknown>][] = [
  ['a text, whole', async () => await restChat('Hi', {})],
  ['a text, streamed', async () => await restChat('Hi', { stream: true })],
  [
    'reasoning, then text, whole',
    async () => await restChat('Say exactly: done', { reasoning_effort: 'high' }),
  ],
  [
    'reasoning, then text, streamed',
    async () => await restChat('Say exactly: done', { reasoning_effort: 'high', stream: true }),
  ],
  ['a tool call, whole', async () => await restChat('call get_weather', restTools)],
  [
    'a tool call, streamed',
    async () => await restChat('call get_weather', { ...restTools, stream: true }),
  ],
  ['a legacy completion, whole', async () => await post('/v1/completions', { prompt: 'Hi' })],
  [
    'a legacy completion, streamed',
    async () => await post('/v1/completions', { prompt: 'Hi', stream: true }),
  ],
  ['a text by a mutation', async () => await mutate(ask('Hi', { model: 'gpt-5.5' }))],
  ['reasoning, then text, by a mutation', async () => await mutate(reasoned)],
  ['a tool call by a mutation', async () => await mutate(calling)],
];

const [webSocket, sse] = transports.map(([name, subscribe]) => streams(name, subscribe));

describe('the first token of', () => {
  it.each([...overHttp, ...(sse ?? [])])(
    '%s is the same in the request line, the completion line and GraphQL',
    async (_name, does) => {
      const { sentAt, completion, request } = await logged(does);
      const { createdAt, firstTokenAt, timeToFirstTokenMs } = await shown(completion.completionId);

      expect(completion.firstTokenMs).toBe(timeToFirstTokenMs);
      expect(createdAt + (completion.firstTokenMs ?? 0)).toBe(firstTokenAt);
      // The line of the request counts from its arrival: after it was sent, before its completion.
      const arrivedAt = (firstTokenAt ?? NaN) - (request?.firstTokenMs ?? NaN);
      expect(arrivedAt).toBeGreaterThanOrEqual(sentAt);
      expect(arrivedAt).toBeLessThanOrEqual(createdAt);
    },
  );

  it.each(webSocket ?? [])(
    '%s is the same in the completion line and GraphQL',
    async (_name, does) => {
      const { completion, request } = await logged(does, { isOverWebSocket: true });
      const { timeToFirstTokenMs } = await shown(completion.completionId);
      expect(completion.firstTokenMs).toBe(timeToFirstTokenMs);
      expect(timeToFirstTokenMs).not.toBeNull();
      expect(request).toBeUndefined();
    },
  );

  it('several choices is that of the one that began first', async () => {
    const { sentAt, completion, request } = await logged(
      async () => await restChat('Hi', { n: 3 }),
    );
    const ofRequest = linesOf(completionLine).filter(
      ({ requestId }) => requestId === completion.requestId,
    );
    const choices = await Promise.all(
      ofRequest.map(async (line) => await shown(line.completionId)),
    );
    expect(choices).toHaveLength(3);
    const first = Math.min(...choices.map(({ firstTokenAt }) => firstTokenAt ?? Infinity));
    const arrivedAt = first - (request?.firstTokenMs ?? NaN);
    expect(arrivedAt).toBeGreaterThanOrEqual(sentAt);
    expect(arrivedAt).toBeLessThanOrEqual(Math.min(...choices.map(({ createdAt }) => createdAt)));
  });

  it('an answer that outlives its request is in the completion line alone', async () => {
    const { completion, request } = await logged(async () => {
      const { startChatCompletion } = await execute(gateway.url, StartChatDocument, {
        input: reasoned,
      });
      if (startChatCompletion.__typename !== 'ChatCompletion') throw new Error('It did not start.');
      const started = await gateway.core.completion(startChatCompletion.id);
      await started?.result();
    });
    const { timeToFirstTokenMs } = await shown(completion.completionId);
    expect(completion.firstTokenMs).toBe(timeToFirstTokenMs);
    expect(request?.firstTokenMs).toBeUndefined();
  });

  it('an answer that fails before it is nowhere', async () => {
    const failure = { kind: 'failed', code: 'context_length_exceeded', message: 'No' } as const;
    gateway.standIn.behave(() => failure);
    const { completion, request } = await logged(
      async () => await execute(gateway.url, ChatDocument, { input: reasoned }),
    );
    expect(await shown(completion.completionId)).toMatchObject({
      firstTokenAt: null,
      timeToFirstTokenMs: null,
    });
    expect([completion.firstTokenMs, request?.firstTokenMs]).toEqual([undefined, undefined]);
  });
});
