import type { Readable, Writable } from 'node:stream';
import type { Transport } from './transport.ts';

/**
 * The app-server's framing on stdio: one JSON value a line, UTF-8. Messages that are sent in the same
 * turn of the event loop go in one write: each wakes the app-server.
 */
export function stdioTransport(input: Writable, output: Readable): Transport {
  // Codex closing its input first (EPIPE) is seen as the end of its output.
  input.on('error', () => {});
  output.on('error', () => {});
  return {
    send(message) {
      if (!input.writable) return;
      if (input.writableCorked === 0) {
        input.cork();
        process.nextTick(() => input.uncork());
      }
      input.write(`${message}\n`);
    },
    onMessage(listener) {
      output.setEncoding('utf8').on('data', inSlices(output, lineSplitter(listener)));
    },
    onClose(listener) {
      output.once('close', listener);
    },
  };
}

/** The longest line, in code units; half of what a string can hold. A longer one loses its beginning. */
const longestLine = 2 ** 28;

/** Joins chunks into lines. A line may span any number of chunks. */
function lineSplitter(listener: (line: string) => void): (chunk: string) => void {
  let partial = '';
  return (chunk) => {
    let start = 0;
    for (let end = chunk.indexOf('\n'); end !== -1; end = chunk.indexOf('\n', start)) {
      listener(partial + chunk.slice(start, end));
      partial = '';
      start = end + 1;
    }
    const rest = chunk.slice(start);
    partial = partial.length + rest.length > longestLine ? rest : partial + rest;
  };
}

/** How long messages are handled before anything else gets its turn, in milliseconds. */
const sliceMs = 5;

/**
 * Pauses reading if handling takes long. Codex echoes a whole history item by item, and libuv reads
 * as long as there is more, so 9,000 messages blocked the event loop for 0.25 s.
 */
function inSlices(source: Readable, handle: (chunk: string) => void): (chunk: string) => void {
  let spentMs = 0;
  return (chunk) => {
    if (spentMs === 0) setImmediate(() => (spentMs = 0));
    const start = performance.now();
    handle(chunk);
    spentMs += performance.now() - start;
    if (spentMs < sliceMs || source.isPaused()) return;
    source.pause();
    setImmediate(() => source.resume());
  };
}
