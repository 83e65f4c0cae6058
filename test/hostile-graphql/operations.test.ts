// In a process of its own: it measures memory.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { post, type Answer } from '../schema/clients.ts';
import { openSocket } from '../schema/raw-socket.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { heapInUse } from '../support/heap.ts';
import { meanwhile } from './meanwhile.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ tokensPerSecond: 100 });
});
afterAll(async () => {
  await gateway.close();
});

const fill = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_item, index) => text(index)).join(' ');
const chat =
  'mutation ($input: ChatCompletionInput!) { chatCompletion(input: $input) { __typename } }';
const megabytes = 1024 * 1024;

interface Payload {
  readonly query: string;
  readonly variables?: object;
  readonly operationName?: string;
}

/** What is sent, and what is said of it. Bodies are made when needed: some are of 10 MB. */
type Attack = readonly [what: string, payload: () => Payload, message: string | RegExp];

const documents: readonly Attack[] = [
  [
    'a depth bomb',
    () => ({ query: `{ ${'health { '.repeat(1000)}version${' }'.repeat(1000)} }` }),
    'The document has brackets within brackets more than 100 times.',
  ],
  [
    'an alias flood',
    () => ({ query: `{ ${fill(1000, (index) => `a${index}: version`)} }` }),
    'The document has more than 50 aliases.',
  ],
  [
    'a flood of one field',
    () => ({ query: `{ ${fill(780, () => 'health { isReady }')} }` }),
    'The document names "health" more than 100 times in one place.',
  ],
  [
    'a fragment cycle',
    () => ({
      query: `{ ...A } fragment A on Query { version ...B } fragment B on Query { version ...A }`,
    }),
    'Cannot spread fragment "A" within itself via "B".',
  ],
  [
    'fragments that double from one to the next',
    () => ({
      query: `{ ...F0 } ${fill(200, (index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} }`)} fragment F200 on Query { version }`,
    }),
    /^The operation costs [\d.e+]+; 2000 is allowed\.$/,
  ],
  [
    'fragments that each spread all later ones',
    () => ({
      query: `{ ...F0 } ${fill(40, (index) => `fragment F${index} on Query { version ${fill(39 - index, (other) => `...F${index + 1 + other}`)} }`)}`,
    }),
    /^The operation costs [\d.e+]+; 2000 is allowed\.$/,
  ],
  [
    'a directive flood',
    () => ({ query: `{ version ${fill(1900, () => '@x')} }` }),
    /^Unknown directive "@x"\.$/,
  ],
  [
    'a flood of operations',
    () => ({ query: fill(600, (index) => `query Q${index} { v }`), operationName: 'Q0' }),
    /^Cannot query field "v" on type "Query"/,
  ],
  [
    'a document of 10 MB in a comment',
    () => ({ query: `{ version } #${'x'.repeat(10 * megabytes)}` }),
    'The document is longer than 100000 characters. Put long texts into variables.',
  ],
  [
    'a document of 10 MB in tokens',
    () => ({ query: `{ ${'version '.repeat((10 * megabytes) / 8)} }` }),
    'The document is longer than 100000 characters. Put long texts into variables.',
  ],
  [
    'an introspection bomb',
    () => ({
      query: `{ __schema { types { ${'fields { type { '.repeat(40)}name${' } }'.repeat(40)} } } }`,
    }),
    'Maximum introspection depth exceeded',
  ],
  [
    'literals that are nested deeply',
    () => ({ query: `{ model(id: ${'['.repeat(1900)}${']'.repeat(1900)}) { id } }` }),
    'The document has brackets within brackets more than 100 times.',
  ],
];

const variables: readonly Attack[] = [
  [
    'a text of 10 MB for an enum value',
    () => ({
      query: chat,
      variables: { input: { messages: [{ role: 'x'.repeat(10 * megabytes), content: [] }] } },
    }),
    'Variable "$input" got invalid value; "input.messages[0].role" is longer than 1000 characters, which no "MessageRole" is.',
  ],
  [
    'a text of 10 MB for a cursor',
    () => ({
      query: 'query ($after: String) { models(after: $after) { edges { cursor } } }',
      variables: { after: 'x'.repeat(10 * megabytes) },
    }),
    /^models: .* A cursor has at most 100 characters\.$/,
  ],
  [
    'a text of 10 MB to search for',
    () => ({
      query: 'query ($text: String) { conversations(search: $text) { edges { cursor } } }',
      variables: { text: 'word '.repeat(2 * megabytes) },
    }),
    'conversations: search has at most 1000 characters.',
  ],
  [
    'all that was said in every conversation',
    () => ({
      query: '{ conversations { edges { node { items { edges { node { itemId } } } } } } }',
    }),
    /^The operation costs \d+; 2000 is allowed\.$/,
  ],
  [
    'the whole of every conversation as one document',
    () => ({ query: '{ conversations { edges { node { export } } } }' }),
    /^The operation costs \d+; 2000 is allowed\.$/,
  ],
  [
    'thousands of unknown fields',
    () => {
      const names = Array.from({ length: 40_000 }, (_item, index) => [`message${index}`, 1]);
      return { query: chat, variables: { input: { messages: [], ...Object.fromEntries(names) } } };
    },
    'Variable "$input" got invalid value; Field "input.message0" is not defined by type "ChatCompletionInput".',
  ],
];

