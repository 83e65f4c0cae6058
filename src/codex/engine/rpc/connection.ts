import type { RequestId } from '../protocol/RequestId.ts';
import type { DynamicToolCallParams } from '../protocol/v2/DynamicToolCallParams.ts';
import type { DynamicToolCallResponse } from '../protocol/v2/DynamicToolCallResponse.ts';
import { encode } from './encode.ts';
import type { Methods, ThreadNotification } from './methods.ts';
import { refuse } from './server-requests.ts';
import type { Transport } from './transport.ts';

/** The app-server answered a call with an error. */
export class RpcError extends Error {
  override readonly name = 'RpcError';
  /** JSON-RPC's number: -32600 and -32602 say that the call was at fault. */
  readonly code: number;
  /** The app-server's own words. */
  readonly reason: string;

  constructor(method: string, code: number, message: string) {
    super(`${method}: ${message}`);
    this.code = code;
    this.reason = message;
  }
}

/** The app-server went away before it answered. */
export class RpcClosedError extends Error {
  override readonly name = 'RpcClosedError';

  constructor() {
    super('the connection to the Codex app-server closed');
  }
}

/** Calls to an app-server, and what it tells about threads. */
export interface RpcConnection {
  /**
   * Rejects with `RpcError`, or with `RpcClosedError` once the connection is closed.
   *
   * @param isUrgent Sends the call even when too many others are unanswered. Default: no.
   */
  call<M extends keyof Methods>(
    method: M,
    params: Methods[M]['params'],
    isUrgent?: boolean,
  ): Promise<Methods[M]['result']>;
  notify(method: string): void;
  /** Hears what happens in one thread, until the returned function is called. */
  listen(threadId: string, listener: ThreadListener): () => void;
  /** Called for notifications about no thread, or one that nobody listens to. */
  onNotification(listener: (method: string, params: unknown) => void): void;
  readonly isClosed: boolean;
  /** When the app-server last sent anything, as `performance.now()`; at first when it connected. */
  readonly heardAt: number;
  /** Resolves when the connection closes. */
  readonly closed: Promise<void>;
}

/** Hears what happens in one thread. */
export interface ThreadListener {
  notification(notification: ThreadNotification): void;
  /** The model called a client's tool. The turn waits for the answer, for as long as it takes. */
  toolCall(params: DynamicToolCallParams, answer: (result: DynamicToolCallResponse) => void): void;
  /** The connection closed; nothing comes after this. */
  closed(error: RpcClosedError): void;
}

/** A message as it comes: an answer, a notification, or a request of the app-server's own. */
interface Incoming {
  readonly id?: RequestId;
  readonly method?: string;
  readonly params?: { readonly threadId?: string };
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

interface PendingCall {
  readonly method: string;
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

/**
 * How many calls may wait for their answers in Codex; the others wait here, in order. What comes too
 * thick it refuses as "Server overloaded": some of 300 chats at once, none of 128 (measured on
 * 0.169.0).
 */
const maxUnanswered = 64;

/**
 * Speaks the app-server's JSON-RPC (without the `jsonrpc` member) over a transport.
 *
 * @param onGarbage Told of a message that is not JSON; the connection goes on.
 */
export function connectRpc(
  transport: Transport,
  onGarbage: (message: string) => void,
): RpcConnection {
  const pending = new Map<number, PendingCall>();
  const unsent: string[] = [];
  const threads = new Map<string, ThreadListener>();
  let isClosed = false;
  let heardAt = performance.now();
  let globalListener: (method: string, params: unknown) => void = () => {};
  let lastId = 0;

  const settle = ({ id, result, error }: Incoming): void => {
    const call = pending.get(id as number);
    pending.delete(id as number);
    const next = unsent.shift();
    if (next !== undefined) transport.send(next);
    if (error === undefined) call?.resolve(result as never);
    else call?.reject(new RpcError(call.method, error.code, error.message));
  };

  const answerRequest = (id: RequestId, method: string, params: Incoming['params']): void => {
    const listener = method === 'item/tool/call' ? threads.get(params?.threadId ?? '') : undefined;
    if (listener === undefined) transport.send(JSON.stringify({ id, ...refuse(method) }));
    else {
      listener.toolCall(params as DynamicToolCallParams, (result) => {
        transport.send(encode({ id, result }));
      });
    }
  };

  const dispatch = (message: Incoming): void => {
    const { id, method, params } = message;
    if (method === undefined) settle(message);
    else if (id !== undefined) answerRequest(id, method, params);
    else {
      const listener = threads.get(params?.threadId ?? '');
      if (listener === undefined) globalListener(method, params);
      else listener.notification(message as ThreadNotification);
    }
  };

  transport.onMessage((text) => {
    heardAt = performance.now();
    const message = parse(text);
    if (message === undefined) onGarbage(text);
    else dispatch(message);
  });
  const closed = new Promise<void>((resolve) => {
    transport.onClose(() => {
      isClosed = true;
      const error = new RpcClosedError();
      for (const call of pending.values()) call.reject(error);
      for (const listener of threads.values()) listener.closed(error);
      pending.clear();
      unsent.length = 0;
      resolve();
    });
  });

  return {
    closed,
    get isClosed() {
      return isClosed;
    },
    get heardAt() {
      return heardAt;
    },
    call: async (method, params, isUrgent = false) => {
      if (isClosed) throw new RpcClosedError();
      const id = ++lastId;
      const answer = new Promise<never>((resolve, reject) => {
        pending.set(id, { method, resolve, reject });
      });
      const message = encode({ id, method, params });
      if (pending.size > maxUnanswered && !isUrgent) unsent.push(message);
      else transport.send(message);
      return await answer;
    },
    notify(method) {
      transport.send(JSON.stringify({ method }));
    },
    listen(threadId, listener) {
      threads.set(threadId, listener);
      return () => threads.delete(threadId);
    },
    onNotification(listener) {
      globalListener = listener;
    },
  };
}

function parse(text: string): Incoming | undefined {
  try {
    const message: unknown = JSON.parse(text);
    return typeof message === 'object' && message !== null ? message : undefined;
  } catch {
    return undefined;
  }
}
