import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import { z } from 'zod';

/** A client of a gateway. Every method rejects unless the gateway answers as expected. */
export interface TripClient {
  /** Posts JSON, expects this status, and reads the whole answer. */
  post(path: string, body: object, status?: number): Promise<string>;
  /** Gets a path, expects status 200, and reads the whole answer. */
  get(path: string): Promise<string>;
  /** Posts a chat that streams, and disconnects after its first text. */
  cancel(body: object): Promise<void>;
  /** Runs a subscription over an open graphql-ws connection to its end. */
  subscribe(query: string, variables: Record<string, unknown>): Promise<void>;
  close(): Promise<void>;
}

/** @param url Of the gateway, `http://127.0.0.1:41231` */
export function createTripClient(url: string): TripClient {
  const socket = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    lazy: false,
  });
  return {
    async post(path, body, status = 200) {
      const response = await fetch(`${url}${path}`, jsonRequest(body));
      return await textOf(response, status);
    },
    get: async (path) => await textOf(await fetch(`${url}${path}`), 200),
    async cancel(body) {
      const gone = new AbortController();
      const response = await fetch(`${url}/v1/chat/completions`, {
        ...jsonRequest(body),
        signal: gone.signal,
      });
      for await (const bytes of response.body ?? []) {
        if (Buffer.from(bytes).includes('"content":"1"')) break;
      }
      gone.abort();
    },
    subscribe: async (query, variables) => await readAll(socket, query, variables),
    close: async () => await socket.dispose(),
  };
}

function jsonRequest(body: object): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

async function textOf(response: Response, status: number): Promise<string> {
  const text = await response.text();
  if (response.status !== status) throw new Error(`status ${response.status}: ${text}`);
  return text;
}

const ended = z.object({
  chatCompletion: z.object({ __typename: z.literal('ChatCompletionDone') }),
});

async function readAll(
  client: Client,
  query: string,
  variables: Record<string, unknown>,
): Promise<void> {
  let last: unknown;
  for await (const { data } of client.iterate({ query, variables })) last = data;
  ended.parse(last);
}
