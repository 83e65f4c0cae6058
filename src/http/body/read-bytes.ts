import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { CreateDecoder } from './decoders.ts';

/** The client has closed the connection before its body was whole. */
export class BodyAbortedError extends Error {
  override readonly name = 'BodyAbortedError';
}

/**
 * Reads the body of a request to its end. Rejects with what `onBytes` throws, with the decoder's
 * error, and with `BodyAbortedError`. What is left of the body then is thrown away, so that its
 * client gets to read the answer.
 *
 * @param createDecoder Undoes the body's encoding; null where it has none.
 * @param onBytes Gets each piece of the decoded body.
 */
export async function readBytes(
  req: IncomingMessage,
  createDecoder: CreateDecoder | null,
  onBytes: (bytes: Buffer) => void,
): Promise<void> {
  try {
    const source = createDecoder === null ? req : await decode(req, createDecoder);
    // Leaving the loop must not close the connection.
    const pieces: AsyncIterable<Buffer> = source.iterator({ destroyOnReturn: source !== req });
    for await (const bytes of pieces) onBytes(bytes);
  } catch (error) {
    throw req.destroyed && !req.complete ? aborted(error) : error;
  } finally {
    req.unpipe();
    req.resume();
  }
}

async function decode(req: IncomingMessage, createDecoder: CreateDecoder): Promise<Readable> {
  const first = await firstBytes(req);
  const decoder = createDecoder(first);
  req.unshift(first);
  req.once('close', () => {
    if (!req.complete) decoder.destroy(aborted());
  });
  return req.pipe(decoder);
}

/** Empty for an empty body. */
async function firstBytes(req: IncomingMessage): Promise<Buffer> {
  for (;;) {
    const bytes: unknown = req.read();
    if (Buffer.isBuffer(bytes)) return bytes;
    if (req.complete) return Buffer.alloc(0);
    await once(req, 'readable');
  }
}

function aborted(cause?: unknown): BodyAbortedError {
  return new BodyAbortedError('The client went away while sending its request.', { cause });
}
