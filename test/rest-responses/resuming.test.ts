import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ItemEventBody } from '../../src/codex/completion/item-events.ts';
import { createConversationStore } from '../../src/conversations/database/create-conversation-store.ts';
import { encodeEvents } from '../../src/conversations/running/event-record.ts';
import { homeFiles } from '../../src/home/home-files.ts';
import { newTurn, turnEnd } from '../conversations/store/turns.ts';
import { collect } from '../rest/client.ts';
import { plainFetch } from '../support/checked-fetch.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { startTestUpstream } from '../support/stand-in-home.ts';
import { eventsOf, idOf, openai, streamed, textOf, type StreamedEvent } from './client.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
});
afterAll(async () => {
  await gateway.close();
});

/** The events of a kept response. */
async function replayed(url: string, id: string, query = ''): Promise<StreamedEvent[]> {
  const response = await fetch(`${url}/v1/responses/${id}?stream=true${query}`);
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  return eventsOf(await response.text());
}

const weather = {
  type: 'function',
  name: 'get_weather',
  parameters: { type: 'object', properties: { city: { type: 'string' } } },
};

describe('the events of a stored response', () => {
  it.each([
    ['a text', { input: 'Count to 20' }],
    ['reasoning', { input: 'Count to 3', reasoning: { effort: 'high', summary: 'detailed' } }],
    ['a call', { input: 'call get_weather in Bergen', tools: [weather] }],
    ['a cut answer', { input: 'Count to 300', max_output_tokens: 20 }],
  ])('are those that its client received, for %s', async (_, body) => {
    const live = await streamed(gateway.url, body);

    expect(await replayed(gateway.url, idOf(live))).toEqual(live);
  });

  it('come after a number, where the client has those before it', async () => {
    const live = await streamed(gateway.url, { input: 'Count to 20' });
    const id = idOf(live);

    for (const after of [0, 7, live.length - 2]) {
      expect(await replayed(gateway.url, id, `&starting_after=${after}`)).toEqual(
        live.slice(after + 1),
      );
    }
  });

  it('are none after the last one', async () => {
    const live = await streamed(gateway.url, { input: 'Count to 3' });
    const last = live.length - 1;
    const path = `/v1/responses/${idOf(live)}?stream=true&starting_after=${last}`;
    // Any other stream ends with an event that says so.
    const response = await plainFetch(`${gateway.url}${path}`);

    expect(response.status).toBe(200);
    expect(await response.text()).toBe(': no more events\n\n');
  });

  it('make up the whole response for the SDK’s stream helper', async () => {
    const live = await streamed(gateway.url, { input: 'Count to 20' });
    const id = idOf(live);

    const stream = openai(gateway.url).responses.stream({ response_id: id, starting_after: 9 });
    const events = await collect(stream);

    expect(events.map((event) => event.sequence_number)).toEqual(
      live.slice(10).map(({ sequence_number: number }) => number),
    );
    expect(await stream.finalResponse()).toMatchObject({ id, output_text: textOf(live) });
  });

  it('are the same after a restart of the gateway', async () => {
    const upstream = await startTestUpstream();
    try {
      const first = await startTestGateway({ upstream });
      const live = await streamed(first.url, { input: 'Count to 20' });
      await first.close();

      const second = await startTestGateway({ upstream });
      expect(await replayed(second.url, idOf(live))).toEqual(live);
      await second.close();
    } finally {
      await upstream.close();
    }
  });
});

const tokens = 50_000;

const word = 'word ';

/** The events of an answer of that many tokens. */
function longAnswer(): ItemEventBody[] {
  const item = { type: 'message', id: 'msg_1', phase: null } as const;
  const added = { ...item, status: 'in_progress', parts: [] } as const;
  const parts = [{ type: 'text', text: word.repeat(tokens), annotations: [] }] as const;
  const delta = { type: 'text-delta', index: 0, text: word } as const;
  return [
    { type: 'started' },
    { type: 'item-added', index: 0, item: added },
    ...Array.from({ length: tokens }, () => delta),
    { type: 'item-done', index: 0, item: { ...item, status: 'completed', parts } },
    { type: 'done', finishReason: 'stop', usage: null },
  ];
}

describe('a long answer', () => {
  it.each([
    ['beginning', '', tokens],
    ['end', '&starting_after=50003', 0],
  ])('is replayed from its %s while others are served', async (_, query, words) => {
    const upstream = await startTestUpstream();
    const store = await createConversationStore({
      place: { file: homeFiles(upstream.home).conversations },
      days: 30,
      bytes: 2 ** 30,
      logger: pino({ level: 'silent' }),
    });
    const turn = newTurn({ owner: 'local' });
    const numbered = longAnswer().map((event, sequence) => ({ ...event, sequence }));
    await store.beginTurn(turn);
    await store.endTurn(turn.id, turnEnd({ events: await encodeEvents(numbered) }));
    await store.close();
    const long = await startTestGateway({ upstream });
    try {
      const replay = { isOver: false };
      const replaying = replayed(long.url, turn.id, query).finally(() => {
        replay.isOver = true;
      });
      let served = 0;
      while (!replay.isOver) {
        await (await fetch(`${long.url}/v1/models/gpt-5.5`)).json();
        served += 1;
      }

      const received = await replaying;
      expect(received.at(-1)).toMatchObject({ type: 'response.completed' });
      expect(textOf(received)).toBe(word.repeat(words));
      expect(served).toBeGreaterThan(20);
    } finally {
      await long.close();
      await upstream.close();
    }
  });
});
