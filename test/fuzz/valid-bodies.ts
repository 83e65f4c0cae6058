const parameters = {
  type: 'object',
  properties: { city: { type: 'string', enum: ['Oslo', 'Bergen'] }, day: { $ref: '#/$defs/day' } },
  required: ['city'],
  $defs: { day: { anyOf: [{ type: 'integer', minimum: 1 }, { type: 'null' }] } },
};
const png =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** Requests that a gateway takes and that between them have every field and kind of message. */
export const validBodies: readonly object[] = [
  {
    model: 'gpt-5.5',
    messages: [{ role: 'user', content: 'hi' }],
    stream: true,
    stream_options: { include_usage: true, include_obfuscation: false },
    reasoning_effort: 'high',
    verbosity: 'low',
    service_tier: 'auto',
    temperature: 0.5,
    top_p: 1,
    presence_penalty: 0,
    frequency_penalty: 0,
    logit_bias: {},
    logprobs: false,
    top_logprobs: 0,
    seed: 1,
    stop: ['END'],
    n: 1,
    max_tokens: 20,
    max_completion_tokens: 20,
    modalities: ['text'],
    prediction: { type: 'content', content: 'hi' },
    user: 'u',
    safety_identifier: 's',
    prompt_cache_key: 'k',
    prompt_cache_retention: '24h',
    store: true,
    metadata: { key: 'value' },
  },
  {
    model: 'gpt-5.5',
    messages: [
      { role: 'system', content: 'Be brief.', name: 'house' },
      { role: 'developer', content: [{ type: 'text', text: 'Be kind.' }] },
      {
        role: 'user',
        name: 'ada',
        content: [
          { type: 'text', text: 'What is this?' },
          { type: 'image_url', image_url: { url: png, detail: 'low' } },
        ],
      },
      { role: 'assistant', content: 'A pixel.', refusal: null, reasoning_content: 'Looking.' },
      { role: 'user', content: 'And the weather?' },
      {
        role: 'assistant',
        content: null,
        tool_calls: [
          {
            id: 'call_1',
            type: 'function',
            function: { name: 'weather', arguments: '{"city":"Oslo"}' },
          },
          { id: 'call_2', type: 'custom', custom: { name: 'note', input: 'rain' } },
        ],
      },
      { role: 'tool', tool_call_id: 'call_1', content: 'Rain' },
      { role: 'tool', tool_call_id: 'call_2', content: [{ type: 'text', text: 'Noted' }] },
    ],
    tools: [
      {
        type: 'function',
        function: { name: 'weather', description: 'Weather', parameters, strict: true },
      },
      { type: 'custom', custom: { name: 'note', description: 'Notes', format: { type: 'text' } } },
    ],
    tool_choice: { type: 'function', function: { name: 'weather' } },
    parallel_tool_calls: false,
  },
  {
    model: 'gpt-5.5',
    messages: [
      { role: 'user', content: 'hi' },
      { role: 'assistant', content: '', function_call: { name: 'weather', arguments: '{}' } },
      { role: 'function', name: 'weather', content: 'Rain' },
    ],
    functions: [{ name: 'weather', description: 'Weather', parameters }],
    function_call: 'auto',
  },
  {
    model: 'gpt-5.5',
    messages: [{ role: 'user', content: 'hi' }],
    tools: [{ type: 'function', function: { name: 'weather' } }],
    tool_choice: {
      type: 'allowed_tools',
      allowed_tools: { mode: 'auto', tools: [{ type: 'function', function: { name: 'weather' } }] },
    },
    response_format: {
      type: 'json_schema',
      json_schema: { name: 'day', description: 'A day', schema: parameters, strict: true },
    },
  },
];
