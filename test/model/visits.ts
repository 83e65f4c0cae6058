import { setImmediate as nextTurn } from 'node:timers/promises';
import { WatchChatDocument, type EventFragment } from '../generated/graphql.ts';
import { eventsOf, transports, type Answers } from '../schema/clients.ts';
import { messagesOf, openSocket } from '../schema/raw-socket.ts';
import type { SessionCore } from '../../src/codex/session-core.ts';
import type { TestGateway } from '../support/gateway.ts';
import type { Visit } from './plan.ts';
import { isLast, seenByCore, seenBySubscriber, type Seen } from './seen.ts';

type Answered = Parameters<typeof eventsOf>[0];

/** The client library of that transport. */
export function subscriberOf(name: string): (typeof transports)[number][1] {
  const found = transports.find(([transport]) => transport === name);
  if (found === undefined) throw new Error(`There is no transport ${name}.`);
  return found[1];
}

/** Reads events as a visit says, and leaves. Gives whether it left before the end. */
export async function read(
  events: AsyncIterable<Seen>,
  { dropsAfter, pause }: Pick<Visit, 'dropsAfter' | 'pause'>,
  see: (event: Seen) => void,
): Promise<void> {
  let count = 0;
  for await (const event of events) {
    see(event);
    count += 1;
    if (count === dropsAfter || isLast(event)) return;
    for (let turn = 0; turn < pause; turn += 1) await nextTurn();
  }
}

/** The events after a sequence, read as the visit does. Leaving the loop drops the connection. */
export function watch(
  { url, core }: TestGateway,
  id: string,
  after: number,
  { by }: Visit,
): AsyncIterable<Seen> {
  // A subscriber whose transport takes each event only when it is done with the one before.
  if (by === 'reader') {
    return watchByReader(core, id, after);
  }
  if (by === 'socket') return watchBySocket(url, id, after);
  return bySubscriber(subscriberOf(by)(url, WatchChatDocument, { id, after }));
}

async function* watchByReader(
  core: SessionCore,
  id: string,
  after: number,
): AsyncGenerator<Seen, void> {
  const completion = await core.completion(id);
  yield* map(completion?.events(after, { mergesDeltas: true }) ?? [], seenByCore);
}

/** The events of a subscription. */
export function bySubscriber(answers: Answered & Answers<unknown>): AsyncIterable<Seen> {
  return map(eventsOf(answers), seenBySubscriber);
}

async function* map<From>(
  events: AsyncIterable<From> | Iterable<From>,
  to: (event: From) => Seen,
): AsyncGenerator<Seen, void> {
  for await (const event of events) yield to(event);
}

/** A WebSocket that is paused between any two messages, and breaks off. */
async function* watchBySocket(url: string, id: string, after: number): AsyncGenerator<Seen, void> {
  const { socket, send } = await openSocket(url);
  const messages = messagesOf(socket);
  const variables = { id, after };
  send({
    type: 'subscribe',
    id: '1',
    payload: { query: WatchChatDocument.toString(), variables },
  });
  try {
    for await (const message of messages) {
      const { type, payload } = parse(message);
      if (type === 'complete') return;
      if (payload?.data === undefined) throw new Error(message);
      socket.pause();
      yield seenBySubscriber(payload.data.chatCompletionEvents);
      socket.resume();
    }
  } finally {
    socket.terminate();
  }
}

interface Message {
  readonly type: string;
  readonly payload?: { readonly data?: { readonly chatCompletionEvents: EventFragment } };
}

function parse(message: string): Message {
  return JSON.parse(message);
}
