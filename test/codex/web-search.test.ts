import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Completion } from '../../src/codex/completion/completion.ts';
import type { ItemEvent } from '../../src/codex/completion/item-events.ts';
import type { CompletionRequest, WebSearch } from '../../src/codex/completion/request.ts';
import { ask, never, startTestCore, type TestCore } from '../support/core.ts';
import { lastAsked } from '../support/last-asked.ts';
import { functionTool } from '../support/tool-loop.ts';

const full: WebSearch = {
  contextSize: 'low',
  location: { city: 'Oslo', country: 'NO', region: 'Oslo', timezone: 'Europe/Oslo' },
  allowedDomains: ['example.com', 'docs.example.com'],
  contentTypes: ['text', 'image'],
  access: 'cached',
};

/** What the service is given of `full`. */
const fullTool = {
  type: 'web_search',
  external_web_access: false,
  search_context_size: 'low',
  filters: { allowed_domains: ['example.com', 'docs.example.com'] },
  user_location: {
    type: 'approximate',
    city: 'Oslo',
    country: 'NO',
    region: 'Oslo',
    timezone: 'Europe/Oslo',
  },
};

describe.each(['app-server', 'direct'] as const)('a web search, on %s,', (engineSetting) => {
  let test: TestCore;

  beforeAll(async () => {
    test = await startTestCore({ engineSetting, hasWebSearch: true });
  });
  afterEach(() => test.standIn.behave(undefined));
  afterAll(async () => {
    await test.close();
  });

  async function run(text: string, more: Partial<CompletionRequest>): Promise<Completion> {
    const completion = await test.core.run(ask(text, more), never());
    await completion.result();
    return completion;
  }

  /** Codex names the defaults, and what the model reads of pages. */
  const plain =
    engineSetting === 'direct'
      ? { type: 'web_search' }
      : {
          type: 'web_search',
          external_web_access: true,
          search_content_types: ['text', 'image'],
        };

  it('is allowed as the request says', async () => {
    expect(test.core.capabilities().hasHostedTools).toBe(true);
    await run('hello', { webSearch: full });
    expect(lastAsked(test.standIn)?.body['tools']).toEqual([
      { ...fullTool, search_content_types: ['text', 'image'] },
    ]);
    await run('hello', { webSearch: { contextSize: 'high' }, tools: [functionTool('f')] });
    expect(lastAsked(test.standIn)?.body['tools']).toEqual([
      expect.objectContaining({ type: 'function', name: 'f' }),
      { ...plain, search_context_size: 'high' },
    ]);
    await run('hello', { webSearch: {} });
    expect(lastAsked(test.standIn)?.body['tools']).toEqual([plain]);
  });

  it('is not there for a request that does not ask for it', async () => {
    await run('hello', {});
    expect(lastAsked(test.standIn)?.body['tools'] ?? []).toEqual([]);
    await run('hello', { webSearch: {}, toolChoice: 'none' });
    const { tools = [], tool_choice: choice } = lastAsked(test.standIn)?.body ?? {};
    expect(choice === 'none' || JSON.stringify(tools) === '[]').toBe(true);
  });

  it('is an item of the answer, whose text has its citations', async () => {
    const completion = await run('Search the web for tea', { webSearch: {} });
    const { items } = completion;
    expect(items.filter(({ type }) => type === 'hosted')).toEqual([
      {
        type: 'hosted',
        id: expect.stringMatching(/^ws_/),
        status: 'completed',
        raw: {
          type: 'web_search_call',
          id: expect.stringMatching(/^ws_/),
          status: 'completed',
          action: expect.objectContaining({ type: 'search', query: 'tea' }),
        },
      },
    ]);
    const message = items.at(-1);
    const [part] = message?.type === 'message' ? message.parts : [];
    const start = completion.text.indexOf(' ([example.com]') + 1;
    expect(part).toEqual({
      type: 'text',
      text: completion.text,
      annotations: [
        {
          type: 'url_citation',
          start_index: start,
          end_index: completion.text.length,
          url: 'https://example.com/tea',
          title: 'All about tea',
        },
      ],
    });
  });

  it.each([
    [{ type: 'search', query: 'tea', queries: ['tea'] }],
    [{ type: 'open_page', url: 'https://example.com/tea' }],
    [{ type: 'find_in_page', url: 'https://example.com/tea', pattern: 'green' }],
  ])('begins with what it does: %j', async (action) => {
    const search = { kind: 'web_search_call', members: { action } } as const;
    test.standIn.behave(() => ({
      kind: 'items',
      items: [search, { kind: 'message', text: 'So.' }],
    }));
    const completion = await run('tea', { webSearch: {} });
    const events: ItemEvent[] = [];
    for await (const event of completion.itemEvents()) events.push(event);
    expect(events[1]).toMatchObject({
      type: 'item-added',
      item: { raw: { type: 'web_search_call', status: 'in_progress', action } },
    });
    expect(completion.items[0]).toMatchObject({ type: 'hosted', raw: { action } });
  });

  it('can be demanded, alone and as one of the tools', async () => {
    const tools = [functionTool('f')];
    const hosted = await run('tea', { tools, webSearch: {}, toolChoice: { hosted: 'web_search' } });
    const allowed = await run('tea', {
      tools,
      webSearch: {},
      toolChoice: { mode: 'required', allowed: [], allowedHosted: ['web_search'] },
    });
    const seen = [hosted, allowed].map(({ items, unmet }) => ({
      hasSearched: items.some(({ type }) => type === 'hosted'),
      unmet,
    }));
    // The stand-in takes no instructions.
    const told = { hasSearched: false, unmet: ['tool_choice'] };
    const demanded = { hasSearched: true, unmet: [] };
    expect(seen).toEqual(Array(2).fill(engineSetting === 'direct' ? demanded : told));
    const { body, input } = lastAsked(test.standIn) ?? {};
    const words = { type: 'input_text', text: 'Search the web before you answer this message.' };
    const question = { type: 'input_text', text: 'tea' };
    const tool: unknown = expect.objectContaining({ name: 'f' });
    expect([body?.['tools'], input?.at(-1)?.['content']]).toEqual(
      engineSetting === 'direct' ? [[tool, plain], [question]] : [[plain], [words]],
    );
  });

  it('fulfills the demand for a call of any tool', async () => {
    const search = { kind: 'web_search_call', members: { action: { type: 'search' } } } as const;
    const said = { kind: 'message', text: 'Tea is old.' } as const;
    test.standIn.behave(() => ({ kind: 'items', items: [search, said] }));
    const completion = await run('tea', {
      tools: [functionTool('f')],
      webSearch: {},
      toolChoice: 'required',
    });
    expect(completion.items.map(({ type }) => type)).toEqual(['hosted', 'message']);
    expect(completion.unmet).toEqual([]);
  });

  it('continues in the chat', async () => {
    const first = ask('Search the web for tea', { webSearch: {} });
    const completion = await test.core.run(first, never());
    const { text } = await completion.result();
    const said = { role: 'assistant', content: [{ type: 'text', text }] } as const;
    const messages = [...first.messages, said, ...ask('Say exactly: more').messages];
    await (await test.core.run({ ...first, messages }, never())).result();
    expect(lastAsked(test.standIn)?.input.map(({ type }) => type)).toEqual([
      'message',
      'reasoning',
      'web_search_call',
      'message',
      'message',
    ]);
  });
});

describe.each(['app-server', 'direct'] as const)(
  'without --web-search, on %s,',
  (engineSetting) => {
    it('nobody searches the web', async () => {
      const test = await startTestCore({ engineSetting });
      try {
        expect(test.core.capabilities().hasHostedTools).toBe(false);
        const refused = await test.core.run(
          ask('Search the web for tea', { webSearch: {} }),
          never(),
        );
        await expect(refused.result()).rejects.toMatchObject({ param: 'web_search_options' });
        await (await test.core.run(ask('Search the web for tea'), never())).result();
        expect(lastAsked(test.standIn)?.body['tools'] ?? []).toEqual([]);
      } finally {
        await test.close();
      }
    });
  },
);
