import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Completion } from '../../src/codex/completion/completion.ts';
import { openai, respond, response, streamed } from './client.ts';
import { collect } from '../rest/client.ts';
import { BoardDocument, UsageDocument } from '../generated/graphql.ts';
import { answer, execute } from '../schema/clients.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { memoryLog } from '../support/memory-log.ts';

let gateway: TestGateway;
const log = memoryLog();

beforeAll(async () => {
  gateway = await startTestGateway({
    args: ['--max-turns', '1', '--max-queued', '1'],
    logger: log.logger,
  });
});
afterAll(async () => {
  await gateway.close();
});
afterEach(() => {
  gateway.standIn.behave(undefined);
});

async function shown(id: string): Promise<unknown> {
  const fields = 'id surface status text conversationId ignored usage { totalTokens }';
  const { data } = await answer(gateway.url, `{ chatCompletion(id: "${id}") { ${fields} } }`);
  return data;
}

async function cancel(id: string): Promise<void> {
  const { errors } = await answer(
    gateway.url,
    `mutation { cancelChatCompletion(input: { id: "${id}" }) { __typename } }`,
  );
  expect(errors).toBeUndefined();
}

/** The completion that runs, once its answer has begun. */
async function running(): Promise<Completion> {
  return await vi.waitUntil(
    async () => {
      const all = await gateway.core.completions();
      return all.find(({ status, text }) => status === 'running' && text !== '');
    },
    { timeout: 60_000 },
  );
}

describe('a response is a completion', () => {
  it('with the same id, text and usage over GraphQL', async () => {
    const whole = await response(gateway.url, { input: 'Count to 3', truncation: 'auto' });

    expect(await shown(whole.id)).toEqual({
      chatCompletion: {
        id: whole.id,
        surface: 'RESPONSES',
        status: 'COMPLETED',
        text: '1 2 3',
        conversationId: expect.stringMatching(/^conv_/),
        ignored: ['truncation'],
        usage: { totalTokens: whole.usage?.total_tokens },
      },
    });
  });

  it('that belongs to no conversation where it is not stored', async () => {
    const whole = await response(gateway.url, { store: false });
    const { id } = whole;

    expect(whole).toMatchObject({ store: false });
    expect(await shown(id)).toMatchObject({ chatCompletion: { conversationId: null } });
  });

  it('on the board while it runs', async () => {
    gateway.standIn.behave(() => ({ kind: 'stall', afterTokens: 1 }));
    const leaving = new AbortController();
    const left = respond(gateway.url, { stream: true }, { signal: leaving.signal });
    await running();
    const { completions } = await execute(gateway.url, BoardDocument, { first: 1 });

    expect(completions.edges[0]?.node).toMatchObject({
      id: expect.stringMatching(/^resp_/),
      surface: 'RESPONSES',
      status: 'RUNNING',
    });
    leaving.abort();
    await left.then(async (answered) => await answered.text()).catch(() => '');
  });

  it('in the usage and in the log', async () => {
    const { id, usage } = await response(gateway.url, { input: 'Count to 4' });
    const from = new Date(Date.now() - 3_600_000).toISOString();
    const report = await execute(gateway.url, UsageDocument, { from, groupBy: ['SURFACE'] });

    expect(report.usage.buckets).toContainEqual(
      expect.objectContaining({
        surface: 'RESPONSES',
        totals: expect.objectContaining({ completions: expect.any(Number) }),
      }),
    );
    expect(log.lines).toContainEqual(
      expect.objectContaining({
        completionId: id,
        surface: 'RESPONSES',
        usage: expect.objectContaining({ totalTokens: usage?.total_tokens }),
      }),
    );
  });

  it('in the queue, where its stream says so, and in its limits', async () => {
    gateway.standIn.behave(() => ({ kind: 'stall', afterTokens: 1 }));
    const { id } = await response(gateway.url, { background: true });
    await running();
    const waiting = streamed(gateway.url, { background: true });
    await expect.poll(() => gateway.core.queueHealth().queuedTurns).toBe(1);
    const refused = await respond(gateway.url, { stream: true });

    expect(refused.status).toBe(429);
    await refused.text();
    gateway.standIn.behave(undefined);
    await cancel(id);
    const events = await waiting;
    expect(events.slice(0, 3)).toMatchObject([
      { type: 'response.created', response: { status: 'queued' } },
      { type: 'response.queued', response: { status: 'queued' } },
      { type: 'response.in_progress', response: { status: 'in_progress' } },
    ]);
    expect(events.at(-1)).toMatchObject({ type: 'response.completed' });
  });
});

describe('a response that is cancelled over GraphQL', () => {
  it('ends its stream with an error, and is cancelled', async () => {
    gateway.standIn.behave(() => ({ kind: 'stall', text: 'One two', afterTokens: 1 }));
    const streaming = streamed(gateway.url);
    const { id } = await running();
    await cancel(id);

    expect((await streaming).slice(-2)).toMatchObject([
      { type: 'error', code: 'cancelled', message: 'The completion was cancelled.' },
      {
        type: 'response.failed',
        response: {
          status: 'cancelled',
          error: null,
          output: [{ status: 'incomplete', content: [{ text: 'One' }] }],
        },
      },
    ]);
  });

  it('is an error to the SDK', async () => {
    gateway.standIn.behave(() => ({ kind: 'stall', text: 'One two', afterTokens: 1 }));
    const events = await openai(gateway.url).responses.create({
      model: 'gpt-5.5',
      input: 'hi',
      stream: true,
    });
    const reading = collect(events);
    const { id } = await running();
    await cancel(id);

    await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('is an error that is not tried again where it is whole', async () => {
    gateway.standIn.behave(() => ({ kind: 'stall', afterTokens: 1 }));
    const asked = respond(gateway.url);
    const { id } = await running();
    await cancel(id);
    const ended = await asked;

    expect([ended.status, ended.headers.get('x-should-retry')]).toEqual([499, 'false']);
    expect(await ended.json()).toMatchObject({ error: { code: 'cancelled' } });
  });
});

describe('a client that leaves', () => {
  it('cancels its response, whole or streamed', async () => {
    gateway.standIn.behave(() => ({ kind: 'stall', afterTokens: 1 }));
    for (const stream of [false, true]) {
      const leaving = new AbortController();
      const left = respond(gateway.url, { stream }, { signal: leaving.signal });
      const completion = await running();
      leaving.abort();
      await left.then(async (answered) => await answered.text()).catch(() => '');
      await expect.poll(() => completion.status).toBe('cancelled');
    }
  });

  it('leaves a response in the background to itself', async () => {
    gateway.standIn.behave(() => ({ kind: 'delay', ms: 100, text: 'Hi' }));
    const leaving = new AbortController();
    const more = { background: true, stream: true };
    const stream = await respond(gateway.url, more, { signal: leaving.signal });
    const begun = await stream.body?.getReader().read();
    leaving.abort();
    const [completion] = await gateway.core.completions();

    expect(new TextDecoder().decode(begun?.value)).toMatch(/^event: response.created\n/);
    expect(await completion?.result()).toMatchObject({ text: 'Hi' });
  });
});
