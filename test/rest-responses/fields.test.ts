import { describe, expect, it } from 'vitest';
import { noCapabilities, type Capabilities } from '../../src/codex/engine/capabilities.ts';
import { directCapabilities } from '../../src/codex/engine/direct/request/capabilities.ts';
import { asked, parsed, refusalOf } from './parsed.ts';

const appServer = noCapabilities;
const direct = directCapabilities['api-key'];
const engines: readonly [string, Capabilities][] = [
  ['app-server', appServer],
  ['direct engine', direct],
];
const lookup = { type: 'function', name: 'lookup' };

describe.each(engines)('on the %s a request', (_name, capabilities) => {
  it('asks the core for what it says', () => {
    const {
      messages,
      caller: _,
      ...core
    } = asked(
      {
        reasoning: { effort: 'high', summary: 'detailed' },
        text: { verbosity: 'low', format: { type: 'json_schema', name: 'it', schema: {} } },
        max_output_tokens: 16,
        service_tier: 'priority',
        parallel_tool_calls: false,
        tools: [{ ...lookup, description: null, parameters: null, strict: null }],
        tool_choice: 'required',
      },
      capabilities,
    );
    expect(core).toEqual({
      model: 'gpt-5.5',
      effort: 'high',
      reasoningSummary: 'detailed',
      verbosity: 'low',
      format: { type: 'json_schema', name: 'it', schema: {}, isStrict: false },
      maxOutputTokens: 16,
      serviceTier: 'priority',
      allowsParallelToolCalls: false,
      tools: [
        {
          type: 'function',
          name: 'lookup',
          description: '',
          parameters: { type: 'object', properties: {} },
        },
      ],
      toolChoice: 'required',
      delivery: 'whole',
      surface: 'RESPONSES',
      idPrefix: 'resp_',
    });
    expect(messages).toHaveLength(1);
  });

  it('gets no summary that it does not ask for', () => {
    expect(asked({}, capabilities).reasoningSummary).toBe('none');
    expect(asked({ reasoning: { effort: 'low' } }, capabilities).reasoningSummary).toBe('none');
    const older = asked({ reasoning: { generate_summary: 'concise' } }, capabilities);
    expect(older.reasoningSummary).toBe('concise');
  });

  it('may hold tools of every kind that Codex sends', () => {
    const tools = [
      {
        type: 'custom',
        name: 'apply_patch',
        format: { type: 'grammar', syntax: 'lark', definition: 'start: "a"' },
      },
      { type: 'tool_search', execution: 'client', description: 'Finds tools.', parameters: {} },
      { type: 'web_search', external_web_access: true, search_content_types: ['text', 'image'] },
      { type: 'namespace', name: 'collaboration', description: 'Others.', tools: [lookup] },
    ];
    const inside = {
      type: 'additional_tools',
      role: 'developer',
      tools: [{ ...lookup, name: 'wait' }],
    };
    const { tools: known = [] } = asked(
      { tools, input: [inside, { role: 'user', content: 'hi' }], client_metadata: { a: 'b' } },
      capabilities,
    );
    expect(known.map(({ type, name, namespace }) => [type, name, namespace?.name])).toEqual([
      ['custom', 'apply_patch', undefined],
      ['function', 'lookup', 'collaboration'],
      ['function', 'wait', undefined],
    ]);
  });
});

describe('without web search', () => {
  it.each([
    'web_search',
    'web_search_2025_08_26',
    'web_search_preview',
    'web_search_preview_2025_03_11',
  ])('the tool %s is ignored and named, whatever it holds', (type) => {
    const request = parsed({ tools: [{ type, filters: { blocked_domains: ['x'] }, odd: 1 }] });
    expect(request.ignored).toEqual([`tools[type=${type}]`]);
    expect(request.settings.tools).toEqual([]);
    expect(asked({ tools: [{ type }] })).not.toHaveProperty('webSearch');
  });

  it.each<object>([{ type: 'web_search' }, { type: 'web_search_preview' }])(
    'a choice of it is refused: %j',
    (tool_choice) => {
      expect(refusalOf(() => asked({ tools: [tool_choice, lookup], tool_choice }))).toMatchObject({
        code: 'invalid_request',
        param: 'tool_choice',
        message: expect.stringContaining("not found in 'tools' parameter."),
      });
    },
  );

  it('is left out of the tools that are allowed', () => {
    const { toolChoice } = asked({
      tools: [lookup, { type: 'web_search' }],
      tool_choice: { type: 'allowed_tools', mode: 'auto', tools: [lookup, { type: 'web_search' }] },
    });
    expect(toolChoice).toEqual({ mode: 'auto', allowed: ['lookup'], allowedHosted: [] });
  });
});

describe('with web search', () => {
  const capabilities = { ...appServer, hasHostedTools: true };

  it('its settings reach the core', () => {
    const tool = {
      type: 'web_search',
      search_context_size: 'high',
      external_web_access: false,
      filters: { allowed_domains: ['example.com'] },
      user_location: { type: 'approximate', city: 'Oslo', country: 'NO', region: null },
    };
    expect(
      asked({ tools: [tool], tool_choice: { type: 'web_search' } }, capabilities),
    ).toMatchObject({
      webSearch: {
        contextSize: 'high',
        access: 'cached',
        allowedDomains: ['example.com'],
        location: { city: 'Oslo', country: 'NO' },
      },
      toolChoice: { hosted: 'web_search' },
    });
    const { settings } = parsed({ tools: [{ type: 'web_search' }] }, { capabilities });
    expect(settings.tools).toEqual([
      { type: 'web_search', search_context_size: 'medium', user_location: null },
    ]);
  });

  it('blocked domains are refused', () => {
    const tools = [{ type: 'web_search', filters: { blocked_domains: ['example.com'] } }];
    expect(refusalOf(() => parsed({ tools }, { capabilities }))).toMatchObject({
      code: 'unsupported_value',
      param: 'tools[0].filters.blocked_domains',
    });
  });
});

