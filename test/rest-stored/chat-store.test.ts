import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createStoredCompletions } from '../../src/rest/openai/stored/create-stored-completions.ts';
import type { StoredCompletions } from '../../src/rest/openai/stored/stored-completions.ts';
import { collect } from '../rest/client.ts';
import { startRestApp, type RestApp } from '../rest/rest-app.ts';
import { startTestCore, type TestCore } from '../support/core.ts';
import { keptRecords } from '../support/kept-records.ts';
import { clientOf } from './stored-app.ts';

const logger = pino({ level: 'silent' });
const messages = [{ role: 'user' as const, content: 'Say hello' }];

let core: TestCore;
let store: StoredCompletions;
let app: RestApp;

beforeAll(async () => {
  core = await startTestCore();
  store = createStoredCompletions({ records: keptRecords('memory') });
  app = await startRestApp({ core: core.core, store }, logger);
});
afterAll(async () => {
  await app.close();
  await core.close();
});
afterEach(() => {
  core.standIn.behave(undefined);
});

describe('a chat completion with store: true', () => {
  it('is there as soon as it is answered, the same and with its request', async () => {
    const { completions } = clientOf(app.url).chat;
    const metadata = { topic: 'greeting' };
    const answered = await completions.create({
      model: 'gpt-5.5',
      messages,
      store: true,
      metadata,
    });

    expect(await completions.retrieve(answered.id)).toEqual({ ...answered, metadata });
    expect(await collect(completions.messages.list(answered.id))).toMatchObject([
      { id: `${answered.id}-0`, role: 'user', content: 'Say hello' },
    ]);
    expect((await completions.list({ metadata })).data.map(({ id }) => id)).toEqual([answered.id]);
    await expect(clientOf(app.url, 'key-b').chat.completions.retrieve(answered.id)).rejects.toThrow(
      '404',
    );
  });

  it('is there as soon as its stream has ended, as a whole answer', async () => {
    core.standIn.behave(() => ({ kind: 'text', text: 'Hello there' }));
    const { completions } = clientOf(app.url).chat;
    const chunks = await collect(
      await completions.create({ model: 'gpt-5.5', messages, store: true, stream: true, n: 2 }),
    );

    const found = await completions.retrieve(chunks[0]?.id ?? '');
    expect(found.object).toBe('chat.completion');
    expect(found.choices.map(({ message }) => message.content)).toEqual([
      'Hello there',
      'Hello there',
    ]);
  });

  it('is not kept where it failed, nor any that did not ask', async () => {
    const { completions } = clientOf(app.url, 'key-c').chat;
    const answered = await completions.create({ model: 'gpt-5.5', messages });
    core.standIn.behave(() => ({ kind: 'failed', code: 'context_length_exceeded', message: 'm' }));

    await expect(
      completions.create({ model: 'gpt-5.5', messages, store: true }),
    ).rejects.toMatchObject({ status: 400 });
    await expect(completions.retrieve(answered.id)).rejects.toMatchObject({ status: 404 });
    expect((await completions.list()).data).toEqual([]);
  });
});
