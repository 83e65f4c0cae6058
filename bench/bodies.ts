/** A kind of body that is accepted, and the route that takes it. */
export interface BodyKind {
  readonly name: string;
  readonly path: '/v1/chat/completions' | '/v1/completions' | '/v1/responses' | '/graphql';
  /** Sent in a message of a WebSocket. Default: false. */
  readonly isFrame?: true;
  /** The whole body, as JSON. */
  readonly make: () => string;
  /** Left out of a short run, which sends others as large: these take it most of its time. */
  readonly isForFullRun?: true;
}

const megabyte = 1024 * 1024;
const user = (content: unknown): object => ({ role: 'user', content });
const chat = (more: object): string =>
  JSON.stringify({ model: 'gpt-5.5', messages: [user('Say exactly: ok')], ...more });
const said = (...messages: readonly object[]): string => chat({ messages });

/** Values that together stay just below the bound of a body. */
const many = <T>(count: number, item: (index: number) => T): T[] =>
  Array.from({ length: count }, (_item, index) => item(index));

function nested(depth: number): object {
  return depth === 0
    ? { type: 'string' }
    : { type: 'object', properties: { a: nested(depth - 1) } };
}

const tool = (index: number, parameters: object): object => ({
  type: 'function',
  function: { name: `tool_${index}`, description: `Does ${index}.`, parameters },
});

const picture = (bytes: number): object => ({
  type: 'image_url',
  image_url: {
    url: `data:image/png;base64,${Buffer.concat([png, Buffer.alloc(bytes, 7)]).toString('base64')}`,
  },
});
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const mutation =
  'mutation ($input: ChatCompletionInput!) { chatCompletion(input: $input) { __typename } }';
const graphql = (input: object): string =>
  JSON.stringify({ query: mutation, variables: { input } });

