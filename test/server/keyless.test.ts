import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { ChatDocument } from '../generated/graphql.ts';
import { chatBody } from '../rest/client.ts';
import { ask } from '../schema/ask.ts';
import { execute } from '../schema/clients.ts';
import { endAll } from '../support/completions.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { lastAsked } from '../support/last-asked.ts';

const idOf = z.object({ id: z.string() });
const calling = z.object({
  choices: z.tuple([
    z.object({ message: z.looseObject({ tool_calls: z.tuple([z.looseObject(idOf.shape)]) }) }),
  ]),
});

/** What programs send where no key is required: theirs, a placeholder, or nothing at all. */
const senders: readonly Record<string, string>[] = [
  { authorization: 'Bearer a' },
  { authorization: 'Bearer b' },
  { 'x-api-key': 'c', 'api-key': 'd' },
  { authorization: 'Basic c2VjcmV0' },
  {},
];

let gateway: TestGateway;

/** Posts to the chat route. */
async function chat(
  headers: Record<string, string>,
  more: object = {},
  signal?: AbortSignal,
): Promise<Response> {
  return await fetch(`${gateway.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(chatBody(more)),
    ...(signal && { signal }),
  });
}

beforeAll(async () => {
  gateway = await startTestGateway({ args: ['--max-turns', '1', '--max-queued', '2'] });
});
afterEach(async () => {
  await endAll(gateway);
});
afterAll(async () => {
  await gateway.close();
});

describe('without API keys a program, whatever key it sends,', () => {
  it('finds what any of them has stored', async () => {
    const url = `${gateway.url}/v1/chat/completions`;
    const stored: string[] = [];
    for (const headers of senders) {
      const answer = await chat(headers, { store: true });
      stored.push(idOf.parse(await answer.json()).id);
    }
    for (const headers of senders) {
      const list = z.object({ data: z.array(idOf) });
      const { data } = list.parse(await (await fetch(`${url}?order=asc`, { headers })).json());
      expect(data.map(({ id }) => id)).toEqual(stored);
      expect((await fetch(`${url}/${stored[0]}`, { headers })).status).toBe(200);
    }
  });

  it('brings its tool results to the turn that waits for them', async () => {
    const tools = [{ type: 'function', function: { name: 'get_weather' } }];
    const asked = { role: 'user', content: 'call get_weather in Oslo' };
    const first = await chat({ authorization: 'Bearer a' }, { tools, messages: [asked] });
    const { message } = calling.parse(await first.json()).choices[0];
    const result = { role: 'tool', tool_call_id: message.tool_calls[0].id, content: 'Rain.' };
    const messages = [asked, message, result];
    expect((await chat({ authorization: 'Bearer b' }, { tools, messages })).status).toBe(200);
    expect(lastAsked(gateway.standIn)?.body['input']).toMatchObject([
      { type: 'function_call_output', call_id: message.tool_calls[0].id },
    ]);
  });

  it('means one request by an idempotency key', async () => {
    const ids = new Set<string>();
    for (const headers of senders) {
      const answer = await chat({ ...headers, 'idempotency-key': 'one' });
      ids.add(idOf.parse(await answer.json()).id);
    }
    expect(ids.size).toBe(1);
  });

  it('waits in the one line of all of them, which it cannot fill twice', async () => {
    gateway.standIn.behave(() => ({ kind: 'stall' }));
    const leaving = new AbortController();
    const waiting = [chat({ authorization: 'Bearer a' }, {}, leaving.signal)];
    await vi.waitUntil(() => gateway.core.engineHealth().activeTurns === 1, { timeout: 60_000 });
    for (const [index, headers] of senders.slice(1, 3).entries()) {
      waiting.push(chat(headers, {}, leaving.signal));
      await vi.waitUntil(() => gateway.core.queueHealth().queuedTurns === index + 1, {
        timeout: 60_000,
      });
    }
    expect((await chat({ authorization: 'Bearer another' })).status).toBe(429);
    leaving.abort();
    expect((await Promise.allSettled(waiting)).map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
      'rejected',
    ]);
  });

  it('has no key name in GraphQL', async () => {
    for (const headers of senders) {
      const { chatCompletion } = await execute(
        gateway.url,
        ChatDocument,
        { input: ask('Hi') },
        headers,
      );
      if (chatCompletion.__typename !== 'ChatCompletion') throw new Error(chatCompletion.message);
      const completion = await gateway.core.completion(chatCompletion.id);
      expect(completion?.caller).toMatchObject({
        id: 'local',
        name: null,
      });
    }
  });
});
