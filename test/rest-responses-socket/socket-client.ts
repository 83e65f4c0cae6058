import { once } from 'node:events';
import { WebSocket, type ClientOptions } from 'ws';
import { z } from 'zod';
import { createResponseRules } from '../support/response-rules.ts';

const frame = z.looseObject({ type: z.string(), stream_id: z.string().optional() });

/** A message of the gateway. */
export type Frame = z.output<typeof frame>;

/** A WebSocket of the Responses API, whose every response is checked against OpenAI's document. */
export interface SocketClient {
  readonly socket: WebSocket;
  /** Sends `response.create` with the smallest request, and more or other members. */
  create(more?: object): void;
  send(message: unknown): void;
  /** The next message. Rejects with the close code where the socket closes first. */
  next(): Promise<Frame>;
  /** The messages of a response up to its end: those of one lane, up to an `error` without a number too. */
  answer(streamId?: string): Promise<Frame[]>;
  /** Resolves with the close code. */
  readonly closed: Promise<number>;
  close(): void;
}

/** Opens a socket on a gateway. */
export async function openSocket(
  url: string,
  options: ClientOptions = {},
  path = '/v1/responses',
): Promise<SocketClient> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}${path}`, options);
  const frames: Frame[] = [];
  const waiting: (() => void)[] = [];
  const wake = (): void => waiting.splice(0).forEach((resolve) => resolve());
  socket.on('message', (data) => {
    frames.push(frame.parse(JSON.parse(Buffer.isBuffer(data) ? data.toString() : '')));
    wake();
  });
  const closed = new Promise<number>((resolve) => {
    socket.once('close', (code) => {
      resolve(code);
      wake();
    });
  });
  await once(socket, 'open');

  async function take(matches: (each: Frame) => boolean): Promise<Frame> {
    for (;;) {
      const index = frames.findIndex(matches);
      const [found] = index === -1 ? [] : frames.splice(index, 1);
      if (found !== undefined) return found;
      if (socket.readyState === socket.CLOSED) throw new Error('The socket is closed.');
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  }

  return {
    socket,
    create: (more = {}) =>
      socket.send(
        JSON.stringify({ type: 'response.create', model: 'gpt-5.5', input: 'hi', ...more }),
      ),
    send: (message) =>
      socket.send(
        typeof message === 'string' || Buffer.isBuffer(message) ? message : JSON.stringify(message),
      ),
    next: async () => await take(() => true),
    async answer(streamId) {
      const rules = createResponseRules(undefined, false);
      const all: Frame[] = [];
      for (;;) {
        const each = await take(({ stream_id: lane }) => lane === streamId);
        all.push(each);
        if (each.type === 'error' && each['status'] !== undefined) return all;
        const faults = rules.faultsOf(each);
        if (faults.length > 0) throw new Error(`${faults.join(', ')}\n${JSON.stringify(each)}`);
        if (rules.isOver) return all;
      }
    },
    closed,
    close: () => socket.close(),
  };
}

const ended = z.looseObject({
  id: z.string(),
  status: z.string(),
  previous_response_id: z.string().nullable(),
  output: z.array(z.looseObject({ type: z.string() })),
});

/** The response in the last message of an answer. Throws where it is an error. */
export function lastResponse(answer: readonly Frame[]): z.output<typeof ended> {
  const last = answer.at(-1);
  if (last?.['response'] === undefined) throw new Error(JSON.stringify(last));
  return ended.parse(last['response']);
}