/** Everything that makes a body large or hard to read, each as far as it is accepted. */
export const bodyKinds: readonly BodyKind[] = [
  rest('a word', () => chat({})),
  rest('16,000 messages', () => said(...many(16_000, (index) => user(`m${index}`)))),
  rest('8,000 messages in parts', () =>
    said(...many(8000, (index) => user([{ type: 'text', text: `m${index}` }]))),
  ),
  rest('15,000 parts in one message', () =>
    said(user(many(15_000, (index) => ({ type: 'text', text: `p${index}` })))),
  ),
  rest('6,000 tool calls and results', () =>
    said(
      ...many(3000, (index) => index).flatMap((index) => [
        {
          role: 'assistant',
          tool_calls: [
            { id: `c${index}`, type: 'function', function: { name: 'f', arguments: '{"a":1}' } },
          ],
        },
        { role: 'tool', tool_call_id: `c${index}`, content: 'ok' },
      ]),
    ),
  ),
  rest('128 tools of 60 properties', () =>
    chat({
      tools: many(128, (index) =>
        tool(index, {
          type: 'object',
          properties: Object.fromEntries(
            many(60, (property) => [`p${property}`, { type: 'string', description: 'A text.' }]),
          ),
        }),
      ),
    }),
  ),
  rest('a schema of 45 levels', () => chat({ tools: [tool(0, nested(45))] })),
  rest('a schema of 15,000 properties', () =>
    chat({
      tools: [
        tool(0, {
          type: 'object',
          properties: Object.fromEntries(
            many(15_000, (index) => [`p${index}`, { type: 'string' }]),
          ),
        }),
      ],
    }),
  ),
  rest('a strict answer schema of 4,000 properties', () => {
    const names = many(4000, (index) => `p${index}`);
    const properties = Object.fromEntries(names.map((name) => [name, { type: 'string' }]));
    const schema = { type: 'object', properties, required: names, additionalProperties: false };
    return chat({
      response_format: { type: 'json_schema', json_schema: { name: 's', strict: true, schema } },
    });
  }),
  rest('40,000 unknown fields', () =>
    chat(Object.fromEntries(many(40_000, (index) => [`unknown_${index}`, 1]))),
  ),
  rest('40,000 numbers of 300 digits', () =>
    chat({}).replace('{', `{"zz":[${many(40_000, () => '9'.repeat(300)).join()}],`),
  ),
  inFull(rest('60 MB of blanks', () => chat({}).replace('{', `{${' '.repeat(60 * megabyte)}`))),
  rest('one member 45,000 times', () =>
    chat({}).replace('{', `{${many(45_000, () => '"zz":1,').join('')}`),
  ),
  inFull(
    rest('45,000 strings of 1 kB in an unknown field', () =>
      chat({ zz: many(45_000, () => 'x'.repeat(1000)) }),
    ),
  ),
  rest('one text of 1 MB', () => said(user('x'.repeat(megabyte)))),
  rest('one text of 8 MB', () => said(user('x'.repeat(8 * megabyte)))),
  rest('one text of 60 MB', () => said(user('x'.repeat(60 * megabyte)))),
  inFull(
    rest('one text of 60 MB outside of Latin-1', () => said(user('漢'.repeat(20 * megabyte)))),
  ),
  inFull(
    rest(
      '60 MB of escapes',
      () =>
        `{"model":"gpt-5.5","messages":[{"role":"user","content":"${'\\u6f22'.repeat(10 * megabyte)}"}]}`,
    ),
  ),
  rest('a picture of 5 MB', () => said(user([picture(5 * megabyte)]))),
  rest('a picture of 20 MB', () => said(user([picture(20 * megabyte)]))),
  inFull(
    rest('two pictures of 20 MB', () =>
      said(user([picture(20 * megabyte), picture(20 * megabyte)])),
    ),
  ),
  { name: 'a prompt of 8 MB', path: '/v1/completions', make: () => prompt(8 * megabyte) },
  responses('16,000 items', { input: many(16_000, (index) => user(`m${index}`)) }),
  responses('6,000 calls and outputs', {
    input: many(3000, (index) => index).flatMap((index) => [
      { type: 'function_call', call_id: `c${index}`, name: 'f', arguments: '{"a":1}' },
      { type: 'function_call_output', call_id: `c${index}`, output: 'ok' },
    ]),
  }),
  responses('40,000 unknown fields', Object.fromEntries(many(40_000, (i) => [`unknown_${i}`, 1]))),
  responses('128 tools of 60 properties', {
    tools: many(128, (index) => ({
      type: 'function',
      name: `tool_${index}`,
      description: `Does ${index}.`,
      parameters: {
        type: 'object',
        properties: Object.fromEntries(
          many(60, (property) => [`p${property}`, { type: 'string', description: 'A text.' }]),
        ),
      },
    })),
  }),
  responses('one text of 8 MB', { input: 'x'.repeat(8 * megabyte) }),
  inFull(responses('one text of 60 MB', { input: 'x'.repeat(60 * megabyte) })),
  inFrame(responses('16,000 items', { input: many(16_000, (index) => user(`m${index}`)) })),
  inFrame(responses('one text of 8 MB', { input: 'x'.repeat(8 * megabyte) })),
  inFull(inFrame(responses('one text of 45 MB', { input: 'x'.repeat(45 * megabyte) }))),
  inFull(inFrame(responses('45 MB outside of Latin-1', { input: '漢'.repeat(15 * megabyte) }))),
  {
    name: 'GraphQL: 9,000 messages',
    path: '/graphql',
    make: () =>
      graphql({
        model: 'gpt-5.5',
        messages: many(9000, (index) => ({ role: 'USER', content: [{ text: `m${index}` }] })),
      }),
  },
  {
    name: 'GraphQL: one text of 45 MB',
    path: '/graphql',
    make: () =>
      graphql({
        model: 'gpt-5.5',
        messages: [{ role: 'USER', content: [{ text: 'x'.repeat(45 * megabyte) }] }],
      }),
  },
];

function rest(name: string, make: () => string): BodyKind {
  return { name, path: '/v1/chat/completions', make };
}

function responses(name: string, more: object): BodyKind {
  const make = (): string =>
    JSON.stringify({ model: 'gpt-5.5', input: 'Say exactly: ok', ...more });
  return { name: `Responses: ${name}`, path: '/v1/responses', make };
}

function inFrame({ name, path, make }: BodyKind): BodyKind {
  const frame = (): string => make().replace('{', '{"type":"response.create",');
  return { name: `${name}, over WebSocket`, path, make: frame, isFrame: true };
}

function inFull(kind: BodyKind): BodyKind {
  return { ...kind, isForFullRun: true };
}

function prompt(length: number): string {
  return JSON.stringify({ model: 'gpt-5.5', prompt: 'x'.repeat(length) });
}
