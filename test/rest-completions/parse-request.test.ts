import { describe, expect, it } from 'vitest';
import { noCapabilities } from '../../src/codex/engine/capabilities.ts';
import type { Caller } from '../../src/codex/completion/caller.ts';
import { keyCaller } from '../support/callers.ts';
import { parseLegacyRequest } from '../../src/rest/openai/completions/parse-request.ts';

const caller: Caller = keyCaller('alice', { userAgent: 'test/1' });
const context = { isStrict: false, capabilities: noCapabilities, caller };

describe('a legacy request', () => {
  it('is asked of the core as one user message with its limits', () => {
    const { choices } = parseLegacyRequest(
      { model: 'gpt-5.5-high', prompt: 'hi', max_tokens: 5, stop: 'end' },
      context,
    );

    expect(choices).toEqual([
      {
        completion: {
          model: 'gpt-5.5-high',
          messages: [{ role: 'user', content: [{ type: 'text', text: 'hi' }] }],
          maxOutputTokens: 5,
          stop: ['end'],
          surface: 'COMPLETIONS',
          caller,
        },
        prefix: '',
      },
    ]);
  });

  it('has no limits that it did not ask for', () => {
    const [{ completion }] = parseLegacyRequest({ model: 'm', prompt: '' }, context).choices;

    expect(Object.keys(completion)).toEqual(['model', 'messages', 'surface', 'caller']);
  });
});
