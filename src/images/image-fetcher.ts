import { lookup } from 'node:dns';
import type { Logger } from 'pino';
import type { Caller } from '../codex/completion/caller.ts';
import { openAbortScope } from '../util/abort-scope.ts';
import { InvalidRequestError } from '../errors/errors.ts';
import { createCheckedLookup, type Resolve } from './checked-lookup.ts';
import { download } from './download.ts';
import { imageTypeOf } from './image-type.ts';
import { isPublicAddress } from './public-address.ts';

/** Fetches remote pictures for the model, which takes inline ones only. */
export interface ImageFetcher {
  /**
   * The picture at an http(s) URL, as a base64 `data:` URL whose type is that of its bytes.
   * Rejects with an `InvalidRequestError` (`invalid_value`) that names `param`, and with the
   * signal's reason when that aborts.
   *
   * @param ids Of the request, for the log. Default: none.
   */
  fetch(url: string, param: string, signal: AbortSignal, ids?: RequestIds): Promise<string>;
}

/** The ids of a request in the log. */
export type RequestIds = Partial<Pick<Caller, 'requestId' | 'operationId'>>;

/** Limits of an image fetcher, and its ways to the network. */
export interface ImageFetcherOptions {
  /** Largest picture, in bytes. Default 20 MiB. */
  readonly maxBytes?: number;
  /** Time for a picture, redirects and name look-ups included, in milliseconds. Default 10 000. */
  readonly timeoutMs?: number;
  /** Default 3. */
  readonly maxRedirects?: number;
  /** Which IP addresses may be connected to. Default: those of the public internet. */
  readonly allowAddress?: (address: string) => boolean;
  /** Finds a host's addresses. Default: as every program on this machine. */
  readonly resolve?: Resolve;
  /** Says what was fetched, and why a picture was not. Default: nobody does. */
  readonly logger?: Logger;
}

const defaultMaxBytes = 20 * 1024 * 1024;
const defaultTimeoutMs = 10_000;
const defaultMaxRedirects = 3;

/**
 * A fetcher that reaches only public addresses, also after redirects. It uses no proxy, which would
 * resolve the name itself and connect to an address that nobody checked. One message covers every
 * failure: a client must not learn from it what a name resolves to, which ports are open or what
 * they answer.
 */
export function createImageFetcher(options: ImageFetcherOptions = {}): ImageFetcher {
  const { maxBytes = defaultMaxBytes, timeoutMs = defaultTimeoutMs } = options;
  const isAllowed = options.allowAddress ?? isPublicAddress;
  const limits = {
    maxBytes,
    maxRedirects: options.maxRedirects ?? defaultMaxRedirects,
    isAllowed,
    lookup: createCheckedLookup(options.resolve ?? resolveAll, isAllowed),
  };
  const conditions = `Expected an http(s) URL on the public internet that gives a png, jpeg, gif or webp image of at most ${maxBytes} bytes within ${timeoutMs} ms.`;

  return {
    async fetch(url, param, signal, { requestId, operationId } = {}) {
      const log = { requestId, operationId, param };
      const beganAt = Date.now();
      const scope = openAbortScope({ signals: [signal], timeoutMs });
      try {
        const data = await download(new URL(url), limits, scope.signal);
        const type = imageTypeOf(data);
        if (type === undefined) throw new Error('Not an image.');
        const { length: bytes } = data;
        const durationMs = Date.now() - beganAt;
        options.logger?.debug({ ...log, bytes, durationMs }, 'a picture was fetched');
        return `data:${type};base64,${data.toString('base64')}`;
      } catch (cause) {
        signal.throwIfAborted();
        const reason = cause instanceof Error ? cause.message : String(cause);
        const durationMs = Date.now() - beganAt;
        options.logger?.warn({ ...log, reason, durationMs }, 'a picture cannot be fetched');
        throw new InvalidRequestError(
          'invalid_value',
          `Invalid '${param}': the image could not be fetched. ${conditions}`,
          { param, cause },
        );
      } finally {
        scope.release();
      }
    },
  };
}

const resolveAll: Resolve = (hostname, callback) => {
  lookup(hostname, { all: true }, callback);
};
