import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { choicesOf, dataOf } from '../rest/client.ts';
import { ask } from '../schema/ask.ts';
import { messagesOf, openSocket } from '../schema/raw-socket.ts';

/** A client that has stopped reading its socket, with an answer under way. */
export interface StuckClient {
  /** Reads on, to the end, and gives the answer's text. */
  readonly readOn: () => Promise<string>;
}

/** Starts a completion, and stops reading once it streams. */
export type Stick = (url: string, prompt: string) => Promise<StuckClient>;

/** One for each transport. */
export const stuckClients: readonly (readonly [name: string, stick: Stick])[] = [
  ['REST SSE', stickOverRest],
  ['Yoga SSE', stickOverSse],
  ['graphql-ws', stickOverWebSocket],
];

/** Deltas only: an event with the whole text would be as large as all of them. */
const query = `subscription ($input: ChatCompletionInput!) {
  chatCompletion(input: $input, onDisconnect: CONTINUE) {
    ... on ChatCompletionDelta {
      text
    }
  }
}`;

const operation = (prompt: string): object => ({
  query,
  variables: { input: ask(prompt, { model: 'gpt-5.5' }) },
});

async function stickOverRest(url: string, prompt: string): Promise<StuckClient> {
  const messages = [{ role: 'user', content: prompt }];
  const body = { model: 'gpt-5.5', stream: true, messages };
  const answer = await post(`${url}/v1/chat/completions`, body);
  return {
    readOn: async () =>
      choicesOf(await text(answer))
        .map(({ delta: { content } }) => (typeof content === 'string' ? content : ''))
        .join(''),
  };
}

async function stickOverSse(url: string, prompt: string): Promise<StuckClient> {
  const answer = await post(`${url}/graphql`, operation(prompt), { accept: 'text/event-stream' });
  return {
    async readOn() {
      const events = (await text(answer)).replaceAll('event: next\n', '');
      return deltasOf(dataOf(events).map((data) => JSON.parse(data)));
    },
  };
}

async function stickOverWebSocket(url: string, prompt: string): Promise<StuckClient> {
  const { socket, send, next } = await openSocket(url);
  send({ type: 'subscribe', id: '1', payload: operation(prompt) });
  await next();
  socket.pause();
  return {
    async readOn() {
      const messages = messagesOf(socket);
      socket.resume();
      const payloads: unknown[] = [];
      for await (const message of messages) {
        const { type, payload } = JSON.parse(message);
        if (type === 'complete') break;
        payloads.push(payload);
      }
      socket.close();
      return deltasOf(payloads);
    },
  };
}

/** An answer of which nothing is read yet. */
async function post(
  url: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<IncomingMessage> {
  const sent = request(url, {
    method: 'POST',
    // A connection of its own: one that was read fast before may have a larger buffer in the kernel.
    agent: false,
    headers: { 'content-type': 'application/json', ...headers },
  });
  sent.end(JSON.stringify(body));
  const answers: IncomingMessage[] = await once(sent, 'response');
  const [answer] = answers;
  if (answer === undefined) throw new Error('There is no answer.');
  return answer;
}

const event = z.object({
  data: z.object({ chatCompletion: z.object({ text: z.string().optional() }) }),
});

function deltasOf(payloads: readonly unknown[]): string {
  return payloads.map((payload) => deltaOf(payload)).join('');
}

function deltaOf(payload: unknown): string {
  const { data } = event.parse(payload);
  return data.chatCompletion.text ?? '';
}
