import { StringDecoder } from 'node:string_decoder';
import { createParser } from 'eventsource-parser';
import type { ResponseEvent } from './transport.ts';

/** The longest event, in characters. The service's own bound on a WebSocket message is 16 MiB. */
const longestEvent = 16 * 1024 * 1024;

/** Reads server-sent events from bytes that may be split anywhere. */
export interface EventStream {
  /** Throws if an event is too long. What is not an event is skipped, as Codex does. */
  feed(bytes: Buffer): void;
  /** The stream has ended in order, so its last event is whole, also without an empty line. */
  end(): void;
}

/** @param emit Receives each event, in order. */
export function readEventStream(emit: (event: ResponseEvent) => void): EventStream {
  const decoder = new StringDecoder('utf8');
  let hasBegun = false;
  const parser = createParser({
    maxBufferSize: longestEvent,
    onEvent({ data }) {
      const event = parseEvent(data);
      if (event !== null) emit(event);
    },
    onError({ type }) {
      if (type === 'max-buffer-size-exceeded') throw new Error('an event is longer than 16 MiB');
    },
  });
  return {
    feed(bytes) {
      const text = decoder.write(bytes);
      if (hasBegun) return parser.feed(text);
      if (text === '') return undefined;
      hasBegun = true;
      return parser.feed(text.codePointAt(0) === 0xfeff ? text.slice(1) : text);
    },
    end: () => parser.feed(`${decoder.end()}\n\n`),
  };
}

/** Null for what is not JSON (`[DONE]`) or names no type. */
function parseEvent(data: string): ResponseEvent | null {
  try {
    const value: unknown = JSON.parse(data);
    return isEvent(value) ? value : null;
  } catch {
    return null;
  }
}

function isEvent(value: unknown): value is ResponseEvent {
  return (
    typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
  );
}
