import type { Random } from './random.ts';

const png =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const texts = [
  'hi',
  '',
  ' ',
  'What is this?\nAnd that?',
  '🫖 \u0000 é',
  'x'.repeat(2000),
  '{"a":1}',
];

const parameters = [
  null,
  {},
  { type: 'object', properties: {} },
  {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties: { city: { type: 'string', pattern: '^O' }, day: { $ref: '#/$defs/day' } },
    required: ['city', 'day'],
    additionalProperties: false,
    $defs: { day: { anyOf: [{ type: 'integer' }, { type: 'null' }] } },
  },
];

/** A member that is there in so many cases of a hundred. */
function maybe(random: Random, percent: number, members: () => object): object {
  return random.chance(percent) ? members() : {};
}

/** What Python's `model_dump()` adds. */
function nulls(random: Random, ...names: string[]): object {
  return maybe(random, 15, () => Object.fromEntries(names.map((name) => [name, null])));
}

/**
 * A request that the Responses API takes: the shapes of OpenAI's document, and what clients make of
 * them.
 */
export function validResponseBody(random: Random): object {
  const tools = random.chance(50) ? toolsOf(random) : [];
  const body = {
    model: random.pick(['gpt-5.5', 'gpt-5.5', 'gpt-5.5-high']),
    input: random.chance(25) ? random.pick(['hi', 'Say something.']) : inputOf(random),
    ...maybe(random, 40, () => ({ stream: random.chance(70) })),
    ...maybe(random, 30, () => ({ instructions: random.pick(['Be brief.', '', null]) })),
    ...maybe(random, 40, () => ({ store: random.pick([true, false, null]) })),
    ...(tools.length > 0 && { tools }),
    ...maybe(random, 30, () => choiceOf(tools, random)),
  };
  return { ...body, ...optionsOf(random), ...hintsOf(random) };
}

function optionsOf(random: Random): object {
  return {
    ...maybe(random, 40, () => ({
      reasoning: random.pick([
        null,
        {},
        { effort: 'none' },
        { effort: 'high', summary: 'auto' },
        { effort: null, summary: null, generate_summary: 'concise' },
        { effort: 'low', summary: 'detailed', context: 'all_turns', mode: 'standard' },
      ]),
    })),
    ...maybe(random, 30, () => ({
      text: random.pick([
        {},
        null,
        { verbosity: 'low' },
        { format: { type: 'text' }, verbosity: null },
        { format: { type: 'json_object' } },
        { format: { type: 'json_schema', name: 'it', strict: true, schema: answerSchema } },
        { format: { type: 'json_schema', name: 'it', description: 'd', schema: answerSchema } },
      ]),
    })),
    ...maybe(random, 25, () => ({ parallel_tool_calls: random.pick([true, false, null]) })),
    ...maybe(random, 20, () => ({ max_output_tokens: random.pick([16, 4000, null]) })),
    ...maybe(random, 30, () => ({
      include: random.pick([
        [],
        null,
        ['reasoning.encrypted_content'],
        ['web_search_call.action.sources', 'message.output_text.logprobs'],
        ['file_search_call.results', 'later.output'],
      ]),
    })),
    ...maybe(random, 20, () => ({ metadata: random.pick([null, {}, { a: 'b', '': '' }]) })),
    ...maybe(random, 20, () => ({
      service_tier: random.pick(['auto', 'default', 'flex', 'priority', 'fast', 'ultrafast', null]),
    })),
  };
}

const answerSchema = {
  type: 'object',
  properties: { a: { type: 'string' } },
  required: ['a'],
  additionalProperties: false,
};

function hintsOf(random: Random): object {
  return {
    ...maybe(random, 15, () => ({ temperature: random.pick([0, 1, 0.5, 2, null]), top_p: 1 })),
    ...maybe(random, 10, () => ({ presence_penalty: 0, frequency_penalty: 0, top_logprobs: 0 })),
    ...maybe(random, 15, () => ({ truncation: random.pick(['auto', 'disabled', null]) })),
    ...maybe(random, 15, () => ({ user: 'u', safety_identifier: 's', prompt_cache_key: 'k' })),
    ...maybe(random, 10, () => ({ prompt_cache_retention: '24h', prompt_cache_options: {} })),
    ...maybe(random, 10, () => ({ max_tool_calls: 3, background: false })),
    ...maybe(random, 10, () => ({ context_management: [{ type: 'compaction' }] })),
    ...maybe(random, 10, () => ({ client_metadata: { session: 'x' }, image: {}, future: [1] })),
    ...maybe(random, 10, () => ({ stream_options: random.pick([null, {}, stillObfuscated]) })),
    ...maybe(random, 10, () => ({ previous_response_id: null, conversation: null, prompt: null })),
  };
}

