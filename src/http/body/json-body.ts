import type { RequestHandler } from 'express';
import { hasBody, jsonBodyLimits, readJson } from './read-json.ts';
import { CodexServeError } from '../../errors/errors.ts';

const defaultMaxBytes = 64 * 1024 * 1024;

const jsonTypes = ['application/json', 'application/*+json'];

/** Settings of the body parser. */
export interface JsonBodyOptions {
  /** Largest body, decompressed. Default: 64 MiB. */
  readonly maxBytes?: number | undefined;
  /** Logs each parsed body at `info`. */
  readonly verbose: boolean;
}

/**
 * Parses a JSON body into `req.body`, which is undefined where the request has none. A body of
 * another type is refused with 415 rather than skipped, so that a forgotten `Content-Type` does not
 * look like a missing parameter.
 */
export function jsonBody({
  maxBytes = defaultMaxBytes,
  verbose,
}: JsonBodyOptions): RequestHandler[] {
  const limits = jsonBodyLimits(maxBytes);
  const parseBody: RequestHandler = async (req, _res, next) => {
    req.body = await readJson(req, limits);
    next();
  };
  const handlers: RequestHandler[] = [requireJson, parseBody];
  if (verbose) handlers.push(logBody);
  return handlers;
}

const requireJson: RequestHandler = (req, _res, next) => {
  if (hasBody(req) && req.is(jsonTypes) === false) {
    throw new CodexServeError(
      'unsupported_media_type',
      'Unsupported Content-Type of the request body. Send JSON with Content-Type: application/json.',
    );
  }
  next();
};

const logBody: RequestHandler = (req, _res, next) => {
  req.log.info({ body: req.body as unknown }, 'request body');
  next();
};
