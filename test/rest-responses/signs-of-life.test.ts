import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventsOf, openai, respond, textOf } from './client.ts';
import { startResponsesApp, type ResponsesApp } from './responses-app.ts';

let app: ResponsesApp;
/** One that holds its first events for as long as a test takes. */
let holding: ResponsesApp;

beforeAll(async () => {
  app = await startResponsesApp({ keepaliveMs: 20, deps: { headerHoldMs: 1, keepaliveMs: 20 } });
  holding = await startResponsesApp({ keepaliveMs: 20, deps: { keepaliveMs: 20 } });
});
afterAll(async () => {
  await app.close();
  await holding.close();
});
afterEach(() => {
  app.standIn.behave(undefined);
  holding.standIn.behave(undefined);
});

describe('a streamed response that waits', () => {
  it('sends comments before its first event, and then events that count', async () => {
    app.standIn.behave(() => ({ kind: 'delay', ms: 100, text: 'Hi' }));
    const text = await (await respond(app.url, { stream: true })).text();

    expect(text).toMatch(
      /^(?:: keepalive\n\n)*event: response\.created\n.*\n\nevent: response\.in_progress\n.*\n\n(?:event: keepalive\ndata: \{"type":"keepalive","sequence_number":\d+\}\n\n)+event: response\.output_item\.added/,
    );
    expect(textOf(eventsOf(text))).toBe('Hi');
  });

  it('sends them in the middle too, which the SDK ignores', async () => {
    app.standIn.behave(() => ({ kind: 'stall', text: 'One two', afterTokens: 1 }));
    const leaving = new AbortController();
    const response = await respond(app.url, { stream: true }, { signal: leaving.signal });
    let text = '';
    for await (const bytes of response.body ?? []) {
      text += new TextDecoder().decode(bytes);
      if (/"One".*\n\nevent: keepalive\n.*\n\n/s.test(text)) break;
    }
    leaving.abort();

    expect(text).not.toMatch(/"One".*: keepalive\n\n(?!data)/s);
    const helper = openai(app.url).responses.stream({ model: 'gpt-5.5', input: 'hi' });
    const kinds: string[] = [];
    helper.on('event', ({ type }) => {
      kinds.push(type);
      if (kinds.filter((kind) => kind === 'keepalive').length === 2) helper.abort();
    });
    await expect(helper.done()).rejects.toThrow('aborted');
    expect(kinds[0]).toBe('response.created');
  });

  it('can only fail by an event once it has begun', async () => {
    app.standIn.behave(() => ({ kind: 'failed', code: 'context_length_exceeded', message: '' }));
    const response = await respond(app.url, { stream: true });
    const text = await response.text();

    expect(response.status).toBe(200);
    expect(eventsOf(text).slice(-2)).toMatchObject([
      { type: 'error', code: 'context_length_exceeded', param: 'input' },
      { type: 'response.failed', response: { error: { code: 'context_length_exceeded' } } },
    ]);
  });

  it('holds its events, however many keepalives there are, and can still fail by its status', async () => {
    holding.standIn.behave(() => ({ kind: 'delay', ms: 100, text: 'Hi' }));
    const waited = await (await respond(holding.url, { stream: true })).text();
    holding.standIn.behave(() => ({ kind: 'status', status: 400 }));
    const failed = await respond(holding.url, { stream: true });

    expect(waited).toMatch(/^event: response\.created\n/);
    expect(waited).toContain('event: keepalive\n');
    expect(failed.status).toBe(400);
    await failed.text();
  });

  it('names a response of its own where no turn could be started', async () => {
    // The pictures of a request are fetched before its turn begins.
    let refuse = (): void => {};
    const refused = new Promise<void>((resolve) => (refuse = resolve));
    const waiting = await startResponsesApp({
      deps: {
        headerHoldMs: 1,
        images: {
          fetch: async () => {
            await refused;
            throw new Error('There is no such picture.');
          },
        },
      },
    });
    const image = { type: 'input_image', image_url: 'https://a.test/a.png' };
    const input = [{ role: 'user', content: [image] }];
    const response = await respond(waiting.url, { stream: true, input });
    refuse();
    const events = eventsOf(await response.text());
    await waiting.close();

    expect(events.map(({ type }) => type)).toEqual([
      'response.created',
      'response.in_progress',
      'error',
      'response.failed',
    ]);
    expect(events.at(-1)).toMatchObject({
      response: {
        id: expect.stringMatching(/^resp_/),
        store: false,
        error: { code: 'server_error' },
      },
    });
  });
});
