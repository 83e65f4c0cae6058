import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Request, RequestHandler } from 'express';
import type { Surface } from '../codex/completion/surface.ts';
import type { CodexServeError } from '../errors/errors.ts';

/** An error in the format of one API, or another short answer. */
export interface ErrorAnswer {
  readonly status: number;
  /** Default: none beside those of every answer. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body: object;
}

/**
 * Writes a failure the way one API does.
 *
 * @param requestId The id of the request in the log and in `x-request-id`; null where it has none.
 */
export type ErrorFormat = (error: CodexServeError, requestId: string | null) => ErrorAnswer;

/** A route, with the paths by which people look for it. */
export interface SurfaceRoute {
  /** `/v1/models` */
  readonly path: string;
  /**
   * Matches the lower-case paths that mean this route, which a 404 then names. Default: every path
   * that ends in `path`.
   */
  readonly alike?: RegExp;
  /** The name of the API in usage; absent where its requests start no completions. */
  readonly surface?: Surface;
  /** The name under which `GET /` links to it. Default: it does not. */
  readonly link?: string;
}

/**
 * What a request must pass before a surface sees it. Each includes those before it: an allowed
 * `Origin`, an allowed `Host`, and a valid key where one is required.
 */
export type Admission = 'origin' | 'host' | 'key';

/** What the guards must know about an API to let requests in, or to refuse them in the API's format. */
export interface SurfaceDoor {
  /**
   * The paths that are this surface's own, each with everything below it; `/` is the root alone. Of
   * two surfaces the one with the longer path owns a request.
   */
  readonly paths: readonly string[];
  readonly routes: readonly SurfaceRoute[];
  /**
   * The headers that may hold a key, lower-case; a request may carry several, and any valid key
   * counts. `authorization` holds it as `Bearer KEY`, the others hold it alone.
   */
  readonly keyHeaders: readonly string[];
  /** Headers of its answers that a script in a browser must be able to read. Default: none. */
  readonly exposedHeaders?: readonly string[];
  readonly errorFormat: ErrorFormat;
  /** Paths that a machine reads every few seconds, beside its probes. Default: none. */
  readonly polled?: readonly string[];
  /** Default: `key`, for every request. */
  readonly admission?: (req: Request) => Admission;
  /**
   * Paths that an orchestrator reads every few seconds, each with its answer while the gateway still
   * starts, for which it does not wait. The log has these requests at the level debug. Default: none.
   */
  readonly probes?: Readonly<Record<string, ErrorAnswer>>;
}

/** Takes over a WebSocket that the way in has checked. `callerOf(request)` says whose it is. */
export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** How a surface takes WebSockets. */
export interface SurfaceUpgrade {
  /**
   * These paths in any case, with or without one slash at the end. Any other is a 426 where it has a
   * route, else a 404.
   */
  readonly paths: readonly string[];
  /**
   * Whether clients may send their key once the socket is open, as browsers must. Then the surface
   * itself checks key, `Host` and `Origin` of a socket if a key is required. Default: false, sockets
   * are let in like requests.
   */
  readonly isKeySentLater?: boolean;
  readonly handle: UpgradeHandler;
}

/** A surface that answers. */
export interface OpenSurface {
  /**
   * Gets the requests to the surface's paths once they are let in. What it throws is sent in the
   * surface's error format; what it passes on is a 404.
   */
  readonly handler: RequestHandler;
  /** Default: the surface takes no WebSocket. */
  readonly upgrade?: SurfaceUpgrade;
  /**
   * Ends what is still open, once its clients have what is on its way to them. Cuts what is left when the
   * signal aborts. The core has been closed by then.
   */
  readonly close?: (deadline: AbortSignal) => Promise<void>;
}

/** One API over HTTP, in a wire format of its own. A gateway is a list of these. */
export interface HttpSurface<Deps> extends SurfaceDoor {
  /** Called once, when all that the surface needs has started. */
  open(deps: Deps): OpenSurface;
}

/** A surface with its door, as requests find it. */
export type MountedSurface = SurfaceDoor & OpenSurface;