describe('fields without effect are named', () => {
  it.each<[string, object]>([
    ['temperature', { temperature: 0.5 }],
    ['top_p', { top_p: 0.5 }],
    ['user', { user: 'u' }],
    ['safety_identifier', { safety_identifier: 's' }],
    ['prompt_cache_key', { prompt_cache_key: 'k' }],
    ['prompt_cache_retention', { prompt_cache_retention: '24h' }],
    ['presence_penalty', { presence_penalty: 1 }],
    ['truncation', { truncation: 'auto' }],
    ['max_tool_calls', { max_tool_calls: 2 }],
    ['context_management', { context_management: [{ type: 'compaction' }] }],
    ['client_metadata', { client_metadata: { a: 'b' } }],
    ['access_programs', { access_programs: { a: 'b' } }],
    ['reasoning.context', { reasoning: { context: 'all_turns' } }],
    ['reasoning.generate_summary', { reasoning: { summary: 'auto', generate_summary: 'concise' } }],
    ['stream_options.include_obfuscation', { stream_options: { include_obfuscation: true } }],
    ['service_tier', { service_tier: 'scale' }],
    ['service_tier', { service_tier: 'ultrafast' }],
    ['parallel_tool_calls', { parallel_tool_calls: false }],
    ['generate', { generate: false }],
    ['max_tokens', { max_tokens: 20 }],
    ['future_field', { future_field: 1 }],
    ['include[file_search_call.results]', { include: ['file_search_call.results'] }],
    ['include[message.output_text.logprobs]', { include: ['message.output_text.logprobs'] }],
    ['tools[].strict', { tools: [{ ...lookup, strict: true }] }],
    ['tools[].output_schema', { tools: [{ ...lookup, output_schema: { type: 'string' } }] }],
    ['tools[].defer_loading', { tools: [{ ...lookup, defer_loading: true }] }],
    ['tools[type=tool_search]', { tools: [{ type: 'tool_search', execution: 'client' }] }],
    [
      'input[type=mcp_call]',
      {
        input: [
          { type: 'mcp_call', id: 'mcp_1', odd: 1 },
          { role: 'user', content: 'x' },
        ],
      },
    ],
    [
      'input[type=configuration_update]',
      { input: [{ type: 'configuration_update' }, { role: 'user', content: 'x' }] },
    ],
    ['input[].note', { input: [{ role: 'user', content: 'x', note: 1 }] }],
    [
      'input[].content[].detail',
      {
        input: [
          {
            role: 'user',
            content: [
              { type: 'input_image', image_url: 'https://example.com/a.png', detail: 'low' },
            ],
          },
        ],
      },
    ],
  ])('%s', (name, members) => {
    expect(parsed(members).ignored).toEqual([name]);
    expect(asked(members).ignored).toEqual([name]);
  });

  it('where the engine does not pass them on only', () => {
    const members = {
      temperature: 0.5,
      top_p: 0.5,
      user: 'u',
      safety_identifier: 's',
      prompt_cache_key: 'k',
      prompt_cache_retention: 'in-memory',
      include: ['message.output_text.logprobs'],
      service_tier: 'scale',
      metadata: { a: 'b' },
      tools: [
        { ...lookup, strict: true },
        { type: 'tool_search', execution: 'client' },
      ],
    };
    expect(parsed(members, { capabilities: direct }).ignored).toEqual([]);
    expect(asked(members, direct)).toMatchObject({
      sampling: { temperature: 0.5, topP: 0.5 },
      labels: { user: 'u', safetyIdentifier: 's', metadata: { a: 'b' } },
      caching: { key: 'k', retention: 'in_memory' },
      topLogprobs: 0,
      serviceTier: 'scale',
      tools: [{ isStrict: true }],
      rawTools: [{ type: 'tool_search', execution: 'client' }],
    });
  });

  it('but not their defaults', () => {
    const members = {
      temperature: 1,
      top_p: null,
      truncation: 'disabled',
      include: ['reasoning.encrypted_content', 'message.input_image.image_url'],
      stream_options: { include_obfuscation: false },
      reasoning: { context: 'auto', mode: 'standard' },
      tools: [{ ...lookup, strict: false, defer_loading: false, allowed_callers: ['direct'] }],
      client_metadata: null,
      prompt: null,
      moderation: null,
      top_logprobs: 0,
    };
    expect(parsed(members).ignored).toEqual([]);
  });
});

describe('what Python writes for members that an answer did not have', () => {
  it('is taken', () => {
    const input = [
      { type: 'message', role: 'user', content: 'x', id: null, status: null, phase: null },
      {
        type: 'reasoning',
        id: 'rs_1',
        summary: [],
        content: null,
        encrypted_content: null,
        status: null,
      },
      {
        type: 'function_call',
        id: null,
        call_id: 'c',
        name: 'x',
        arguments: '{}',
        namespace: null,
        status: null,
        caller: null,
      },
      {
        type: 'function_call_output',
        id: null,
        call_id: 'c',
        output: 'x',
        name: null,
        namespace: null,
        status: null,
        caller: null,
      },
      { type: 'web_search_call', id: 'ws_1', status: 'completed', action: null },
    ];
    const request = parsed({ input });
    expect(request.ignored).toEqual([]);
    expect(asked({ input }).messages).toHaveLength(4);
  });
});
