import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { chatBody, dataOf, post } from '../rest/client.ts';
import { eventsOf, respond, response } from '../rest-responses/client.ts';
import { openSocket } from '../rest-responses-socket/socket-client.ts';
import { openSocket as openGraphqlSocket } from '../schema/raw-socket.ts';
import { post as postGraphql } from '../schema/clients.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { startTestUpstream, type TestUpstream } from '../support/stand-in-home.ts';
import { holdAnswers } from '../support/held-answers.ts';

/** Longer than any test may take. */
const long = { drainMs: 600_000 };

const opened: { close(): unknown }[] = [];

afterEach(async () => {
  for (const each of opened.splice(0).toReversed()) await each.close();
});

async function start(
  args: readonly string[] = [],
  given?: TestUpstream,
): Promise<{ upstream: TestUpstream; gateway: TestGateway }> {
  const upstream = given ?? (await startTestUpstream());
  if (given === undefined) opened.push(upstream);
  return { upstream, gateway: await startTestGateway({ upstream, args }) };
}

/** A connection on which the test itself reads and writes. */
function dial(url: string): Socket {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.on('error', () => {});
  opened.push({ close: () => socket.destroy() });
  return socket;
}

function requestText(path: string, body: object): string {
  const json = JSON.stringify(body);
  const head = `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json`;
  return `${head}\r\nContent-Length: ${Buffer.byteLength(json)}\r\n\r\n${json}`;
}

const asked = (content: string, more: object = {}): object =>
  chatBody({ messages: [{ role: 'user', content }], ...more });

describe('a gateway on which nothing runs', () => {
  it('ends at once, whatever connections it has', async () => {
    const { gateway } = await start(['--api-key', 'key-of-the-test']);
    const authorization = 'Bearer key-of-the-test';
    const unused = dial(gateway.url);
    const idle = dial(gateway.url);
    const begun = dial(gateway.url);
    await once(begun, 'ready');
    idle.write('GET /livez HTTP/1.1\r\nHost: a\r\n\r\n');
    await once(idle, 'data');
    begun.write('POST /v1/chat/completions HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{');
    const query = 'subscription { activity { __typename } }';
    const stream = await postGraphql(
      gateway.url,
      { query },
      { accept: 'text/event-stream', authorization },
    );
    const watching = stream.text().catch(() => 'cut');
    const socket = await openGraphqlSocket(gateway.url, { headers: { authorization } });
    socket.send({ type: 'subscribe', id: '1', payload: { query } });
    await socket.next();
    const sockets = [unused, idle, begun].map(async (each) => await once(each.resume(), 'close'));
    await gateway.close(long);
    await Promise.all(sockets);
    expect(await watching).toBe('cut');
    expect(await socket.closed).toEqual({ code: 1001, reason: 'Going away' });
  });

  it('ends at once although a turn waits for tool results, which continue after the next start', async () => {
    const { gateway, upstream } = await start();
    const tool = { type: 'function', function: { name: 'get_weather', parameters: {} } };
    const body = asked('call get_weather in Oslo', { tools: [tool] });
    const first = await (await post(`${gateway.url}/v1/chat/completions`, body)).json();
    const [{ message }] = first.choices;
    expect(gateway.engine.parkedTurns).toBe(1);
    await gateway.close(long);

    const { gateway: second } = await start([], upstream);
    opened.push(second);
    const [{ id }] = message.tool_calls;
    const messages = [
      { role: 'user', content: 'call get_weather in Oslo' },
      message,
      { role: 'tool', tool_call_id: id, content: 'Rain.' },
    ];
    const next = await post(`${second.url}/v1/chat/completions`, { ...body, messages });
    expect((await next.json()).choices[0].message.content).toContain('Rain.');
  });
});

describe('what has not ended by the end of the drain time', () => {
  it('ends with an error in its own format, and is written', async () => {
    const { gateway, upstream } = await start();
    holdAnswers(gateway.standIn, 'Stalls');
    const chat = `${gateway.url}/v1/chat/completions`;
    const input = { input: 'Stalls' };
    const streams = await Promise.all([
      post(chat, asked('Stalls', { stream: true })),
      respond(gateway.url, { ...input, stream: true }),
    ]);
    const whole = [post(chat, asked('Stalls')), respond(gateway.url, input)];
    const { id } = await response(gateway.url, { ...input, background: true });
    const socket = await openSocket(gateway.url);
    socket.create(input);
    const overSocket = socket.answer();
    await expect
      .poll(async () => (await gateway.core.completions()).filter((each) => each.text !== ''))
      .toHaveLength(6);
    await gateway.close({ drainMs: 50 });

    const [chatText = '', responseText = ''] = await Promise.all(
      streams.map(async (each) => await each.text()),
    );
    const last = JSON.parse(dataOf(chatText).at(-1) ?? '');
    expect(last).toMatchObject({ error: { code: 'shutting_down', type: 'server_error' } });
    expect(chatText).not.toContain('[DONE]');
    const events = eventsOf(responseText);
    expect(events.slice(-2)).toMatchObject([
      { type: 'error', code: 'shutting_down' },
      { type: 'response.failed', response: { status: 'failed' } },
    ]);
    for (const answered of await Promise.all(whole)) {
      expect(answered.status).toBe(503);
      expect(answered.headers.get('retry-after')).toBe('2');
    }
    expect((await overSocket).at(-1)).toMatchObject({ type: 'response.failed' });
    expect(await socket.closed).toBe(1001);

    const { gateway: second } = await start([], upstream);
    opened.push(second);
    const kept = await (await fetch(`${second.url}/v1/responses/${id}`)).json();
    expect(kept).toMatchObject({ status: 'failed', error: { code: 'server_error' } });
    const query = '{ completionRecords(first: 20) { edges { node { status errorCode } } } }';
    const records = await (await postGraphql(second.url, { query })).json();
    const failed = { status: 'FAILED', errorCode: 'SHUTTING_DOWN' };
    expect(records.data.completionRecords.edges).toHaveLength(6);
    for (const { node } of records.data.completionRecords.edges) expect(node).toMatchObject(failed);
  });
});

describe('a client that asks several times at once', () => {
  it('gets all answers on one connection, of which the last one closes it', async () => {
    const { gateway } = await start();
    const held = holdAnswers(gateway.standIn, 'First', 'Second');
    const socket = dial(gateway.url);
    const received = text(socket);
    const path = '/v1/chat/completions';
    socket.write(requestText(path, asked('First')) + requestText(path, asked('Second')));
    await gateway.standIn.waitFor(({ active }) => active === 2);
    const closing = gateway.close(long);
    held.release();
    await closing;
    const heads = (await received).split('HTTP/1.1 200 OK').slice(1);
    expect(heads.map((head) => /\r\nConnection: (\S+)/i.exec(head)?.[1])).toEqual([
      'keep-alive',
      'close',
    ]);
    for (const head of heads) expect(head).toContain('One two three four.');
  });
});
