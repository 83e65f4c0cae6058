import { z } from 'zod';

/** The app-server's answer to a call. */
export interface IncomingAnswer {
  readonly kind: 'answer';
  readonly id: unknown;
  readonly result: unknown;
  /** Null where the call succeeded. */
  readonly error: { readonly code: number; readonly message: string } | null;
}

/** A request that the app-server makes of its client. */
export interface IncomingRequest {
  readonly kind: 'request';
  /** Goes back as it came. */
  readonly id: unknown;
  readonly method: string;
  readonly params: unknown;
}

/** A notification. */
export interface IncomingNotification {
  readonly kind: 'notification';
  readonly method: string;
  readonly params: unknown;
}

/** A message of the app-server's. Only its envelope has been checked. */
export type Incoming = IncomingAnswer | IncomingRequest | IncomingNotification;

/** The members of JSON-RPC's `error`, with defaults for missing ones. */
const rpcError = z.object({
  code: z.number().catch(internalError()),
  message: z.string().catch('no message'),
});

/** JSON-RPC's "internal error". */
function internalError(): number {
  return -32_603;
}

/** Parses one message. Undefined if it is not JSON, or not a JSON-RPC message. */
export function readIncoming(text: string): Incoming | undefined {
  const message = parseObject(text);
  if (message === undefined) return undefined;
  const { id, method, params, result, error } = message;
  if (method === undefined) {
    if (id === undefined) return undefined;
    const isError = error !== undefined && error !== null;
    return { kind: 'answer', id, result, error: isError ? errorOf(error) : null };
  }
  if (typeof method !== 'string') return undefined;
  if (id === undefined || id === null) return { kind: 'notification', method, params };
  return { kind: 'request', id, method, params };
}

/** The thread that params are about; undefined where they name none. */
export function threadIdOf(params: unknown): string | undefined {
  if (typeof params !== 'object' || params === null || !('threadId' in params)) return undefined;
  return typeof params.threadId === 'string' ? params.threadId : undefined;
}

interface Message {
  readonly id?: unknown;
  readonly method?: unknown;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: unknown;
}

function parseObject(text: string): Message | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? value : undefined;
  } catch {
    return undefined;
  }
}

function errorOf(error: unknown): { code: number; message: string } {
  return rpcError.safeParse(error).data ?? { code: internalError(), message: 'no reason' };
}
