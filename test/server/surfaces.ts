import { once } from 'node:events';
import { request, type IncomingHttpHeaders } from 'node:http';
import { WebSocket } from 'ws';

/** An answer over HTTP. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Headers; a list sends one several times. */
export type Headers = Readonly<Record<string, string | readonly string[]>>;

/** As `fetch`, but with `Host`, `Origin` and any other header of one's own, as often as wanted. */
export async function send(
  url: string,
  headers: Headers = {},
  method = 'GET',
  body?: string,
): Promise<Answer> {
  const raw = Object.entries(headers).flatMap(([name, values]) =>
    [values].flat().flatMap((value) => [name, value]),
  );
  const length = body === undefined ? [] : ['content-length', String(Buffer.byteLength(body))];
  const host = 'host' in headers ? [] : ['host', new URL(url).host];
  const req = request(url, { method, headers: [...host, ...raw, ...length] });
  req.end(body);
  const [res] = await once(req, 'response');
  let text = '';
  for await (const chunk of res.setEncoding('utf8')) text += chunk;
  return { status: res.statusCode, headers: res.headers, body: text };
}

/** Posts JSON. */
export async function post(url: string, headers: Headers, body: object): Promise<Answer> {
  const json = { 'content-type': 'application/json', ...headers };
  return await send(url, json, 'POST', JSON.stringify(body));
}

/** What a chat is asked over REST. */
export const chatBody = { model: 'gpt-5.5', messages: [{ role: 'user', content: 'Say: Hi.' }] };

/** What a chat is asked over GraphQL. */
export const chatInput = { messages: [{ role: 'USER', content: [{ text: 'Say: Hi.' }] }] };

const mutation =
  'mutation ($input: ChatCompletionInput!) { chatCompletion(input: $input) { __typename } }';
const subscription =
  'subscription ($input: ChatCompletionInput!) { chatCompletion(input: $input) { __typename } }';

/** An operation that chats, by mutation or by subscription. */
export function chatOperation(type: 'mutation' | 'subscription'): object {
  return {
    query: type === 'mutation' ? mutation : subscription,
    variables: { input: chatInput },
  };
}

/**
 * Opens a WebSocket and says hello. Gives `ack`, the HTTP status that the upgrade is refused with, or
 * the code that the socket is closed with.
 */
export async function connect(
  url: string,
  headers: Record<string, string>,
  payload?: object,
): Promise<string> {
  const address = `${url.replace('http', 'ws')}/graphql`;
  const socket = new WebSocket(address, 'graphql-transport-ws', { headers });
  return await new Promise((resolve, reject) => {
    socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload })));
    socket.on('message', (data: Buffer) => {
      const message = data.toString();
      resolve(message.includes('connection_ack') ? 'ack' : message);
      socket.close();
    });
    socket.on('close', (code) => resolve(String(code)));
    socket.on('unexpected-response', (_req, res) => {
      resolve(String(res.statusCode));
      socket.terminate();
    });
    socket.on('error', reject);
  });
}

/** How each way in answers: HTTP statuses, and what `connect` gives. */
export interface Answers {
  readonly models: string;
  readonly chat: string;
  readonly stream: string;
  readonly legacy: string;
  readonly stored: string;
  readonly ollama: string;
  readonly root: string;
  readonly query: string;
  readonly mutation: string;
  readonly sse: string;
  readonly socket: string;
  readonly page: string;
  /** With what it tells: `status` alone, or `details`. */
  readonly probe: string;
  readonly preflight: string;
}

/** Tries every way in with the same headers. */
export async function tryAll(url: string, headers: Record<string, string>): Promise<Answers> {
  const statusOf = async (answer: Promise<Answer>): Promise<string> =>
    String((await answer).status);
  const get = async (path: string, more: Headers = {}): Promise<string> =>
    await statusOf(send(url + path, { ...headers, ...more }));
  const stream = { accept: 'text/event-stream' };
  const asked = {
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization,x-api-key,api-key,content-type',
  };
  const probe = await send(`${url}/healthz`, headers);
  return {
    models: await get('/v1/models'),
    chat: await statusOf(post(`${url}/v1/chat/completions`, headers, chatBody)),
    stream: await statusOf(
      post(`${url}/v1/chat/completions`, headers, { ...chatBody, stream: true }),
    ),
    legacy: await statusOf(
      post(`${url}/v1/completions`, headers, { model: 'gpt-5.5', prompt: 'Say: Hi.' }),
    ),
    stored: await get('/v1/chat/completions'),
    ollama: await get('/api/tags'),
    root: await get('/'),
    query: await get('/graphql?query={version}'),
    mutation: await statusOf(post(`${url}/graphql`, headers, chatOperation('mutation'))),
    sse: await statusOf(
      post(`${url}/graphql`, { ...headers, ...stream }, chatOperation('subscription')),
    ),
    socket: await connect(url, headers),
    page: await get('/graphql', { accept: 'text/html' }),
    probe: `${probe.status} ${probe.body === '{"ok":true}' ? 'status' : ''}${probe.body.includes('"config"') ? 'details' : ''}`,
    preflight: await statusOf(send(`${url}/v1/models`, { ...headers, ...asked }, 'OPTIONS')),
  };
}
