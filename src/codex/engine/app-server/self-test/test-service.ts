import { once } from 'node:events';
// oxlint-disable-next-line no-restricted-imports -- stands in for the upstream, not for a client
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { json } from 'node:stream/consumers';
import { failed } from './check-answer.ts';

/** The service that the turns of a self-test ask, inside this process. */
export interface TestService {
  /** `http://127.0.0.1:41231/v1` */
  readonly baseUrl: string;
  /** The bodies of the requests so far. */
  readonly requests: readonly Readonly<Record<string, unknown>>[];
  close(): void;
}

/** An event of the Responses API. */
export type ServiceEvent = { readonly type: string } & Readonly<Record<string, unknown>>;

/** Starts one on loopback, which answers the first request with the first of the answers, and so on; then with a 400. */
export async function startTestService(
  answers: readonly (readonly ServiceEvent[])[],
): Promise<TestService> {
  const requests: Record<string, unknown>[] = [];
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const events = answers[requests.length];
    requests.push(await bodyOf(request));
    if (events === undefined) {
      response.writeHead(400, { 'content-type': 'application/json' });
      response.end('{"error":{"message":"refused by the self-test","code":"invalid_prompt"}}');
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const frames = events.map(
      (event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`,
    );
    response.end(frames.join(''));
  };
  try {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  } catch (error) {
    throw failed(`the gateway cannot listen on 127.0.0.1 for it (${String(error)})`);
  }
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  return z.record(z.string(), z.unknown()).parse(await json(request));
}
