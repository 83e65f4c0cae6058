import cors from 'cors';
import type { Request, RequestHandler, Response } from 'express';
import { credentialsOf, type Credentials } from './credentials.ts';
import { noteCaller } from './caller-of.ts';
import { guestNotice } from './guest-notice.ts';
import type { Caller } from '../../codex/completion/caller.ts';
import { CodexServeError, InvalidApiKeyError, InvalidRequestError } from '../../errors/errors.ts';
import type { OwnerOf } from '../surface-list.ts';
import type { Admission, SurfaceDoor } from '../surface.ts';
import type { Access } from './access.ts';

/**
 * Lets a request in or refuses it: by its `Host` and `Origin`, which reveal a web page elsewhere, and
 * by its key. The surface that owns the path says where its key stands and which of these a
 * request needs. From then on `callerOf` knows who sent the request. Names the page's origin in every
 * answer that an allowed page may read, refusals among them, and answers preflights.
 */
export function guard(access: Access, ownerOf: OwnerOf<SurfaceDoor>): RequestHandler {
  return async (req, res, next) => {
    const { keyHeaders, admission, exposedHeaders } = ownerOf(req.path);
    const credentials = credentialsOf(req, keyHeaders);
    const needed = admission?.(req) ?? 'key';
    // What a cache keeps for one origin, or for none, says nothing to another.
    res.vary('Origin');
    if (access.isOriginAllowed(credentials)) allowOrigin(req, res, exposedHeaders);
    const error = refusal(access, credentials, needed);
    if (error !== undefined) throw error;
    if (req.method === 'OPTIONS') {
      answerPreflight(req, res);
      return;
    }
    const identifying = access.identify(credentials);
    const caller = await (needed === 'key' ? identifying : orNobody(identifying, req));
    // The client may have gone meanwhile.
    if (res.destroyed) return;
    if (caller !== null) noteCaller(req, caller);
    else if (needed === 'key') throw invalidKey();
    if (caller !== null && credentials.origin !== undefined) notifyGuest(caller, res);
    next();
  };
}

/** A probe, and a page that holds no data, are answered although their caller cannot be identified. */
async function orNobody(
  identifying: Promise<Caller | null>,
  { log }: Request,
): Promise<Caller | null> {
  return await identifying.catch((err: unknown) => {
    log.error({ err }, 'a caller could not be identified');
    return null;
  });
}

/** Only a web page can be a guest. */
function notifyGuest(caller: Caller, res: Response): void {
  const notice = guestNotice(caller);
  if (notice !== null) res.set('x-codex-serve-guest', notice);
}

function refusal(
  access: Access,
  credentials: Credentials,
  needed: Admission,
): CodexServeError | undefined {
  return (
    severalHosts(credentials) ??
    (needed === 'origin' ? undefined : hostError(access, credentials)) ??
    originError(access, credentials)
  );
}

/** The refusal of a request with several `Host` headers. */
export function severalHosts(credentials: Credentials): CodexServeError | undefined {
  if (credentials.hasSeveralHosts !== true) return undefined;
  return new InvalidRequestError('invalid_request', 'The request has more than one Host header.');
}

/** What is wrong with a request's `Host`, over HTTP or at a WebSocket's start. */
export function hostError(access: Access, credentials: Credentials): CodexServeError | undefined {
  if (access.isHostAllowed(credentials)) return undefined;
  return new CodexServeError(
    'host_not_allowed',
    'This host name is not one of the gateway: use a loopback address, name it in --allow-host, or set an API key.',
  );
}

/** What is wrong with a request's `Origin`, over HTTP or on a WebSocket. */
export function originError(access: Access, credentials: Credentials): CodexServeError | undefined {
  if (access.isOriginAllowed(credentials)) return undefined;
  return new CodexServeError(
    'origin_not_allowed',
    credentials.origin === 'null'
      ? 'Pages without an origin, sandboxed frames and local files, may not call.'
      : 'Pages of this origin may not call; allow it with --cors-origin.',
  );
}

/** The refusal of a client without a valid key, where one is required. */
export function invalidKey(): CodexServeError {
  return new InvalidApiKeyError();
}

/** The headers of every surface that an SDK in a browser must be able to read. */
const commonExposedHeaders = [
  'x-request-id',
  'retry-after',
  'retry-after-ms',
  'x-should-retry',
  'x-codex-serve-ignored',
  'x-codex-serve-unmet',
  'x-codex-serve-guest',
];

const nameOrigin = cors({
  origin: true,
  methods: ['GET', 'HEAD', 'POST', 'DELETE'],
  // The request's headers are echoed: an SDK sends a dozen of its own.
  exposedHeaders: commonExposedHeaders,
  maxAge: 600,
  preflightContinue: true,
});

function allowOrigin(req: Request, res: Response, exposedHeaders: readonly string[] = []): void {
  nameOrigin(req, res, () => {});
  if (exposedHeaders.length > 0) res.append('Access-Control-Expose-Headers', [...exposedHeaders]);
}

function answerPreflight(req: Request, res: Response): void {
  // Chromium asks so before a public page reaches an address of this machine.
  if (req.get('access-control-request-private-network') === 'true') {
    res.set('Access-Control-Allow-Private-Network', 'true');
  }
  res.status(204).set('Content-Length', '0').end();
}
