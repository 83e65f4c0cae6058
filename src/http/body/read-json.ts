import type { IncomingMessage } from 'node:http';
import { StringDecoder } from 'node:string_decoder';
import { CancelledError, CodexServeError, InvalidRequestError } from '../../errors/errors.ts';
import { largeLength, letOthersRun } from '../../util/event-loop.ts';
import { decoderFor } from './decoders.ts';
import { boundMessage, createJsonScan, jsonBounds, type JsonBounds } from './json-scan.ts';
import { BodyAbortedError, readBytes } from './read-bytes.ts';

/** What a JSON body may be like. */
export interface JsonBodyLimits extends JsonBounds {
  /** Bytes, decompressed. */
  readonly maxBytes: number;
}

/** The usual limits of a body of that size. */
export function jsonBodyLimits(maxBytes: number): JsonBodyLimits {
  return { ...jsonBounds, maxBytes };
}

/** Whether a request has a body, be it an empty one. */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length']) > 0;
}

/**
 * The object or array in a request's body; undefined where the body is empty. Takes UTF-8, with or
 * without a byte order mark, plain or as gzip, deflate or br. Limits hold while the body arrives, so
 * that a small body that unpacks to a large one is given up early.
 *
 * Rejects with a `CodexServeError`: `unsupported_media_type`, `payload_too_large`, `invalid_request`,
 * and `CancelledError` where the client goes away.
 */
export async function readJson(req: IncomingMessage, limits: JsonBodyLimits): Promise<unknown> {
  if (!hasBody(req)) return undefined;
  const text = await readText(req, limits);
  if (text === '') return undefined;
  const isLarge = text.length > largeLength;
  if (isLarge) await letOthersRun();
  const value = parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
  if (isLarge) await letOthersRun();
  return value;
}

/** Decodes each piece as it arrives: all at once, 60 MB outside of Latin-1 take 200 ms. */
async function readText(req: IncomingMessage, limits: JsonBodyLimits): Promise<string> {
  const encoding = req.headers['content-encoding'];
  const createDecoder = encoding === undefined ? null : decoderFor(encoding);
  if (createDecoder === undefined) {
    throw unsupported('Content-Encoding', 'Send it plain, or as gzip, deflate or br.');
  }
  if (!isUtf8(req.headers['content-type'])) throw unsupported('charset', 'Send UTF-8.');
  const scan = createJsonScan(limits);
  const decoder = new StringDecoder('utf8');
  let text = '';
  let length = 0;
  const take = (bytes: Buffer): void => {
    length += bytes.length;
    if (length > limits.maxBytes) throw tooLarge(limits);
    const broken = scan.feed(bytes);
    if (broken === 'values')
      throw new CodexServeError('payload_too_large', boundMessage(broken, limits));
    if (broken !== null) throw invalid(boundMessage(broken, limits));
    text += decoder.write(bytes);
  };
  if (createDecoder === null && Number(req.headers['content-length']) > limits.maxBytes) {
    req.resume();
    throw tooLarge(limits);
  }
  await readBytes(req, createDecoder, take).catch((error: unknown) => {
    throw toBodyError(error);
  });
  return text + decoder.end();
}

/**
 * Whether a `Content-Type` leaves the body in UTF-8, which JSON is always in (RFC 8259, 8.1). ASCII
 * is a part of it.
 */
function isUtf8(contentType: string | undefined): boolean {
  const [, charset = 'utf-8'] = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(contentType ?? '') ?? [];
  return /^(utf_?-?8|(us-)?ascii|(x-)?unicode-?[12]-?[01]-?utf-?8)$/i.test(charset);
}

function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // It is refused like JSON of another type.
  }
  throw invalid(
    'We could not parse the JSON body of your request. The API expects a JSON object, but what was sent is not valid JSON.',
  );
}

function toBodyError(error: unknown): Error {
  if (error instanceof CodexServeError) return error;
  if (error instanceof BodyAbortedError) return new CancelledError(error.message);
  return invalid('The request body could not be read.', error);
}

function tooLarge({ maxBytes }: JsonBodyLimits): CodexServeError {
  return new CodexServeError(
    'payload_too_large',
    `The request body is too large. Expected at most ${maxBytes} bytes.`,
  );
}

function unsupported(what: string, advice: string): CodexServeError {
  const message = `Unsupported ${what} of the request body. ${advice}`;
  return new CodexServeError('unsupported_media_type', message);
}

function invalid(message: string, cause?: unknown): InvalidRequestError {
  return new InvalidRequestError('invalid_request', message, { cause });
}