const stillObfuscated = { include_obfuscation: true };

/** A conversation that ends where the model is to answer. */
function inputOf(random: Random): object[] {
  const items: object[] = [];
  if (random.chance(15)) items.push(additionalTools(random));
  if (random.chance(40)) items.push(message(random, random.pick(['system', 'developer'])));
  const rounds = random.below(4);
  for (let round = 0; round < rounds; round++) {
    items.push(message(random, 'user'));
    if (random.chance(30)) items.push(reasoning(random));
    if (random.chance(50)) items.push(message(random, 'assistant'));
    items.push(...callsOf(random, round), ...opaqueItems(random, round));
  }
  items.push(message(random, 'user'));
  if (random.chance(5)) items.push(...callsOf(random, rounds));
  return items;
}

function message(random: Random, role: string): object {
  return {
    ...maybe(random, 60, () => ({ type: 'message' })),
    ...maybe(random, 30, () => ({ id: `msg_${random.below(1_000_000_000)}` })),
    ...maybe(random, 20, () => ({ status: 'completed' })),
    ...nulls(random, 'phase'),
    role,
    ...(role === 'assistant' && random.chance(30) && { phase: random.pick(phases) }),
    content: random.chance(40) ? random.pick(texts) : partsOf(random, role),
  };
}

const phases = ['commentary', 'final_answer'];

function partsOf(random: Random, role: string): object[] {
  return Array.from({ length: random.below(3) + 1 }, () => {
    const text = random.pick(texts);
    if (role === 'assistant') {
      return random.pick([
        { type: 'output_text', text, annotations: [], logprobs: [] },
        { type: 'output_text', text },
        { type: 'refusal', refusal: text },
      ]);
    }
    if (role !== 'user' || random.chance(75)) return { type: 'input_text', text };
    return {
      type: 'input_image',
      image_url: png,
      ...maybe(random, 50, () => ({ detail: random.pick(['auto', 'low', 'high', 'original']) })),
      ...nulls(random, 'file_id'),
    };
  });
}

function reasoning(random: Random): object {
  const summary = random.chance(50) ? [{ type: 'summary_text', text: random.pick(texts) }] : [];
  return {
    type: 'reasoning',
    ...maybe(random, 60, () => ({ id: `rs_${random.below(1_000_000_000)}` })),
    summary,
    ...maybe(random, 60, () => ({ encrypted_content: 'sealed' })),
    ...nulls(random, 'status', 'content'),
  };
}

/** Some calls with their outputs, in one of the orders in which clients send them. */
function callsOf(random: Random, round: number): object[] {
  if (random.chance(50)) return [];
  const pairs = Array.from({ length: 1 + random.below(3) }, (_, index) =>
    callWithOutput(random, `call_${round}_${index}`),
  );
  if (random.chance(50)) return pairs.flat();
  const outputs = pairs.map(([, output]) => output);
  return [
    ...pairs.map(([call]) => call),
    ...(random.chance(15) ? [message(random, 'developer')] : []),
    ...(random.chance(50) ? outputs : outputs.toReversed()),
  ];
}

function callWithOutput(random: Random, callId: string): [object, object] {
  const isCustom = random.chance(30);
  const text = random.pick(texts);
  const parts = [{ type: 'input_text', text }, ...(random.chance(30) ? [picture] : [])];
  const named = {
    ...maybe(random, 40, () => ({ id: `fc_${random.below(1_000_000_000)}` })),
    call_id: callId,
    name: random.pick(['lookup', 'apply_patch', 'exec_command']),
    ...maybe(random, 15, () => ({ namespace: random.pick(['files', 'functions']) })),
    ...maybe(random, 30, () => ({ status: 'completed' })),
  };
  return [
    isCustom
      ? { type: 'custom_tool_call', ...named, input: text }
      : { type: 'function_call', ...named, arguments: random.pick(['{}', '', '{"a":1}', text]) },
    {
      type: `${isCustom ? 'custom_tool' : 'function'}_call_output`,
      call_id: callId,
      output: random.chance(60) ? text : parts,
      ...maybe(random, 15, () => ({ status: 'completed' })),
      ...nulls(random, 'id', 'status'),
    },
  ];
}

