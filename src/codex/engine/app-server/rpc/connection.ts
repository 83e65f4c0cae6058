import type { DynamicToolCallResponse } from './protocol.ts';
import { encode } from './encode.ts';
import {
  readIncoming,
  threadIdOf,
  type Incoming,
  type IncomingNotification,
  type IncomingRequest,
} from './incoming.ts';
import type { Methods } from './methods.ts';
import { PendingCalls } from './pending-calls.ts';
import { RpcClosedError, UnreadableMessageError } from './rpc-errors.ts';
import { refuse } from './server-requests.ts';
import { readThreadNotification, type ThreadNotification } from './thread-notifications.ts';
import { readToolCall, type ToolCallRequest } from './tool-call-request.ts';
import type { Transport } from './transport.ts';

/** How a call is made. */
export interface CallOptions {
  /** How long the answer may take, in milliseconds. Default: a minute. */
  readonly ms?: number;
  /** Sends the call even when too many others are unanswered. Default: no. */
  readonly isUrgent?: boolean;
}

/** A connection to one app-server. */
export interface RpcConnection {
  /**
   * Calls a method. Rejects with `RpcError` when Codex refuses, with `RpcClosedError` when the
   * connection is closed or closes, with `RpcTimeoutError` when no answer comes in time, and with
   * `UnreadableMessageError` when the answer makes no sense.
   */
  call<M extends keyof Methods>(
    method: M,
    params: Methods[M]['params'],
    options?: CallOptions,
  ): Promise<Methods[M]['result']>;
  /** Sends a notification without params. */
  notify(method: 'initialized'): void;
  /** Hears what happens in one thread, until the returned function is called. */
  listen(threadId: string, listener: ThreadListener): () => void;
  /** Hears the notifications that no thread's listener takes. Set once. */
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
  toolCall(call: ToolCallRequest, answer: (result: DynamicToolCallResponse) => void): void;
  /** Something about the thread could not be read or dealt with; what it said is lost. */
  fault(error: Error): void;
  /** The connection closed; nothing comes after this. */
  closed(error: RpcClosedError): void;
}

const usualMs = 60_000;

/**
 * Speaks the app-server's JSON-RPC (without the `jsonrpc` member) over a transport. A message that
 * makes no sense can fail the turn that it is about, and nothing else.
 *
 * @param onFault Called for each message that belongs to no turn and cannot be read or handled.
 */
export function connectRpc(
  transport: Transport,
  onFault: (reason: string, message: string) => void,
): RpcConnection {
  const calls = new PendingCalls((message) => transport.send(message));
  const threads = new Map<string, ThreadListener>();
  let isClosed = false;
  let heardAt = performance.now();
  let globalListener: (method: string, params: unknown) => void = () => {};

  const answerRequest = ({ id, method, params }: IncomingRequest): void => {
    const listener =
      method === 'item/tool/call' ? threads.get(threadIdOf(params) ?? '') : undefined;
    if (listener === undefined) return transport.send(JSON.stringify({ id, ...refuse(method) }));
    const call = readToolCall(params);
    if (call === null) {
      transport.send(JSON.stringify({ id, ...refuse(method) }));
      return listener.fault(new UnreadableMessageError(method));
    }
    return listener.toolCall(call, (result) => transport.send(encode({ id, result })));
  };

  const notifyThread = (
    listener: ThreadListener,
    { method, params }: IncomingNotification,
  ): void => {
    let notification: ThreadNotification | null;
    try {
      notification = readThreadNotification(method, params);
    } catch (error) {
      return listener.fault(new UnreadableMessageError(method, error));
    }
    if (notification !== null) listener.notification(notification);
  };

  const dispatch = (message: Incoming): void => {
    if (message.kind === 'answer') return calls.settle(message);
    if (message.kind === 'request') return answerRequest(message);
    const listener = threads.get(threadIdOf(message.params) ?? '');
    if (listener !== undefined) notifyThread(listener, message);
    // A closed thread is of interest beyond its turn.
    if (listener === undefined || message.method === 'thread/closed') {
      globalListener(message.method, message.params);
    }
    return undefined;
  };

  /** Whatever goes wrong over a message is the fault of its thread, where it names one. */
  const blame = (message: Incoming, error: unknown): void => {
    const params = message.kind === 'answer' ? undefined : message.params;
    const method = message.kind === 'answer' ? 'answer' : message.method;
    const listener = threads.get(threadIdOf(params) ?? '');
    if (listener === undefined) onFault(`${method} could not be dealt with`, String(error));
    else listener.fault(new UnreadableMessageError(method, error));
  };

  transport.onMessage((text) => {
    heardAt = performance.now();
    const message = readIncoming(text);
    if (message === undefined) return onFault('a line is no message', text);
    try {
      return dispatch(message);
    } catch (error) {
      return blame(message, error);
    }
  });
  const closed = new Promise<void>((resolve) => {
    transport.onClose(() => {
      isClosed = true;
      const error = new RpcClosedError();
      calls.failAll(error);
      for (const listener of threads.values()) listener.closed(error);
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
    call: async (method, params, { ms = usualMs, isUrgent = false } = {}) => {
      if (isClosed) throw new RpcClosedError();
      return await calls.make(method, params, { ms, isUrgent });
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
