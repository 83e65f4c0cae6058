import type { IncomingHttpHeaders } from 'node:http';
import type { Client, Dispatcher } from 'undici';
import { CancelledError } from '../../../../errors/errors.ts';
import { faultOfError } from '../../service/contact/fault-of-error.ts';
import { readEventStream } from './event-stream.ts';
import { BrokenConnection, ServiceRefusal } from './faults.ts';
import { isTerminal, type ResponseListener } from './transport.ts';

/** The most of a refusal's body that is kept, in bytes. */
const refusalBytes = 64 * 1024;

/** How long the rest of a stream or of a refusal may take, in milliseconds. */
const restMs = 5000;

/** One POST to the service. */
export interface Post {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** The longest silence, in milliseconds. */
  readonly idleMs: number;
}

/**
 * Sends a request over a connection and gives its events to the listener. Resolves and rejects as
 * `Transport.send` does.
 *
 * @param over Called once, when the connection is free for the next request (true) or closed (false).
 */
export async function exchange(
  client: Client,
  post: Post,
  listener: ResponseListener,
  signal: AbortSignal,
  over: (isFree: boolean) => void,
): Promise<void> {
  if (signal.aborted) {
    over(true);
    throw new CancelledError();
  }
  await new Promise<void>((resolve, reject) => {
    const answer = openAnswer(post.idleMs, listener, signal, over, resolve, reject);
    client.dispatch(
      { path: post.path, method: 'POST', headers: post.headers, body: post.body },
      answer,
    );
  });
}

/** What the service answers to one request. */
function openAnswer(
  idleMs: number,
  listener: ResponseListener,
  signal: AbortSignal,
  over: (isFree: boolean) => void,
  resolve: () => void,
  reject: (error: unknown) => void,
): Dispatcher.DispatchHandler {
  let connection: Dispatcher.DispatchController | null = null;
  let refusal: Refusal | null = null;
  let hasAnswered = false;
  let isSettled = false;
  let heard = false;

  const stream = readEventStream((event) => {
    if (isSettled) return;
    heard = true;
    listener.event(event);
    if (isTerminal(event)) settle(resolve);
  });
  const settle = (outcome: () => void): void => {
    if (isSettled) return;
    isSettled = true;
    signal.removeEventListener('abort', cancel);
    clearTimeout(timer);
    timer = setTimeout(cut, restMs);
    outcome();
  };
  const cut = (): void => connection?.abort(new CancelledError());
  const fail = (error: unknown): void => {
    settle(() => reject(error));
    cut();
  };
  const cancel = (): void => fail(new CancelledError());
  const silence = (): void => {
    fail(
      new BrokenConnection('timeout', connection !== null, new Error(`silent for ${idleMs} ms`)),
    );
  };
  let timer = setTimeout(silence, idleMs);
  const end = (isFree: boolean): void => {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
    over(isFree);
  };
  const orFail = (task: () => void): void => {
    try {
      task();
    } catch (error) {
      fail(error);
    }
  };
  signal.addEventListener('abort', cancel, { once: true });

  return {
    onRequestStart(controller) {
      connection = controller;
      if (isSettled) cut();
    },
    onResponseStart(_, status, headers) {
      if (status < 200) return;
      hasAnswered = true;
      timer.refresh();
      const plain = plainHeaders(headers);
      if (status < 300) orFail(() => listener.headers(plain));
      // A proxy's own answer: the service does not send it.
      else if (status === 407) fail(new BrokenConnection('proxy', false, new Error('status 407')));
      else {
        refusal = openRefusal(status, plain);
        clearTimeout(timer);
        timer = setTimeout(() => {
          if (refusal !== null) fail(refusal.error());
        }, restMs);
      }
    },
    onResponseData(_, bytes) {
      if (refusal !== null) {
        if (refusal.add(bytes)) fail(refusal.error());
        return;
      }
      try {
        stream.feed(bytes);
      } catch (error) {
        fail(error);
      }
      if (heard && !isSettled) timer.refresh();
      heard = false;
    },
    onResponseEnd() {
      if (refusal === null) orFail(() => stream.end());
      settle(() => (refusal === null ? resolve() : reject(refusal.error())));
      end(true);
    },
    onResponseError(_, error) {
      // What breaks an answer is no fault of the way to the service.
      const fault = hasAnswered ? null : faultOfError(error);
      settle(() => reject(new BrokenConnection(fault, connection !== null, error)));
      end(false);
    },
  };
}

interface Refusal {
  /** Returns true when there is no room for more. */
  add(bytes: Buffer): boolean;
  error(): ServiceRefusal;
}

function openRefusal(status: number, headers: IncomingHttpHeaders): Refusal {
  const chunks: Buffer[] = [];
  let room = refusalBytes;
  return {
    add(bytes) {
      // A copy: undici's bytes are a view of a larger buffer.
      chunks.push(Buffer.from(bytes.subarray(0, room)));
      room -= Math.min(room, bytes.length);
      return room === 0;
    },
    error: () => new ServiceRefusal(status, headers, Buffer.concat(chunks).toString('utf8')),
  };
}

/** In the form of `node:http`: several values of one header are joined, except for cookies. */
function plainHeaders(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const entries = Object.entries(headers).map(([name, value]) => {
    if (name === 'set-cookie') return [name, [value ?? []].flat()];
    return [name, Array.isArray(value) ? value.join(', ') : value];
  });
  return Object.fromEntries(entries);
}