const picture = { type: 'input_image', image_url: png };

function opaqueItems(random: Random, round: number): object[] {
  if (random.chance(75)) return [];
  const id = `${round}_${random.below(1_000_000_000)}`;
  return random.pick([
    [{ type: 'web_search_call', id: `ws_${id}`, status: 'completed', action: search }],
    [{ type: 'image_generation_call', id: `ig_${id}`, status: 'completed', result: 'aGk=' }],
    [
      { type: 'tool_search_call', call_id: `tsc_${id}`, execution: 'client', arguments: {} },
      { type: 'tool_search_output', call_id: `tsc_${id}`, execution: 'client', tools: [] },
    ],
    [{ type: 'mcp_call', id: `mcp_${id}`, server_label: 'x', name: 'y', arguments: '{}' }],
    [{ type: 'file_search_call', id: `fs_${id}`, status: 'completed', queries: [] }],
    [{ type: 'compaction', id: `cmp_${id}`, encrypted_content: 'sealed' }],
    [{ type: 'configuration_update', reasoning: { effort: 'low' } }],
  ]);
}

const search = { type: 'search', query: 'x', queries: ['x'] };

function additionalTools(random: Random): object {
  return { type: 'additional_tools', role: 'developer', tools: [namespace('inside', random)] };
}

/** Tools with names of their own. */
function toolsOf(random: Random): Tool[] {
  const count = 1 + random.below(4);
  const own = Array.from({ length: count }, (_, index) => clientTool(`tool_${index}`, random));
  return [
    ...own,
    ...(random.chance(25) ? [namespace('files', random)] : []),
    ...(random.chance(30) ? [random.pick(hosted)] : []),
    ...(random.chance(10) ? [{ type: 'tool_search', execution: 'client' } as const] : []),
  ];
}

const hosted: readonly Tool[] = [
  { type: 'web_search' },
  { type: 'web_search', external_web_access: true, search_content_types: ['text', 'image'] },
  { type: 'web_search_preview', search_context_size: 'low', user_location: null },
  { type: 'web_search_2025_08_26', filters: { allowed_domains: ['example.com'] } },
];

interface Tool {
  readonly type: string;
  readonly name?: string;
  readonly [member: string]: unknown;
}

function clientTool(name: string, random: Random): Tool {
  const described = maybe(random, 60, () => ({
    description: random.pick(['Looks up.', '', null]),
  }));
  if (random.chance(30)) {
    return { type: 'custom', name, ...described, ...maybe(random, 60, () => format(random)) };
  }
  return {
    type: 'function',
    name,
    ...described,
    ...maybe(random, 80, () => ({ parameters: random.pick(parameters) })),
    ...maybe(random, 60, () => ({ strict: random.pick([true, false, null]) })),
    ...maybe(random, 10, () => ({ defer_loading: true, allowed_callers: ['direct'] })),
  };
}

function format(random: Random): object {
  return {
    format: random.pick([
      { type: 'text' },
      { type: 'grammar', syntax: 'lark', definition: 'start: "a"' },
      { type: 'grammar', syntax: 'regex', definition: '^a$' },
    ]),
  };
}

function namespace(name: string, random: Random): Tool {
  const tools = [clientTool('read', random), clientTool('write', random)];
  return { type: 'namespace', name, description: 'Some tools.', tools };
}

/** A choice that these tools allow. */
function choiceOf(tools: readonly Tool[], random: Random): object {
  const named = tools
    .filter(({ type }) => type === 'function' || type === 'custom')
    .map(({ type, name }) => ({ type, name }));
  if (named.length === 0 || random.chance(60)) {
    return { tool_choice: random.pick(['auto', 'none', null]) };
  }
  return {
    tool_choice: random.pick([
      'required',
      random.pick(named),
      { type: 'allowed_tools', mode: 'auto', tools: named },
      { type: 'allowed_tools', mode: 'required', tools: [random.pick(named)] },
    ]),
  };
}
