import { describe, expect, it } from 'vitest';
import { AttemptBudget } from '../../../src/codex/completion/attempt-budget.ts';
import type { CompletionRequest } from '../../../src/codex/completion/request.ts';
import type { LoginKind } from '../../../src/codex/engine/direct/provider/provider.ts';
import { buildBody, type BodyParts } from '../../../src/codex/engine/direct/request/build-body.ts';
import { inputItems } from '../../../src/codex/engine/direct/request/input-items.ts';
import { ask } from '../../support/core.ts';
import { functionTool } from '../../support/tool-loop.ts';

const sessionId = '0199b0a0-0000-7000-8000-000000000000';

function bodyOf(
  kind: LoginKind,
  asked: CompletionRequest,
  more: Partial<Pick<BodyParts, 'storesAnswers'>> & { readonly effort?: null } = {},
): object {
  const { storesAnswers = false, effort = 'low' } = more;
  return buildBody({
    kind,
    storesAnswers,
    request: {
      completionId: 'chatcmpl-1',
      model: 'gpt-5.5',
      effort,
      asked,
      attempts: new AttemptBudget(),
    },
    input: inputItems(asked.messages),
    sessionId,
  });
}

/** Everything that a client can set. */
const everything = ask('Hi', {
  tools: [{ ...functionTool('get_weather'), isStrict: true }],
  toolChoice: { mode: 'required', allowed: ['get_weather'] },
  allowsParallelToolCalls: false,
  format: { type: 'text' },
  verbosity: 'low',
  serviceTier: 'priority',
  maxOutputTokens: 100,
  sampling: { temperature: 0.2, topP: 0.5 },
  topLogprobs: 3,
  webSearch: { contextSize: 'low', location: { country: 'NO' } },
  labels: { user: 'u', safetyIdentifier: 's', metadata: { a: 'b' } },
  caching: { key: 'k', retention: '24h', options: { mode: 'explicit' } },
});

/** What every kind of login takes of it. */
const common = {
  model: 'gpt-5.5',
  store: false,
  tools: [
    { ...functionTool('get_weather'), strict: true },
    {
      type: 'web_search',
      search_context_size: 'low',
      user_location: { type: 'approximate', country: 'NO' },
    },
  ],
  tool_choice: {
    type: 'allowed_tools',
    mode: 'required',
    tools: [{ type: 'function', name: 'get_weather' }],
  },
  parallel_tool_calls: false,
  reasoning: { effort: 'low', summary: 'auto' },
  include: ['reasoning.encrypted_content', 'web_search_call.action.sources'],
  prompt_cache_key: 'k',
  text: { verbosity: 'low', format: { type: 'text' } },
  service_tier: 'priority',
  input: [{ type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Hi' }] }],
};

describe('the body of a request', () => {
  it.each(['api-key', 'custom'] as const)(
    'holds all that a client set, with a login of %s',
    (kind) => {
      expect(bodyOf(kind, everything)).toEqual({
        ...common,
        include: [...common.include, 'message.output_text.logprobs'],
        temperature: 0.2,
        top_p: 0.5,
        top_logprobs: 3,
        max_output_tokens: 100,
        user: 'u',
        safety_identifier: 's',
        metadata: { a: 'b' },
        prompt_cache_retention: '24h',
        prompt_cache_options: { mode: 'explicit' },
      });
    },
  );

  it('leaves out what a ChatGPT login refuses', () => {
    expect(bodyOf('chatgpt', everything)).toEqual({ ...common, instructions: '' });
  });

  it('holds nothing that a client did not set, but what the service needs', () => {
    expect(bodyOf('api-key', ask('Hi'))).toEqual({
      model: 'gpt-5.5',
      store: false,
      reasoning: { effort: 'low', summary: 'auto' },
      include: ['reasoning.encrypted_content'],
      prompt_cache_key: sessionId,
      input: common.input,
    });
  });

  it('is stored where the service demands it', () => {
    expect(bodyOf('custom', ask('Hi'), { storesAnswers: true })).toMatchObject({ store: true });
  });

  it('asks a model without efforts for no reasoning', () => {
    const body = bodyOf('custom', ask('Hi'), { effort: null });
    expect(body).not.toHaveProperty('reasoning');
    expect(body).not.toHaveProperty('include');
  });

  it.each([
    ['auto', 'auto'],
    ['none', 'none'],
    ['required', 'required'],
    [{ name: 'get_weather' }, { type: 'function', name: 'get_weather' }],
    [{ name: 'sql' }, { type: 'custom', name: 'sql' }],
    [
      { mode: 'auto', allowed: ['sql', 'get_weather'] },
      {
        type: 'allowed_tools',
        mode: 'auto',
        tools: [
          { type: 'custom', name: 'sql' },
          { type: 'function', name: 'get_weather' },
        ],
      },
    ],
  ] as const)('passes on the tool choice %j', (toolChoice, written) => {
    const asked = ask('Hi', {
      tools: [functionTool('get_weather'), { type: 'custom', name: 'sql', description: '' }],
      toolChoice,
    });
    expect(bodyOf('chatgpt', asked)).toMatchObject({ tool_choice: written });
  });

  it('passes on a grammar, and a description of an answer', () => {
    const grammar = { syntax: 'lark', definition: 'start: "a"' } as const;
    const asked = ask('Hi', {
      tools: [{ type: 'custom', name: 'sql', description: 'Runs SQL.', grammar }],
      format: { type: 'json_schema', name: 'a', description: 'b', schema: {}, isStrict: false },
    });
    expect(bodyOf('chatgpt', asked)).toMatchObject({
      tools: [
        {
          type: 'custom',
          name: 'sql',
          description: 'Runs SQL.',
          format: { type: 'grammar', syntax: 'lark', definition: 'start: "a"' },
        },
      ],
      text: {
        format: { type: 'json_schema', name: 'a', description: 'b', schema: {}, strict: false },
      },
    });
  });

  it('leaves a limit of tokens to the gateway where the service takes none so low', () => {
    expect(bodyOf('api-key', ask('Hi', { maxOutputTokens: 15 }))).not.toHaveProperty(
      'max_output_tokens',
    );
    expect(bodyOf('api-key', ask('Hi', { maxOutputTokens: 16 }))).toHaveProperty(
      'max_output_tokens',
      16,
    );
  });

  it('mentions JSON where the service demands it of a JSON object, in no further item', () => {
    const format = { type: 'json_object' } as const;
    expect(bodyOf('api-key', ask('Hi', { format }))).toMatchObject({
      text: { format },
      input: [
        {
          role: 'user',
          content: [
            { type: 'input_text', text: 'Hi' },
            { type: 'input_text', text: 'Answer with one JSON object.' },
          ],
        },
      ],
    });
    expect(bodyOf('api-key', ask('Hi, as Json', { format }))).toMatchObject({
      input: [{ content: [{ type: 'input_text', text: 'Hi, as Json' }] }],
    });
  });

  it('says developer for system to the service of a ChatGPT login alone', () => {
    const asked = ask('', {
      messages: [{ role: 'system', content: [{ type: 'text', text: 'Be brief.' }] }],
    });
    expect(bodyOf('chatgpt', asked)).toMatchObject({ input: [{ role: 'developer' }] });
    expect(bodyOf('api-key', asked)).toMatchObject({ input: [{ role: 'system' }] });
  });
});
