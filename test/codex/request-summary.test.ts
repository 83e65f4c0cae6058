import { describe, expect, it } from 'vitest';
import { summaryOf } from '../../src/codex/completion/request-summary.ts';
import type { FunctionTool } from '../../src/codex/completion/tools.ts';
import { ask } from '../support/core.ts';

const tool = (name: string): FunctionTool => ({
  type: 'function',
  name,
  description: '',
  parameters: {},
});

describe('the summary of a request', () => {
  it('says little of a plain question', () => {
    expect(summaryOf(ask('Hi', { delivery: 'whole' }))).toEqual({
      messageCount: 1,
      pictureCount: 0,
      toolCount: 0,
      toolNames: [],
      toolChoice: null,
      responseFormat: 'text',
      maxOutputTokens: null,
      isStreamed: false,
    });
  });

  it('counts messages and pictures, and holds no text of the conversation', () => {
    const picture = { type: 'image', dataUrl: 'data:image/png;base64,c2VjcmV0' } as const;
    const summary = summaryOf(
      ask('', {
        messages: [
          { role: 'system', content: [{ type: 'text', text: 'secret' }] },
          { role: 'user', content: [picture, { type: 'text', text: 'secret' }, picture] },
          { role: 'tool', toolCallId: 'call_secret', content: [picture] },
        ],
        format: {
          type: 'json_schema',
          name: 'secret',
          schema: { title: 'secret' },
          isStrict: true,
        },
        maxOutputTokens: 9,
        delivery: 'streamed',
      }),
    );
    expect(summary).toMatchObject({
      messageCount: 3,
      pictureCount: 3,
      responseFormat: 'json_schema',
      maxOutputTokens: 9,
      isStreamed: true,
    });
    expect(JSON.stringify(summary)).not.toMatch(/secret|c2VjcmV0/);
  });

  it("names the client's tools and the service's", () => {
    const summary = summaryOf(
      ask('Hi', {
        tools: [
          tool('get_weather'),
          {
            type: 'custom',
            name: 'run',
            namespace: { name: 'shell', description: '' },
            description: '',
          },
        ],
        rawTools: [
          { type: 'file_search', vector_store_ids: [] },
          { type: 'function', name: 'later' },
        ],
        webSearch: {},
      }),
    );
    expect(summary).toMatchObject({
      toolCount: 5,
      toolNames: ['get_weather', 'shell.run', 'file_search', 'later', 'web_search'],
      toolChoice: { mode: 'auto', names: [] },
      isStreamed: null,
    });
  });

  it.each([
    ['none', { mode: 'none', names: [] }],
    ['required', { mode: 'required', names: [] }],
    [{ name: 'a' }, { mode: 'required', names: ['a'] }],
    [{ hosted: 'web_search' }, { mode: 'required', names: ['web_search'] }],
    [
      { mode: 'auto', allowed: ['a'], allowedHosted: ['web_search'] },
      { mode: 'auto', names: ['a', 'web_search'] },
    ],
  ] as const)('says of the tool choice %j what the model may call', (toolChoice, expected) => {
    expect(summaryOf(ask('Hi', { tools: [tool('a')], toolChoice })).toolChoice).toEqual(expected);
  });

  it('stays small, however many tools there are and however long their names', () => {
    const tools = Array.from({ length: 500 }, (_, index) => tool(`${index}${'x'.repeat(1000)}`));
    const summary = summaryOf(ask('Hi', { tools }));
    expect(summary.toolCount).toBe(500);
    expect(summary.toolNames).toHaveLength(20);
    expect(JSON.stringify(summary).length).toBeLessThan(3000);
  });
});
