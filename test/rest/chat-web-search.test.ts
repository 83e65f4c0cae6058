import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lastAsked } from '../support/last-asked.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { openai } from './client.ts';

describe.each(['app-server', 'direct'])(
  'web_search_options with --web-search on, on %s,',
  (engine) => {
    let gateway: TestGateway;

    beforeAll(async () => {
      gateway = await startTestGateway({ args: ['--engine', engine, '--web-search', 'on'] });
    });
    afterAll(async () => {
      await gateway.close();
    });

    const messages = [{ role: 'user' as const, content: 'Search the web for tea' }];

    it('let the model search, whose answer cites its sources', async () => {
      const answer = await openai(gateway.url).chat.completions.create({
        model: 'gpt-5.5',
        messages,
        web_search_options: {
          search_context_size: 'low',
          user_location: { type: 'approximate', approximate: { country: 'NO', city: 'Oslo' } },
        },
      });
      const message = answer.choices[0]?.message;
      expect(message?.annotations).toEqual([
        {
          type: 'url_citation',
          url_citation: expect.objectContaining({ url: 'https://example.com/tea' }),
        },
      ]);
      expect(lastAsked(gateway.standIn)?.body['tools']).toEqual([
        expect.objectContaining({
          type: 'web_search',
          search_context_size: 'low',
          user_location: { type: 'approximate', country: 'NO', city: 'Oslo' },
        }),
      ]);
    });

    it('are not taken from another request', async () => {
      await openai(gateway.url).chat.completions.create({ model: 'gpt-5.5', messages });
      expect(lastAsked(gateway.standIn)?.body['tools'] ?? []).toEqual([]);
    });
  },
);
