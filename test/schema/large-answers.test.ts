// In a process of its own: the memory of large texts makes each start of a process slow.
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';

const megabyte = 1024 * 1024;

let gateway: TestGateway;
let responseId: string;
let conversationId: string;
let chatId: string;

beforeAll(async () => {
  // The app-server would take minutes to read such a prompt.
  const args = ['--engine', 'direct', '--store', 'memory', '--record-content'];
  gateway = await startTestGateway({ args });
  const whole = z.object({ id: z.string(), status: z.literal('completed') });
  const kept = whole.parse(await post('/v1/responses', { model: 'gpt-5.5', input: long(33) }));
  responseId = kept.id;
  const node = await ask(`turn: node(id: "turn-${responseId}") {
    ... on ConversationTurn { conversationId }
  }`);
  const found = z.object({ turn: z.object({ conversationId: z.string() }) });
  conversationId = found.parse(node.data).turn.conversationId;
  // A busy machine stores it late.
  const stored = `conversation(id: "${conversationId}") { items { edges { cursor } } }`;
  await vi.waitFor(async () => {
    if (!JSON.stringify(await ask(stored)).includes('"cursor"')) throw new Error('not stored yet');
  }, 120_000);
  const message = { role: 'user', content: long(13) };
  const chat = await post('/v1/chat/completions', { model: 'gpt-5.5', messages: [message] });
  chatId = z.object({ id: z.string() }).parse(chat).id;
}, 180_000);
afterAll(async () => {
  await gateway.close();
});

function long(megabytes: number): string {
  return 'x'.repeat(megabytes * megabyte);
}

async function post(path: string, body: object): Promise<unknown> {
  const response = await fetch(gateway.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return await response.json();
}

const answers = z.object({
  data: z.record(z.string(), z.unknown()),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: z.array(z.string()),
        extensions: z.object({ code: z.string() }),
      }),
    )
    .optional(),
});

async function ask(selection: string): Promise<z.output<typeof answers>> {
  return answers.parse(await post('/graphql', { query: `{ ${selection} }` }));
}

const parts = '... on MessageItem { parts { ... on TextPart { text } } }';

it.each([
  [
    'items',
    () => `conversation(id: "${conversationId}") { items { edges { node { ${parts} } } } }`,
    2,
  ],
  [
    'turns',
    () =>
      `conversation(id: "${conversationId}") { turns { edges { node { input { ${parts} } } } } }`,
    2,
  ],
  ['exports', () => `conversation(id: "${conversationId}") { export }`, 2],
  [
    'nodes',
    () => `node(id: "turn-${responseId}") { ... on ConversationTurn { input { ${parts} } } }`,
    2,
  ],
  ['records', () => `completionRecord(id: "${chatId}") { content { messages { text } } }`, 5],
])(
  'an operation gets 64 MB of %s, and an error for what is beyond',
  { timeout: 120_000 },
  async (_name, field, fitting) => {
    const places = Array.from({ length: fitting + 2 }, (_, index) => `at${index}`);
    const selection = places.map((place) => `${place}: ${field()}`).join('\n');
    const { data, errors = [] } = await ask(selection);
    const whole = places.filter((place) => JSON.stringify(data[place]).length > 12 * megabyte);
    expect(whole).toEqual(places.slice(0, fitting));
    expect(errors.map(({ path }) => path[0])).toEqual(places.slice(fitting));
    expect(errors[0]).toMatchObject({
      message:
        'The operation selects more text than fits into one answer. Ask for smaller pages, or for less in each operation.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
  },
);
