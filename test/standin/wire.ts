import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { StandIn } from '../../src/standin/index.ts';
import {
  isObject,
  objectOf,
  objectsOf,
  parseObject,
  stringOf,
} from '../../src/standin/wire/json.ts';
import type { JsonObject } from '../../src/standin/wire/json.ts';
import { plainFetch } from '../support/checked-fetch.ts';

/** Posts a body and gives back the reply as it is. */
export function post(
  standIn: StandIn,
  body: JsonObject | string,
  signal?: AbortSignal,
): Promise<Response> {
  return plainFetch(`${standIn.baseUrl}/responses`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify({ model: 'm', ...body }),
    ...(signal && { signal }),
  });
}

/** Posts a body and collects the events of the stream; throws when the connection breaks. */
export async function postForEvents(standIn: StandIn, body: JsonObject): Promise<JsonObject[]> {
  const reply = await post(standIn, body);
  return parseSse(await reply.text());
}

/** The events of an SSE stream whose data is JSON. */
export function parseSse(text: string): JsonObject[] {
  return text.split('\n\n').flatMap((block) => {
    const data = block.split('\n').find((line) => line.startsWith('data: '));
    const event = data === undefined ? undefined : parseObject(data.slice(6));
    return event ? [event] : [];
  });
}

/** A client of the stand-in's WebSocket. */
export interface Client {
  readonly webSocket: WebSocket;
  /** Sends a `response.create` and collects the events up to the last one of this response. */
  request(body: JsonObject): Promise<JsonObject[]>;
}

/** Opens a WebSocket; rejects when the upgrade is refused. */
export async function connect(standIn: StandIn): Promise<Client> {
  const webSocket = new WebSocket(`${standIn.baseUrl.replace('http', 'ws')}/responses`);
  await once(webSocket, 'open');
  return { webSocket, request: (body) => request(webSocket, body) };
}

function request(webSocket: WebSocket, body: JsonObject): Promise<JsonObject[]> {
  const events: JsonObject[] = [];
  return new Promise((resolve, reject) => {
    const onClose = (): void => reject(new Error('closed'));
    webSocket.once('close', onClose);
    webSocket.on('message', function onMessage(data: Buffer) {
      const event = parseObject(data.toString());
      if (event) events.push(event);
      if (!/^(?:error|response\.(?:completed|failed|incomplete))$/.test(typeOf(event))) return;
      webSocket.off('message', onMessage);
      webSocket.off('close', onClose);
      resolve(events);
    });
    webSocket.send(JSON.stringify({ type: 'response.create', model: 'm', ...body }));
  });
}

/** The answer's text, put together from its deltas. */
export function textOf(events: readonly JsonObject[]): string {
  return deltas(events, 'response.output_text.delta').join('');
}

/** The deltas of one kind of event. */
export function deltas(events: readonly JsonObject[], type: string): string[] {
  return events.filter((event) => event['type'] === type).map((event) => typeOf(event, 'delta'));
}

/** The response object of the last event. */
export function lastResponse(events: readonly JsonObject[]): JsonObject {
  return objectOf(events.at(-1)?.['response']);
}

/** The function calls of a finished response, as `[name, arguments]`. */
export function callsOf(events: readonly JsonObject[]): [string, unknown][] {
  return objectsOf(lastResponse(events)['output'])
    .filter((item) => item['type'] === 'function_call')
    .map((item) => [typeOf(item, 'name'), JSON.parse(typeOf(item, 'arguments'))]);
}

/** A user message. */
export function user(text: string): JsonObject {
  return { type: 'message', role: 'user', content: [{ type: 'input_text', text }] };
}

/** An event's `type`, or another string member; empty when there is none. */
export function typeOf(object: JsonObject | undefined, member = 'type'): string {
  return (isObject(object) ? stringOf(object[member]) : undefined) ?? '';
}
