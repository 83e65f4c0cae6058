import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStoredCompletions } from '../../src/rest/openai/stored/create-stored-completions.ts';
import type { StoredCompletions } from '../../src/rest/openai/stored/stored-completions.ts';
import { startTestCore, type TestCore } from '../support/core.ts';
import { keptRecords } from '../support/kept-records.ts';
import { chatBody, choicesOf, collect, openai, post } from './client.ts';
import { startRestApp, type RestApp } from './rest-app.ts';

const logger = pino({ level: 'silent' });
const messages = [{ role: 'user' as const, content: 'Say exactly: kept' }];
let upstream: TestCore;
let app: RestApp;
let broken: RestApp;
let storeless: RestApp;

beforeAll(async () => {
  upstream = await startTestCore();
  const { core } = upstream;
  const store = createStoredCompletions({ records: keptRecords('memory') });
  const full: StoredCompletions = {
    ...store,
    save: async () => await Promise.reject(new Error('The disk is full.')),
  };
  app = await startRestApp({ core, store }, logger);
  broken = await startRestApp({ core, store: full }, logger);
  storeless = await startRestApp({ core }, logger);
});
afterAll(async () => {
  for (const each of [app, broken, storeless]) await each.close();
  await upstream.close();
});

describe('an answer of a request with store', () => {
  it('is there as soon as it has come', async () => {
    const { completions } = openai(app.url).chat;
    const metadata = { topic: 'a' };
    const answer = await completions.create({ model: 'gpt-5.5', messages, store: true, metadata });
    const stored = await completions.retrieve(answer.id);

    expect(stored).toEqual(answer);
    expect(stored).toMatchObject({ metadata, choices: [{ message: { content: 'kept' } }] });
  });

  it('is stored whole where it came in chunks', async () => {
    const { completions } = openai(app.url).chat;
    const chunks = await collect(
      await completions.create({ model: 'gpt-5.5', messages, store: true, stream: true }),
    );
    const stored = await completions.retrieve(chunks[0]?.id ?? '');

    expect(stored.choices[0]?.message.content).toBe('kept');
    expect(stored.usage?.completion_tokens).toBeGreaterThan(0);
  });

  it('is not there unless that was asked for', async () => {
    const { completions } = openai(app.url).chat;
    const answer = await completions.create({ model: 'gpt-5.5', messages });

    await expect(completions.retrieve(answer.id)).rejects.toMatchObject({ status: 404 });
  });

  it('comes all the same where it cannot be stored', async () => {
    const whole = await post(`${broken.url}/v1/chat/completions`, chatBody({ store: true }));
    const stream = await post(
      `${broken.url}/v1/chat/completions`,
      chatBody({ store: true, stream: true }),
    );

    expect(whole.status).toBe(200);
    expect(whole.headers.get('x-codex-serve-unmet')).toBe('store');
    expect(choicesOf(await stream.text()).at(-1)?.finish_reason).toBe('stop');
  });

  it('is refused where nothing is stored', async () => {
    const response = await post(`${storeless.url}/v1/chat/completions`, chatBody({ store: true }));

    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      error: {
        message:
          "'store' cannot be true: this gateway keeps no answers, because it runs with --store off.",
        type: 'invalid_request_error',
        param: 'store',
        code: 'unsupported_parameter',
      },
    });
  });
});
