// Clients with a subscription each, on a WebSocket each.
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { quantile } from '../measure.ts';
import { model } from '../load/lane.ts';
import { clockMs, timesIn } from '../time-token.ts';
import { serveParent } from './child.ts';
import {
  subscribersProtocol,
  type SubscribersOrder,
  type SubscribersReport,
} from './subscribers-protocol.ts';

const events = `{
  __typename
  completionId
  sequence
  ... on ChatCompletionDelta { text }
  ... on ChatCompletionFailed { error { message } }
}`;
const start = `subscription ($input: ChatCompletionInput!) { chatCompletion(input: $input) ${events} }`;
const watch = `subscription ($id: ID!) { chatCompletionEvents(id: $id) ${events} }`;

/** How many open their sockets together: the gateway lets 500 wait for their `connection_init`. */
const atOnce = 100;

let ends: Promise<unknown>[] = [];
let delays: number[] = [];
let deliveries = 0;
let lastAtMs = 0;

serveParent(subscribersProtocol, async (order) => {
  if (order.type === 'report') return await report();
  for (let left = order.count; left > 0; left -= atOnce) {
    const streams = Array.from({ length: Math.min(left, atOnce) }, () => subscribe(order));
    ends.push(...streams.map(async ({ ended }) => await ended));
    await Promise.all(streams.map(async ({ begun }) => await begun));
  }
  return null;
});

/** A stream's beginning and end. Anything but its events ends this process. */
interface Stream {
  readonly begun: Promise<unknown>;
  readonly ended: Promise<unknown>;
}

function subscribe({ url, watch: id }: SubscribersOrder & { type: 'subscribe' }): Stream {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
    perMessageDeflate: false,
  });
  const input = { model, messages: [{ role: 'USER', content: [{ text: 'Continue' }] }] };
  const payload =
    id === null ? { query: start, variables: { input } } : { query: watch, variables: { id } };
  socket.on('open', () => socket.send('{"type":"connection_init"}'));
  const begun = new Promise<void>((resolve) => {
    socket.on('message', (data: Buffer) => {
      const text = data.toString();
      if (text.includes('"text":"')) return hear(text);
      if (text.includes('"connection_ack"')) {
        socket.send(JSON.stringify({ id: 'a', type: 'subscribe', payload }));
      } else if (text.includes('"ChatCompletionStarted"')) resolve();
      else if (text.includes('"type":"complete"')) socket.close();
      else if (!/"ChatCompletionDone"|"type":"ping"/.test(text)) throw new Error(text);
    });
  });
  return { begun, ended: once(socket, 'close') };
}

/** Finds the text without reading the JSON: a thousand clients are one process here. */
function hear(message: string): void {
  lastAtMs = clockMs();
  deliveries += 1;
  for (const made of timesIn(message, lastAtMs)) delays.push(lastAtMs - made);
}

async function report(): Promise<SubscribersReport> {
  await Promise.all(ends);
  ends = [];
  const heard = delays;
  const counted = deliveries;
  [delays, deliveries] = [[], 0];
  return {
    deliveries: counted,
    tokens: heard.length,
    delayMs: {
      median: quantile(heard, 0.5),
      p99: quantile(heard, 0.99),
      longest: quantile(heard, 1 - 1 / (2 * heard.length)),
    },
    lastAtMs,
  };
}
