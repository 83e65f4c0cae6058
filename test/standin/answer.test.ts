import { afterAll, beforeAll, expect, test } from 'vitest';
import { startStandIn } from '../../src/standin/index.ts';
import type { StandIn } from '../../src/standin/index.ts';
import { objectsOf } from '../../src/standin/wire/json.ts';
import type { JsonObject } from '../../src/standin/wire/json.ts';
import { callsOf, deltas, lastResponse, postForEvents, textOf, typeOf, user } from './wire.ts';

let standIn: StandIn;
beforeAll(async () => {
  standIn = await startStandIn();
});
afterAll(() => standIn.close());

const ask = (body: JsonObject): Promise<JsonObject[]> => postForEvents(standIn, body);

test('a stream has the events of the service in its order, numbered without a gap', async () => {
  const events = await ask({
    input: 'Repeat after me: warm “tea” 🫖',
    reasoning: { effort: 'low' },
  });
  const types = events.map((event) => typeOf(event).replace('response.', ''));
  expect(types.filter((type, index) => type !== types[index - 1])).toEqual([
    'created',
    'in_progress',
    'output_item.added',
    'content_part.added',
    'output_text.delta',
    'output_text.done',
    'content_part.done',
    'output_item.done',
    'completed',
  ]);
  expect(events.map((event) => event['sequence_number'])).toEqual([...events.keys()]);
  expect(textOf(events)).toBe('warm “tea” 🫖');
});

test('the same conversation gets the same text and the same usage', async () => {
  const [one, other] = [
    await ask({ input: 'Why is rain cosy?' }),
    await ask({ input: [user('Why is rain cosy?')] }),
  ];
  expect(textOf(one)).toBe(textOf(other));
  expect(lastResponse(one)['usage']).toEqual(lastResponse(other)['usage']);
  expect(textOf(await ask({ input: 'Why is snow cosy?' }))).not.toBe(textOf(one));
});

test.each([
  'Tell me a pun',
  'hi',
  'Some python please',
  'Anything else',
  'A haiku',
  '$& $1 🫖'.repeat(90),
])('the answer to %s is 45 to 160 tokens long', async (input) => {
  const events = await ask({ input });
  const count = deltas(events, 'response.output_text.delta').length;
  expect(count).toBeGreaterThan(45);
  expect(count).toBeLessThan(160);
  expect(textOf(events)).not.toMatch(/\p{Surrogate}/u);
});

test('counting sends one number per delta and counts exactly that many tokens', async () => {
  const events = await ask({ input: 'Count to 5000', reasoning: { effort: 'none' } });
  const numbers = deltas(events, 'response.output_text.delta').map(Number);
  expect(numbers).toEqual(Array.from({ length: 5000 }, (_, index) => index + 1));
  expect(lastResponse(events)['usage']).toMatchObject({
    output_tokens: 5000,
    output_tokens_details: { reasoning_tokens: 0 },
  });
});

test('a second turn under the same cache key finds the first one cached', async () => {
  const first = await ask({ input: [user('Hello')], prompt_cache_key: 'k' });
  const history = [user('Hello'), ...objectsOf(lastResponse(first)['output']), user('And then?')];
  const second = await ask({ input: history, prompt_cache_key: 'k' });
  const elsewhere = await ask({ input: history, prompt_cache_key: 'other' });
  const cached = (events: JsonObject[]): unknown =>
    Reflect.get(Object(lastResponse(events)['usage']), 'input_tokens_details');
  expect(cached(first)).toEqual({ cached_tokens: 0 });
  expect(cached(second)).toEqual({
    cached_tokens: expect.toSatisfy((n: number) => n > 0 && n % 16 === 0),
  });
  expect(cached(elsewhere)).toEqual({ cached_tokens: 0 });
});

test('high effort summarises its reasoning only when asked to, medium never does', async () => {
  const summary = async (reasoning: JsonObject): Promise<string> =>
    deltas(await ask({ input: 'Hm?', reasoning }), 'response.reasoning_summary_text.delta').join(
      '',
    );
  expect(await summary({ effort: 'high', summary: 'auto' })).toContain('Reading the question');
  expect(await summary({ effort: 'high' })).toBe('');
  expect(await summary({ effort: 'medium', summary: 'auto' })).toBe('');
});