const tooDeep = 'The body is nested more than 100 levels deep.';

/** Nested values are written by hand: `JSON.stringify` itself would run out of stack. */
const manyValues: readonly (readonly [what: string, json: () => string, message: string])[] = [
  ['lists of 10 MB in each other', () => nested('[', ']', 5 * megabytes), tooDeep],
  ['objects of 10 MB in each other', () => nested('{"a":', '}', 1.6 * megabytes, '1'), tooDeep],
  [
    'a list of 10 MB',
    () => `[${'{},'.repeat(3.3 * megabytes)}{}]`,
    'The body holds more than 50000 values.',
  ],
];

function nested(open: string, close: string, depth: number, core = ''): string {
  return `${open.repeat(depth)}${core}${close.repeat(depth)}`;
}

const refusals = z.array(z.object({ message: z.string() }));

/** The first error of an operation that was not begun, or that ended in errors. */
function refusalIn(payload: unknown): string | undefined {
  const refused = refusals.or(z.object({ errors: refusals })).parse(payload);
  return (Array.isArray(refused) ? refused : refused.errors)[0]?.message;
}

async function messagesOverHttp(body: string): Promise<readonly string[]> {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  const { errors = [] }: Answer<unknown> = await response.json();
  return errors.map(({ message }) => message);
}

describe('a hostile operation disturbs no completion, and is refused before it starts anything', () => {
  it.each([...documents, ...variables])('%s', async (_what, payload, message) => {
    await meanwhile(gateway, async () => {
      const [first] = await messagesOverHttp(JSON.stringify(payload()));
      expect(first).toMatch(message);
      const { socket, send, next } = await openSocket(gateway.url);
      send({ type: 'subscribe', id: '1', payload: payload() });
      const answer = await next();
      expect(answer.id).toBe('1');
      expect(refusalIn(answer.payload)).toBe(first);
      socket.close();
    });
  });

  it.each(manyValues)('%s, over HTTP', async (_what, json, message) => {
    const body = `{"query":"query ($a: String) { version }","variables":{"a":${json()}}}`;
    const messages = await meanwhile(gateway, async () => await messagesOverHttp(body));
    expect(messages).toEqual([message]);
  });

  it.each(manyValues)('%s, over a WebSocket', async (_what, json) => {
    const payload = `{"query":"query ($a: String) { version }","variables":{"a":${json()}}}`;
    const { code } = await meanwhile(gateway, async () => {
      const { send, closed } = await openSocket(gateway.url);
      send(`{"type":"subscribe","id":"1","payload":${payload}}`);
      return await closed;
    });
    expect(code).toBe(1009);
  });

  it('a JSON value nested to the limit of values', async () => {
    const schema = nested('{"a":', '}', 15_000, '1');
    const input = `{"messages":[{"role":"USER","content":[{"text":"Hi"}]}],"tools":[{"function":{"name":"a","parameters":${schema}}}]}`;
    const body = `{"query":${JSON.stringify('mutation ($input: ChatCompletionInput!) { chatCompletion(input: $input) { ... on InvalidRequestError { param } } }')},"variables":{"input":${input}}}`;
    await meanwhile(gateway, async () => {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      expect(response.status).toBe(400);
      expect(await response.json()).toEqual({
        errors: [{ message: tooDeep, extensions: { code: 'BAD_REQUEST' } }],
      });
    });
  });

  it('10 MB of text where none is asked for', async () => {
    const payload = { query: '{ version }', variables: { a: 'x'.repeat(10 * megabytes) } };
    await meanwhile(gateway, async () => {
      const response = await post(gateway.url, payload);
      expect(await response.json()).toEqual({ data: { version: '0.0.0' } });
    });
  });
});

describe('the heap', () => {
  it('stays as it was after hundreds of hostile operations', async () => {
    const attack = async (round: number): Promise<void> => {
      for (const [, payload] of documents) {
        const { query } = payload();
        // Never the same document twice: the errors of one are kept.
        await post(gateway.url, { query: `#${round}\n${query}` });
      }
    };
    for (let round = 0; round < 3; round += 1) await attack(round);
    const before = heapInUse();
    for (let round = 3; round < 11; round += 1) await attack(round);
    expect(heapInUse() - before).toBeLessThan(40 * megabytes);
  });
});
