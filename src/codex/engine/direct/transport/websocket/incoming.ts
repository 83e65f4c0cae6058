import type { IncomingHttpHeaders } from 'node:http';
import { isObject } from '../../../../completion/is-object.ts';
import { ServiceRefusal } from '../faults.ts';
import type { ResponseEvent } from '../transport.ts';

/** How much of a refusal's text is kept, in characters. */
const longestBody = 64 * 1024;

/** The event in a message; null where it holds none, which a stream survives. */
export function eventIn(message: string): ResponseEvent | null {
  let event: unknown;
  try {
    event = JSON.parse(message);
  } catch {
    return null;
  }
  return isEvent(event) ? event : null;
}

function isEvent(value: unknown): value is ResponseEvent {
  return isObject(value) && typeof value['type'] === 'string';
}

/** Whether an event is about the account or the connection (`codex.rate_limits`), not a response. */
export function isNotice({ type }: ResponseEvent): boolean {
  return type.startsWith('codex.');
}

/** The id of the response that an event has with it; null for none. */
export function responseIdIn({ response }: ResponseEvent): string | null {
  const id = isObject(response) ? response['id'] : undefined;
  return typeof id === 'string' ? id : null;
}

/** What an error says in an HTTP reply, as the service sends it over WebSocket; null for any other event. */
export function refusalIn(event: ResponseEvent): ServiceRefusal | null {
  const { type, status, status_code: code, headers, ...body } = event;
  const number = Number(status ?? code);
  if (type !== 'error' || !(number >= 400 && number < 600)) return null;
  return new ServiceRefusal(number, headersIn(headers), JSON.stringify(body).slice(0, longestBody));
}

const lostCodes: ReadonlySet<unknown> = new Set([
  'previous_response_not_found',
  'websocket_connection_limit_reached',
]);

/** Whether an error is about the connection: on another one the whole request would be answered. */
export function isOfConnection({ type, error, code, response }: ResponseEvent): boolean {
  if (type === 'error') return lostCodes.has(isObject(error) ? error['code'] : code);
  const failure = type === 'response.failed' && isObject(response) ? response['error'] : null;
  return isObject(failure) && lostCodes.has(failure['code']);
}

function headersIn(value: unknown): IncomingHttpHeaders {
  if (!isObject(value)) return {};
  const entries = Object.entries(value).flatMap(([name, each]) =>
    typeof each === 'string' || typeof each === 'number' || typeof each === 'boolean'
      ? [[name.toLowerCase(), String(each)] as const]
      : [],
  );
  return Object.fromEntries(entries);
}
