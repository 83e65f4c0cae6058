import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { onCatalogGateway } from '../support/catalog-gateway.ts';
import { lastAsked } from '../support/last-asked.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { whenAsked } from '../support/when-asked.ts';
import { lastResponse, openSocket, type SocketClient } from './socket-client.ts';

let gateway: TestGateway;
const clients: SocketClient[] = [];

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
});
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});
afterAll(async () => {
  await gateway.close();
});

async function open(path?: string): Promise<SocketClient> {
  const client = await openSocket(gateway.url, {}, path);
  clients.push(client);
  return client;
}

/** What the service was shown last, as JSON. */
function shown(): string {
  return JSON.stringify(lastAsked(gateway.standIn)?.input);
}

describe('a response over WebSocket', () => {
  it.each(['/v1/responses', '/responses', '/v1/responses?beta=true'])(
    'comes as the events of a stream, one in each message, on %s',
    async (path) => {
      const client = await open(path);
      client.create({ input: 'Say hello' });
      const answer = await client.answer();
      const types = answer.map(({ type }) => type);
      expect(types.slice(0, 3)).toEqual([
        'response.created',
        'response.in_progress',
        'response.output_item.added',
      ]);
      expect(types.at(-1)).toBe('response.completed');
      expect(lastResponse(answer)).toMatchObject({ status: 'completed', store: true });
    },
  );

  it('may be followed by another one, which waits for the first', async () => {
    const client = await open();
    client.create({ input: 'First' });
    client.create({ input: 'Second' });
    const [first, second] = [await client.answer(), await client.answer()];
    expect(lastResponse(first).id).not.toBe(lastResponse(second).id);
    expect(first.concat(second).every((each) => each.stream_id === undefined)).toBe(true);
  });

  it('that fails in its middle has one end, and is followed by the next one', async () => {
    const failed = {
      kind: 'failed',
      code: 'invalid_prompt',
      message: 'No.',
      afterTokens: 3,
    } as const;
    gateway.standIn.behave(whenAsked('Fail', failed));
    const client = await open();
    client.create({ input: 'Fail' });
    client.create({ input: 'Say exactly: fine' });
    const [first, second] = [await client.answer(), await client.answer()];
    gateway.standIn.behave(undefined);
    expect(first.filter(({ type }) => type === 'error')).toEqual([]);
    expect(first.at(-1)).toMatchObject({
      type: 'response.failed',
      response: { status: 'failed', error: { code: 'invalid_prompt', message: 'No.' } },
    });
    expect(second[0]?.type).toBe('response.created');
    expect(JSON.stringify(lastResponse(second))).toContain('fine');
  });

  it('continues from one that is kept nowhere but with its connection', async () => {
    const client = await open();
    client.create({ input: 'Remember the word ember', store: false });
    const first = lastResponse(await client.answer());
    expect(first).toMatchObject({ store: false });
    client.create({ input: 'Which word?', store: false, previous_response_id: first.id });
    const second = lastResponse(await client.answer());
    expect(second.previous_response_id).toBe(first.id);
    expect(shown()).toContain('Remember the word ember');
    expect(shown()).toContain('Which word?');
  });

  it('continues from a kept one of another connection, and over HTTP from this one', async () => {
    const one = await open();
    one.create({ input: 'Remember the word birch' });
    const first = lastResponse(await one.answer());
    const other = await open();
    other.create({ input: 'Which word?', previous_response_id: first.id });
    const second = lastResponse(await other.answer());
    expect(shown()).toContain('birch');
    const over = await fetch(`${gateway.url}/v1/responses/${second.id}`);
    expect([200, 404, 405]).toContain(over.status);
    await fetch(`${gateway.url}/v1/responses`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        model: 'gpt-5.5',
        input: 'And now?',
        previous_response_id: second.id,
      }),
    });
    expect(shown()).toContain('birch');
  });

  it('that is kept holds what came before on its connection alone', async () => {
    const client = await open();
    client.create({ input: 'Remember the word cedar', store: false });
    const first = lastResponse(await client.answer());
    client.create({ input: 'Keep it', previous_response_id: first.id });
    const second = lastResponse(await client.answer());
    const other = await open();
    other.create({ input: 'Which word?', previous_response_id: second.id });
    lastResponse(await other.answer());
    expect(shown()).toContain('cedar');
  });
});

describe('a response that was not found', () => {
  const notFound = (id: string): object => ({
    type: 'error',
    status: 400,
    error: {
      type: 'invalid_request_error',
      code: 'previous_response_not_found',
      message: `Previous response with id '${id}' not found.`,
      param: 'previous_response_id',
    },
  });

  it('is an unknown one', async () => {
    const client = await open();
    client.create({ previous_response_id: 'resp_missing', store: false });
    expect(await client.answer()).toEqual([notFound('resp_missing')]);
  });

  it('is one of another connection that is kept nowhere else', async () => {
    const client = await open();
    client.create({ store: false });
    const { id } = lastResponse(await client.answer());
    client.close();
    const other = await open();
    other.create({ previous_response_id: id, store: false });
    expect(await other.answer()).toEqual([notFound(id)]);
    other.create({ store: false });
    expect(lastResponse(await other.answer()).status).toBe('completed');
  });

  it('is one whose continuation has failed', async () => {
    const client = await open();
    client.create({ store: false });
    const { id } = lastResponse(await client.answer());
    const input = [{ type: 'function_call_output', call_id: 'call_none', output: 'x' }];
    client.create({ previous_response_id: id, store: false, input });
    expect(await client.answer()).toEqual([
      expect.objectContaining({ type: 'error', status: 400 }),
    ]);
    client.create({ previous_response_id: id, store: false });
    expect(await client.answer()).toEqual([notFound(id)]);
  });

  it('is not one whose continuation has failed in another lane', async () => {
    const client = await open();
    client.create({ store: false, stream_id: 'main' });
    const { id } = lastResponse(await client.answer('main'));
    client.create({ previous_response_id: id, store: false, stream_id: 'fork', tools: 7 });
    expect(await client.answer('fork')).toHaveLength(1);
    client.create({ previous_response_id: id, store: false, stream_id: 'main' });
    expect(lastResponse(await client.answer('main')).status).toBe('completed');
  });

  it('is an older one of its lane', async () => {
    const client = await open();
    client.create({ store: false });
    const { id } = lastResponse(await client.answer());
    client.create({ store: false });
    await client.answer();
    client.create({ previous_response_id: id, store: false });
    expect(await client.answer()).toEqual([notFound(id)]);
  });
});