test('encrypted reasoning comes when include asks for it', async () => {
  const include = ['reasoning.encrypted_content'];
  const [withIt] = objectsOf(lastResponse(await ask({ input: 'Hm?', include }))['output']);
  const [without] = objectsOf(lastResponse(await ask({ input: 'Hm?' }))['output']);
  expect(typeOf(withIt, 'encrypted_content')).toMatch(/^gAAAAAB/);
  expect(without).not.toHaveProperty('encrypted_content');
});

test('images are counted and mentioned', async () => {
  const image = { type: 'input_image', image_url: 'data:image/png;base64,AA==' };
  const text = { type: 'input_text', text: 'What is this?' };
  const tokens = async (content: JsonObject[]): Promise<[string, number]> => {
    const events = await ask({ input: [{ role: 'user', content }] });
    return [
      textOf(events),
      Number(Reflect.get(Object(lastResponse(events)['usage']), 'input_tokens')),
    ];
  };
  const [, plain] = await tokens([text]);
  const [said, counted] = await tokens([text, image, image]);
  expect(counted - plain).toBe(170);
  expect(said).toContain('2 images');
});

const city = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
const TOOLS = [
  { type: 'function', name: 'get_weather', parameters: city },
  {
    type: 'function',
    name: 'add',
    parameters: { type: 'object', properties: { a: { type: 'number' }, b: { type: 'number' } } },
  },
];

test('tools that the message names are called in its order with arguments from it', async () => {
  const events = await ask({
    input: 'Please add 2 and 3, and get_weather in San José!',
    tools: TOOLS,
  });
  expect(callsOf(events)).toEqual([
    ['add', { a: 2, b: 3 }],
    ['get_weather', { city: 'San José' }],
  ]);
  expect(deltas(events, 'response.function_call_arguments.delta').join('')).toBe(
    '{"a":2,"b":3}{"city":"San José"}',
  );
});

test('a call after "then" comes once the first has its output, and the outputs are quoted at last', async () => {
  const input: JsonObject[] = [user('get_weather in Oslo, then add 1 to 2')];
  for (const [name, output] of [
    ['get_weather', 'rain'],
    ['add', '3'],
  ] as const) {
    const events = await ask({ input, tools: TOOLS });
    expect(callsOf(events).map(([called]) => called)).toEqual([name]);
    const items = objectsOf(lastResponse(events)['output']);
    const callId = typeOf(items.at(-1), 'call_id');
    input.push(...items, { type: 'function_call_output', call_id: callId, output });
  }
  expect(textOf(await ask({ input, tools: TOOLS }))).toMatch(/> rain\n\n> 3/);
});

test('a custom tool is called with free text', async () => {
  const tools = [{ type: 'custom', name: 'shout' }];
  const events = await ask({ input: 'Use the tool on “boo”', tools });
  expect(objectsOf(lastResponse(events)['output']).at(-1)).toMatchObject({
    type: 'custom_tool_call',
    name: 'shout',
    input: 'boo',
  });
  expect(deltas(events, 'response.custom_tool_call_input.delta').join('')).toBe('boo');
});

test('a json_schema answer satisfies the schema, recursion and references included', async () => {
  const schema = {
    type: 'object',
    properties: {
      name: { type: 'string', maxLength: 2 },
      age: { type: 'integer', minimum: 100, maximum: 120 },
      share: { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 },
      mood: { enum: ['snug', 'smug'] },
      when: { type: 'string', format: 'date' },
      maybe: { type: ['null', 'boolean'] },
      tree: { $ref: '#/$defs/node' },
      pair: { type: 'array', items: { type: 'integer' }, minItems: 2, maxItems: 2 },
    },
    required: ['name', 'age', 'share', 'mood', 'when', 'maybe', 'tree', 'pair'],
    $defs: {
      node: {
        type: 'object',
        properties: { next: { anyOf: [{ $ref: '#/$defs/node' }, { type: 'null' }] } },
        required: ['next'],
      },
    },
  };
  const format = { type: 'json_schema', name: 'x', strict: true, schema };
  const value: unknown = JSON.parse(textOf(await ask({ input: 'Go, 7', text: { format } })));
  expect(value).toMatchObject({
    name: 'Ad',
    age: 100,
    share: 0.999,
    mood: 'snug',
    when: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    maybe: true,
    pair: [expect.any(Number), expect.any(Number)],
  });
  expect(JSON.stringify(value)).toMatch(/"tree":(?:\{"next":)+null\}+/);
});
