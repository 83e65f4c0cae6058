import { describe, expect, it } from 'vitest';
import type { CompletionRequest } from '../../src/codex/completion/request.ts';
import { estimateInputTokens } from '../../src/codex/shaping/estimate-usage.ts';
import { localCaller } from '../support/callers.ts';

/** The tokens of a question of four tokens, with more or other fields. */
function tokensWith(more: Partial<CompletionRequest> = {}): number {
  const messages = [{ role: 'user', content: [{ type: 'text', text: 'What is up?' }] }] as const;
  const request = {
    model: 'gpt-5.5',
    messages,
    surface: 'RESPONSES',
    caller: localCaller,
  } as const;
  return estimateInputTokens({ ...request, ...more });
}

const schema = { type: 'object', properties: { city: { type: 'string' } } };

describe('the tokens of a request', () => {
  it('are those of its messages, and three more for each', () => {
    expect(tokensWith()).toBe(4 + 3);
    const said = { role: 'assistant', content: [{ type: 'text', text: 'Not much.' }] } as const;
    expect(tokensWith({ messages: [said] })).toBe(3 + 3);
  });

  it.each([
    [
      'tools',
      { tools: [{ type: 'function', name: 'weather', description: '', parameters: schema }] },
    ],
    ['tools of the service', { rawTools: [{ type: 'web_search', schema }] }],
    ['a schema', { format: { type: 'json_schema', name: 'city', schema, isStrict: true } }],
  ] as const)('count %s', (_, more) => {
    expect(tokensWith(more)).toBeGreaterThan(tokensWith() + 10);
  });

  it('count a picture by itself, no matter how long its data is', () => {
    const picture = (dataUrl: string): number =>
      tokensWith({ messages: [{ role: 'user', content: [{ type: 'image', dataUrl }] }] });

    expect(picture('data:image/png;base64,AAAA')).toBe(765 + 3);
    expect(picture(`data:image/png;base64,${'A'.repeat(100_000)}`)).toBe(765 + 3);
  });
});