describe('a prepared response', () => {
  it('has no output, costs nothing, and asks nothing of the service', async () => {
    const client = await open();
    client.create({ generate: false, store: false, input: 'Remember the word aspen' });
    const answer = await client.answer();
    expect(answer.map(({ type }) => type)).toEqual(['response.created', 'response.completed']);
    expect(lastResponse(answer)).toMatchObject({
      status: 'completed',
      output: [],
      usage: { input_tokens: 0, output_tokens: 0, total_tokens: 0 },
    });
    // Codex connects threads for later turns by requests of its own.
    expect(JSON.stringify(gateway.standIn.requests)).not.toContain('aspen');
  });

  it('is the beginning of those that continue from it, with its tools', async () => {
    const client = await open();
    const tools = [{ type: 'function', name: 'look', parameters: { type: 'object' } }];
    const instructions = 'Be brief.';
    client.create({ generate: false, input: 'Remember the word larch', tools, instructions });
    const { id } = lastResponse(await client.answer());
    for (const input of ['Once', 'Twice']) {
      client.create({ previous_response_id: id, store: false, input });
      const { tools: given } = lastResponse(await client.answer());
      expect(given).toMatchObject([{ name: 'look' }]);
      expect(shown()).toContain('larch');
      expect(shown()).toContain('Be brief.');
    }
    client.create({ previous_response_id: id, store: false, tools: [] });
    expect(lastResponse(await client.answer())).toMatchObject({ tools: [] });
  });

  it('of an unknown model is an error', async () => {
    await onCatalogGateway(async ({ url }) => {
      const client = await openSocket(url);
      client.create({ generate: false, model: 'gpt-none' });
      expect(await client.answer()).toMatchObject([
        { status: 404, error: { code: 'model_not_found' } },
      ]);
    });
  });
});

describe('lanes', () => {
  it('run side by side, and their messages name them', async () => {
    const client = await open();
    const names = ['planner', 'research', 'a.b-c_9'];
    for (const name of names) client.create({ stream_id: name, store: false });
    client.create({ store: false });
    const answers = await Promise.all(
      [...names, undefined].map(async (lane) => await client.answer(lane)),
    );
    expect(answers.map((answer) => lastResponse(answer).status)).toEqual(
      Array(4).fill('completed'),
    );
  });

  it('continue from one another', async () => {
    const client = await open();
    client.create({ stream_id: 'main', store: false, input: 'Remember the word maple' });
    const { id } = lastResponse(await client.answer('main'));
    client.create({ stream_id: 'critic', store: false, previous_response_id: id });
    lastResponse(await client.answer('critic'));
    expect(shown()).toContain('maple');
  });

  it.each(['', 'a b', 'é', 'x'.repeat(257), 7, null])('have no name like %j', async (name) => {
    const client = await open();
    client.create({ stream_id: name });
    expect(await client.next()).toEqual({
      type: 'error',
      status: 400,
      error: {
        type: 'invalid_request_error',
        code: 'invalid_stream_id',
        message:
          "The 'stream_id' field must be a non-empty string with at most 256 characters and may only contain letters, numbers, underscores, hyphens, and periods.",
        param: 'stream_id',
      },
    });
  });

  it('are 32 with a name at most', async () => {
    const client = await open();
    for (let lane = 0; lane < 33; lane += 1) {
      client.create({ stream_id: `lane-${lane}`, generate: false });
    }
    expect(await client.answer('lane-32')).toEqual([
      {
        type: 'error',
        status: 400,
        stream_id: 'lane-32',
        error: {
          type: 'invalid_request_error',
          code: 'websocket_stream_limit_reached',
          message:
            'This WebSocket connection has reached its maximum number of distinct stream IDs (32). Reuse an existing stream_id or open a new WebSocket connection.',
          param: 'stream_id',
        },
      },
    ]);
    client.create({ generate: false });
    expect(lastResponse(await client.answer()).status).toBe('completed');
  });
});

describe('steering', () => {
  it.each([
    ['response_not_found', { previous_response_id: 'resp_none', input: 'Stop' }],
    ['invalid_input', { previous_response_id: 'resp_none' }],
    ['invalid_input', { input: 'Stop' }],
  ])('fails with %s for %j', async (code, asked) => {
    const client = await open();
    client.send({ type: 'response.steer', ...asked });
    expect(await client.next()).toMatchObject({
      type: 'response.steer.failed',
      sequence_number: 0,
      error: { type: 'invalid_request_error', code },
      steer: { input: 'input' in asked ? 'Stop' : null },
    });
  });
});
