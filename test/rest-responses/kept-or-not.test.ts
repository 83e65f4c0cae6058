import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ConversationStore } from '../../src/conversations/conversation-store.ts';
import { noConversations } from '../../src/conversations/database/no-conversations.ts';
import { localCaller } from '../support/callers.ts';
import { memoryLog } from '../support/memory-log.ts';
import { whenAsked } from '../support/when-asked.ts';
import { idOf, respond, response, streamed } from './client.ts';
import { startResponsesApp, type ResponsesApp } from './responses-app.ts';

let app: ResponsesApp;
let failing: ResponsesApp;
let strict: ResponsesApp;
const log = memoryLog();
/** What of a turn cannot be written. */
let lost: 'beginning' | 'end' | null = null;

/** A store that cannot write what `lost` names. */
function broken(store: ConversationStore): ConversationStore {
  const changes: Pick<ConversationStore, 'beginTurn' | 'endTurn'> = {
    async beginTurn(turn) {
      if (lost === 'beginning') throw new Error('The disk is full.');
      await store.beginTurn(turn);
    },
    async endTurn(id, end) {
      if (lost === 'end') throw new Error('The disk is full.');
      await store.endTurn(id, end);
    },
  };
  return new Proxy(store, {
    get: (_, name) => Reflect.get(Object.hasOwn(changes, name) ? changes : store, name),
  });
}

beforeAll(async () => {
  app = await startResponsesApp();
  failing = await startResponsesApp({ around: broken, logger: log.logger });
  strict = await startResponsesApp({ deps: { isStrict: true } });
});
afterAll(async () => {
  await app.close();
  await failing.close();
  await strict.close();
});
afterEach(() => {
  lost = null;
  app.standIn.behave(undefined);
  strict.standIn.behave(undefined);
});

const text = 'The kettle ran out of steam.';

describe('a response', () => {
  it('is kept before its last event is sent', async () => {
    const id = idOf(await streamed(app.url));

    expect(await app.store.turn(localCaller, id)).toMatchObject({
      status: 'completed',
      surface: 'RESPONSES',
    });
  });

  it('that was asked for a second time is kept once', async () => {
    app.standIn.behave(
      whenAsked('hi', { kind: 'cut', after: 3, text }, { kind: 'text', text: 'Some tea.' }),
    );
    const before = await app.store.facts();
    const whole = await response(app.url);

    expect(whole).toMatchObject({
      status: 'completed',
      output: [{ content: [{ text: 'Some tea.' }] }],
    });
    expect(await app.store.turn(localCaller, whole.id)).toMatchObject({ status: 'completed' });
    expect((await app.store.facts()).conversations).toBe(before.conversations + 1);
  });

  it.each(['beginning', 'end'] as const)(
    'whose %s cannot be written says store: false, and the log says why',
    async (part) => {
      lost = part;
      const whole = await response(failing.url);
      const events = await streamed(failing.url);

      expect(whole).toMatchObject({ status: 'completed', store: false });
      expect(events.at(-1)).toMatchObject({
        type: 'response.completed',
        response: { store: false },
      });
      expect(log.lines).toContainEqual(
        expect.objectContaining({
          msg: 'the turn could not be stored',
          completionId: whole.id,
          err: expect.objectContaining({ message: 'The disk is full.' }),
        }),
      );
    },
  );

  it('in the background is refused where it cannot be written', async () => {
    lost = 'beginning';
    const refused = await respond(failing.url, { background: true });

    expect(refused.status).toBe(500);
    expect(await refused.json()).toMatchObject({ error: { code: 'server_error' } });
  });
});

describe('a strict gateway', () => {
  const tools = [{ type: 'function', name: 'look_up', parameters: { type: 'object' } }];
  const unmet = { tools, tool_choice: 'required' };

  it('fails an answer that does not honor an option, whole and streamed', async () => {
    strict.standIn.behave(() => ({ kind: 'text', text: 'I will not call.' }));
    const whole = await respond(strict.url, unmet);
    const events = await streamed(strict.url, unmet);

    expect(whole.status).toBe(502);
    const message = "The model did not answer as 'tool_choice' asks.";
    expect(await whole.json()).toMatchObject({ error: { message } });
    expect(events.slice(-2)).toMatchObject([
      { type: 'error', message },
      { type: 'response.failed', response: { status: 'failed', error: { message } } },
    ]);
  });

  it.each([
    [{ reasoning: { effort: 'none' } }, 'reasoning.effort', 'unsupported_value'],
    [{ truncation: 'auto' }, 'truncation', 'unsupported_parameter'],
    [{ unheard_of: 1 }, 'unheard_of', 'unknown_parameter'],
  ])('refuses what would have no effect: %j', async (more, param, code) => {
    const refused = await respond(strict.url, more);

    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ error: { param, code } });
  });
});

describe('a gateway that keeps nothing', () => {
  it('answers with store: false, and refuses what relies on the store', async () => {
    const off = await startResponsesApp({ around: () => noConversations() });
    const whole = await response(off.url);
    const asked = await respond(off.url, { store: true });
    const background = await respond(off.url, { background: true });
    const continued = await respond(off.url, { previous_response_id: whole.id });

    expect(whole).toMatchObject({ status: 'completed', store: false });
    expect(asked.headers.get('x-codex-serve-ignored')).toBe('store');
    expect(await asked.json()).toMatchObject({ store: false });
    for (const [refused, param] of [
      [background, 'background'],
      [continued, 'previous_response_id'],
    ] as const) {
      expect(refused.status).toBe(400);
      expect(await refused.json()).toMatchObject({
        error: { param, message: expect.stringContaining('--store off') },
      });
    }
    await off.close();
  });
});
