import type { Readable } from 'node:stream';

/** The data of each event of a stream, as it comes. Comments are passed over. */
export async function* sseData(stream: Readable): AsyncGenerator<string, void> {
  let partial = '';
  for await (const chunk of stream.setEncoding('utf8')) {
    const events = `${partial}${String(chunk)}`.split('\n\n');
    partial = events.pop() ?? '';
    for (const event of events) {
      const data = event.split('\n').find((line) => line.startsWith('data: '));
      if (data !== undefined) yield data.slice('data: '.length);
    }
  }
}
