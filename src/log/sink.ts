import { fstatSync, write, writeSync } from 'node:fs';
import { isatty } from 'node:tty';
import { unblock } from './standard-streams.ts';

/** A place that a log is written to. No method waits or throws. */
export interface Sink {
  /**
   * Writes bytes, one call at a time. Calls back with the number of bytes that were written and
   * with the error that kept it from writing all of them.
   */
  write(data: Buffer, done: (error: Error | null, written: number) => void): void;
  /** Writes what can be written at once; for the end of the process. */
  writeNow(data: Buffer): void;
}

/** Standard error. The process keeps running when it is full, closed, or read by nobody. */
export function standardError(): Sink {
  const kind = fstatSync(process.stderr.fd);
  const isStream = kind.isFIFO() || kind.isSocket() || isatty(process.stderr.fd);
  return isStream ? streamSink(process.stderr) : fileSink(process.stderr.fd);
}

/** A pipe, socket or terminal. The event loop waits for its reader, and does other things meanwhile. */
function streamSink(stream: NodeJS.WriteStream): Sink {
  unblock(stream);
  return {
    write(data, done) {
      stream.write(data, (error) => done(error ?? null, error ? 0 : data.length));
    },
    // Either its reader keeps up and nothing is left, or writing would wait.
    writeNow() {},
  };
}

/** A file or device. A thread of libuv's pool waits for the disk. */
function fileSink(fd: number): Sink {
  return {
    write(data, done) {
      write(fd, data, (error, written) => done(error, error ? 0 : written));
    },
    writeNow(data) {
      try {
        writeSync(fd, data);
      } catch {
        // There is nobody left to tell.
      }
    },
  };
}
