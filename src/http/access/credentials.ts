import type { Caller } from '../../codex/completion/caller.ts';

/** The credentials that a caller sends. */
export interface Credentials {
  /** Every key that it sends. Any valid one counts. */
  readonly keys: readonly string[];
  readonly userAgent?: string | null | undefined;
  /** See `Caller.requestId`. Default: null. */
  readonly requestId?: string | null;
  /** The origin of the web page that calls; undefined for a program. */
  readonly origin?: string | undefined;
  /** The host name, and the port, under which it asked. */
  readonly host?: string | undefined;
  /** Whether it sent several `Host` headers, of which a proxy may have read another one. Default: no. */
  readonly hasSeveralHosts?: boolean;
}

/** The caller with these credentials; null if it is not let in. */
export type Identify = (credentials: Credentials) => Promise<Caller | null>;

/** What is read of an HTTP request, or of a WebSocket's upgrade. */
export interface CredentialsRequest {
  /** Names and values in turns, as `node:http` received them. */
  readonly rawHeaders: readonly string[];
  /** Its id in the log and in `x-request-id`. */
  readonly id?: unknown;
}

/** The gateway ignores further keys, because each costs a digest. */
const maxKeys = 16;

/**
 * The headers in which most clients send a key, in the order in which they name the client: front ends
 * send `Authorization: Bearer none` beside the real one.
 */
export const commonKeyHeaders: readonly string[] = ['authorization', 'x-api-key', 'api-key'];

/**
 * Reads who calls from a request. Every key counts, no matter which of the headers carries it.
 *
 * @param keyHeaders Those of the surface that owns the path, see `SurfaceDoor.keyHeaders`.
 * @param params `connectionParams` of a WebSocket, where a browser cannot set headers. Their keys
 *   come first.
 */
export function credentialsOf(
  { rawHeaders, id }: CredentialsRequest,
  keyHeaders: readonly string[],
  params: Readonly<Record<string, unknown>> = {},
): Credentials {
  const headers = valuesByName(rawHeaders);
  const keys = [valuesOf(params), headers]
    .flatMap((values) => keysIn(values, keyHeaders))
    .slice(0, maxKeys);
  return {
    keys,
    userAgent: headers.get('user-agent')?.[0],
    requestId: typeof id === 'string' ? id : null,
    // A browser sends one; several match no origin.
    origin: headers.get('origin')?.join(', '),
    host: headers.get('host')?.[0],
    hasSeveralHosts: (headers.get('host')?.length ?? 0) > 1,
  };
}

/** The key in an `Authorization` (`Bearer KEY`); undefined where there is none. */
export function bearerKey(authorization: string | null | undefined): string | undefined {
  return /^bearer +(.+)$/i.exec(authorization ?? '')?.[1];
}

type Values = ReadonlyMap<string, readonly string[]>;

function valuesByName(rawHeaders: readonly string[]): Values {
  const values = new Map<string, string[]>();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]?.toLowerCase() ?? '';
    const known = values.get(name);
    const value = rawHeaders[index + 1] ?? '';
    if (known === undefined) values.set(name, [value]);
    else known.push(value);
  }
  return values;
}

function valuesOf(params: Readonly<Record<string, unknown>>): Values {
  const pairs = Object.entries(params).flatMap(([name, value]) =>
    typeof value === 'string' ? [name, value] : [],
  );
  return valuesByName(pairs);
}

function keysIn(values: Values, keyHeaders: readonly string[]): string[] {
  return keyHeaders.flatMap((name) =>
    (values.get(name) ?? []).flatMap((value) => {
      const key = name === 'authorization' ? bearerKey(value) : value.trim();
      return key === undefined || key === '' ? [] : [key];
    }),
  );
}
