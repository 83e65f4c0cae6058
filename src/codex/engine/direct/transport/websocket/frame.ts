import { createHash } from 'node:crypto';
import type { ResponseBody } from '../../request/response-body.ts';

/** The longest message that the service takes or sends, in bytes. */
export const maxMessageBytes = 16 * 1024 * 1024;

/** A request as the text of one WebSocket message. */
export interface Frame {
  readonly text: string;
  /**
   * Identifies all of its members but `input` and what the client writes on it for bookkeeping: a later
   * request continues only where they are the same.
   */
  readonly settings: string;
}

/** A response of the connection that a request continues from. */
export interface Previous {
  readonly responseId: string;
  /** How many items of the request's `input` the service has. */
  readonly known: number;
}

/**
 * Writes a request as a message; null where it is longer than the service takes.
 *
 * @param previous Null: the message says the whole conversation.
 */
export function writeFrame(body: ResponseBody, previous: Previous | null): Frame | null {
  const { input, ...others } = body;
  const members = JSON.stringify({ type: 'response.create', ...others, stream: true });
  const { metadata: _, user: __, safety_identifier: ___, ...telling } = others;
  const settings = createHash('sha256').update(JSON.stringify(telling)).digest('base64');
  const id = previous && `,"previous_response_id":${JSON.stringify(previous.responseId)}`;
  const items = JSON.stringify(input.slice(previous?.known ?? 0));
  const text = `${members.slice(0, -1)}${id ?? ''},"input":${items}}`;
  return Buffer.byteLength(text) > maxMessageBytes ? null : { text, settings };
}
