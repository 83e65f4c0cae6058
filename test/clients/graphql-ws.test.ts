import { createClient, type Client } from 'graphql-ws';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import {
  StartChatDocument,
  StreamChatDocument,
  WatchChatDocument,
  type EventFragment,
  type WatchChatSubscription,
} from '../generated/graphql.ts';
import { ask } from '../schema/ask.ts';
import { execute, webSocketUrl } from '../schema/clients.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';

let gateway: TestGateway;
let client: Client;
let sockets: WebSocket[];

beforeAll(async () => {
  // Slow enough for the connection to break in the middle.
  gateway = await startTestGateway({ tokensPerSecond: 10 });
});
afterEach(async () => {
  await client.dispose();
});
afterAll(async () => {
  await gateway.close();
});

/** A client with its defaults, which connects again when its connection breaks. */
function connect(): Client {
  sockets = [];
  class Noted extends WebSocket {
    constructor(...args: ConstructorParameters<typeof WebSocket>) {
      super(...args);
      sockets.push(this);
    }
  }
  const retryWait = async (): Promise<void> => await Promise.resolve();
  client = createClient({ url: webSocketUrl(gateway.url), webSocketImpl: Noted, retryWait });
  return client;
}

const input = ask('Hi');

it('starts its completion once more when it connects again: start it by a mutation instead', async () => {
  gateway.standIn.behave(() => ({ kind: 'stall', afterTokens: 1 }));
  const { received } = gateway.standIn;
  const events = connect().iterate({ query: StreamChatDocument.toString(), variables: { input } });
  await events.next();
  await gateway.standIn.waitFor(({ active }) => active === 1, AbortSignal.timeout(5000));
  sockets[0]?.terminate();
  await gateway.standIn.waitFor((now) => now.received === received + 2, AbortSignal.timeout(5000));
  await events.return?.();
  await gateway.standIn.waitFor(({ active }) => active === 0, AbortSignal.timeout(5000));
  expect(sockets).toHaveLength(2);
});

it('loses nothing of a completion that it watches when it connects again', async () => {
  const text = 'One two three four five six seven eight nine ten. '.repeat(3);
  gateway.standIn.behave(() => ({ kind: 'text', text }));
  const { received } = gateway.standIn;
  const { startChatCompletion: started } = await execute(gateway.url, StartChatDocument, { input });
  const id = 'id' in started ? started.id : '';
  const answers = connect().iterate<WatchChatSubscription>({
    query: WatchChatDocument.toString(),
    variables: { id, after: -1 },
  });
  const seen: EventFragment[] = [];
  for await (const { data } of answers) {
    const event = data?.chatCompletionEvents;
    // The library sends the same `after` again, so what was seen comes once more.
    if (event === undefined || event.sequence <= (seen.at(-1)?.sequence ?? -1)) continue;
    // What was under way when the connection broke may come merged with what follows it.
    if (seen.length === 1 && sockets.length === 1) continue;
    seen.push(event);
    if (seen.length === 1) sockets[0]?.terminate();
  }
  expect(sockets).toHaveLength(2);
  const texts = seen.map((event) => (event.__typename === 'ChatCompletionDelta' ? event.text : ''));
  expect(texts.join('')).toBe(text);
  expect(gateway.standIn.received).toBe(received + 1);
});
