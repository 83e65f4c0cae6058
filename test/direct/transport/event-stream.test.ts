import { Buffer } from 'node:buffer';
import {
  array,
  assert,
  constantFrom,
  dictionary,
  jsonValue,
  nat,
  property,
  string,
  tuple,
} from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEventStream } from '../../../src/codex/engine/direct/transport/event-stream.ts';
import type { ResponseEvent } from '../../../src/codex/engine/direct/transport/transport.ts';

/** The events in pieces of a stream that then ends in order. */
function eventsIn(...pieces: readonly (string | Buffer)[]): ResponseEvent[] {
  const events: ResponseEvent[] = [];
  const stream = readEventStream((event) => events.push(event));
  for (const piece of pieces) stream.feed(Buffer.from(piece));
  stream.end();
  return events;
}

const a = { type: 'a', text: 'ä€🙂' };
const b = { type: 'b' };

describe('an event stream', () => {
  it.each([
    ['by line feeds', `event: a\ndata: ${JSON.stringify(a)}\n\ndata: ${JSON.stringify(b)}\n\n`],
    ['by both', `event: a\r\ndata: ${JSON.stringify(a)}\r\n\r\ndata: ${JSON.stringify(b)}\r\n\r\n`],
    ['by carriage returns', `data: ${JSON.stringify(a)}\r\rdata: ${JSON.stringify(b)}\r\r`],
    ['without a space', `data:${JSON.stringify(a)}\n\ndata:${JSON.stringify(b)}\n\n`],
    [
      'after a byte order mark',
      `\ufeffdata: ${JSON.stringify(a)}\n\ndata: ${JSON.stringify(b)}\n\n`,
    ],
    [
      'with comments',
      `: ping\n\ndata: ${JSON.stringify(a)}\n\n:\n\ndata: ${JSON.stringify(b)}\n\n`,
    ],
    ['with ids', `id: 1\ndata: ${JSON.stringify(a)}\n\nid: 2\ndata: ${JSON.stringify(b)}\n\n`],
    [
      'over several lines',
      `data: {"type":"a",\ndata: "text":"ä€🙂"}\n\ndata: ${JSON.stringify(b)}\n\n`,
    ],
    ['without a last line', `data: ${JSON.stringify(a)}\n\ndata: ${JSON.stringify(b)}`],
    ['with [DONE]', `data: ${JSON.stringify(a)}\n\ndata: ${JSON.stringify(b)}\n\ndata: [DONE]\n\n`],
  ])('has its events %s', (_, text) => {
    expect(eventsIn(text)).toEqual([a, b]);
    expect(eventsIn(...[...Buffer.from(text)].map((byte) => Buffer.from([byte])))).toEqual([a, b]);
  });

  it.each([
    ['a page', '<html>\n<body>502</body>\n\n'],
    ['half an event', 'data: {"typ\n\n'],
    ['no object', 'data: null\n\ndata: 1\n\ndata: "a"\n\ndata: []\n\n'],
    ['no type', 'data: {}\n\ndata: {"type":1}\n\n'],
    ['no data', 'event: a\n\n'],
    ['bytes that are no text', Buffer.from([0, 1, 0xff, 0xfe, 10, 10])],
    ['a retry', 'retry: soon\n\nretry: 5\n\n'],
  ])('skips %s', (_, garbage) => {
    const good = `data: ${JSON.stringify(b)}\n\n`;

    expect(eventsIn(good, garbage, good)).toEqual([b, b]);
  });

  it('takes an event of 15 MiB, and no longer one than 16 MiB', () => {
    const long = (mib: number): string => 'x'.repeat(mib * 1024 * 1024);
    const [event] = eventsIn('data: {"type":"a","text":"', long(7), long(8), '"}\n\n');
    expect(event?.['text']).toHaveLength(15 * 1024 * 1024);

    const stream = readEventStream(() => {});
    stream.feed(Buffer.from(`data: ${long(15)}`));
    expect(() => stream.feed(Buffer.from(long(2)))).toThrow('longer than 16 MiB');
  });

  it('is the same however it is split', () => {
    const json = dictionary(string({ unit: 'grapheme' }), jsonValue());
    const newline = constantFrom('\n', '\r\n', '\r');
    const extra = constantFrom('', ': ping', 'event: y', 'id: 7', 'retry: 3', 'x', '\u0000');
    assert(
      property(array(tuple(json, newline, extra)), array(nat({ max: 40 })), (parts, cuts) => {
        const wanted = parts.map(([members]) => ({ ...members, type: 'x' }));
        const text = parts
          .map(([, end, more], index) => {
            const lines = [more, `data: ${JSON.stringify(wanted[index])}`, '', ''];
            return lines.filter((line, at) => at > 0 || line !== '').join(end);
          })
          .join('');
        const bytes = Buffer.from(text);
        const pieces: Buffer[] = [];
        let from = 0;
        for (const cut of cuts) {
          pieces.push(bytes.subarray(from, from + cut));
          from += cut;
        }
        expect(eventsIn(...pieces, bytes.subarray(from))).toEqual(
          wanted.map((each) => JSON.parse(JSON.stringify(each))),
        );
      }),
      { numRuns: 500 },
    );
  });
});
