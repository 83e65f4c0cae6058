import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CompletionRequest } from '../../../src/codex/completion/request.ts';
import { decodeEvents, encodeEvents } from '../../../src/conversations/running/event-record.ts';
import { recordTurn } from '../../../src/conversations/running/record-turn.ts';
import type { TurnEvent } from '../../../src/conversations/running/running-turn.ts';
import { ask, never, startTestCore, type TestCore } from '../../support/core.ts';

describe('the kept events of a turn', () => {
  let test: TestCore;

  beforeAll(async () => {
    test = await startTestCore();
  });
  afterAll(async () => {
    await test.close();
  });

  async function recorded(request: CompletionRequest): Promise<TurnEvent[]> {
    const completion = await test.core.run(request, never());
    const record = recordTurn(completion, {
      keepaliveMs: 60_000,
      atEnd: async () => {},
      atFault: (fault) => expect.fail(String(fault)),
    });
    const events: TurnEvent[] = [];
    for await (const event of record.read()) events.push(event);
    return events;
  }

  const weather = {
    type: 'function',
    name: 'get_weather',
    description: '',
    parameters: { type: 'object', properties: {} },
  } as const;

  it.each([
    ['a text', ask('Count to 300')],
    ['reasoning', ask('Count to 3', { effort: 'high' })],
    ['a call', ask('call get_weather in Bergen', { tools: [weather] })],
    ['a cut answer', ask('Count to 300', { maxOutputTokens: 20 })],
  ])('are those of %s as its readers received them', async (_, request) => {
    const events = await recorded(request);

    const decoded = [...decodeEvents(await encodeEvents(events))];

    expect(decoded).toEqual(events.map(({ sequence: __, ...body }) => body));
  });

  it('do not repeat the text of the items', async () => {
    const events = await recorded(ask('Count to 3000'));
    const items = events.filter(({ type }) => type === 'item-added' || type === 'item-done');

    const { length } = await encodeEvents(events);

    expect(length).toBeLessThan(JSON.stringify(items).length + events.length * 10);
    expect(events.length).toBeGreaterThan(1000);
  });

  it('hold an error with its code and its message', async () => {
    const failure = { code: 'server_error', message: 'Broken.', afterTokens: 3 } as const;
    test.standIn.behave(() => ({ kind: 'failed', text: 'one two three four', ...failure }));
    const events = await recorded(ask('Count to 3'));
    test.standIn.behave(undefined);

    const error = { code: 'upstream_error', message: expect.stringContaining('Broken.') };
    const decoded = [...decodeEvents(await encodeEvents(events))];

    expect(decoded.at(-1)).toMatchObject({ type: 'failed', error });
  });
});
