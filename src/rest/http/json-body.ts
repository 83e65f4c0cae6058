import express from 'express';
import type { RequestHandler } from 'express';
import { CodexServeError } from '../../errors/errors.ts';

const jsonTypes = ['application/json', 'application/*+json'];

/** Settings of the body parser. */
export interface JsonBodyOptions {
  /** Largest body, decompressed. */
  readonly maxBytes: number;
  /** Logs each parsed body at `info`. */
  readonly verbose: boolean;
}

/**
 * Parses a JSON body into `req.body`, which is undefined where the request has none. A body of
 * another type is refused with 415 rather than skipped, so that a forgotten `Content-Type` does not
 * look like a missing parameter.
 */
export function jsonBody({ maxBytes, verbose }: JsonBodyOptions): RequestHandler[] {
  const handlers: RequestHandler[] = [
    requireJson,
    express.json({ limit: maxBytes, type: jsonTypes }),
  ];
  if (verbose) handlers.push(logBody);
  return handlers;
}

const requireJson: RequestHandler = (req, _res, next) => {
  const isEmpty = req.headers['content-length'] === '0';
  if (!isEmpty && req.is(jsonTypes) === false) {
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
