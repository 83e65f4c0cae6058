import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { Behaviour } from '../../src/standin/index.ts';
import { heard } from '../support/heard.ts';
import { checkedFetch, plainFetch } from '../support/checked-fetch.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { lastAsked } from '../support/last-asked.ts';

const apiKey = 'the-right-key';

/**
 * Runs a gateway on a stand-in for the tests in Python, until standard input ends. Prints one line of
 * JSON: `url` is the gateway, for WebSockets; `checkedUrl` leads to it through a check of each answer
 * against OpenAI's document; `controlUrl` is for the tests themselves.
 */
async function main(): Promise<void> {
  const gateway = await startTestGateway({ login: 'present', args: ['--api-key', apiKey] });
  const faults: string[] = [];
  const fetchChecked = checkedFetch(plainFetch, (fault) => faults.push(fault));
  const checkedUrl = await listen(
    async (request, response) => await forward(request, response, gateway.url, fetchChecked),
  );
  const controlUrl = await listen(
    async (request, response) => await control(request, response, gateway, faults),
  );
  process.stdout.write(`${JSON.stringify({ url: gateway.url, checkedUrl, controlUrl, apiKey })}\n`);
  process.stdin.resume();
  await once(process.stdin, 'end');
  await gateway.close();
  process.exit();
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

async function listen(handle: Handler): Promise<string> {
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.destroy(asError(error)));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('It listens on no port');
  return `http://127.0.0.1:${address.port}`;
}

/** Sends a request on, and its answer back as it comes. A client that leaves takes the request with it. */
async function forward(
  request: IncomingMessage,
  response: ServerResponse,
  url: string,
  fetch: typeof globalThis.fetch,
): Promise<void> {
  const leaving = new AbortController();
  response.once('close', () => leaving.abort());
  const { method = 'GET', headers } = request;
  const { host: _host, connection: _connection, 'content-length': _length, ...rest } = headers;
  const body = method === 'GET' || method === 'DELETE' ? undefined : await text(request);
  const answer = await fetch(`${url}${request.url}`, {
    method,
    headers: Object.entries(rest).map(([name, value]) => [name, String(value)]),
    ...(body === undefined ? {} : { body }),
    signal: leaving.signal,
  });
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.flushHeaders();
  if (answer.body === null) response.end();
  else await pipeline(answer.body, response);
}

/** What a test does and asks beside its client. */
async function control(
  request: IncomingMessage,
  response: ServerResponse,
  { standIn }: TestGateway,
  faults: string[],
): Promise<void> {
  const body: unknown = JSON.parse((await text(request)) || 'null');
  response.end(JSON.stringify(await answerTo(request.url ?? '', body, standIn, faults)));
}

async function answerTo(
  path: string,
  body: unknown,
  standIn: TestGateway['standIn'],
  faults: string[],
): Promise<unknown> {
  switch (path) {
    case '/behave': {
      // The tests name behaviors as they are typed.
      const behaviour = z.custom<Behaviour | null>().parse(body);
      return standIn.behave(behaviour === null ? undefined : () => behaviour);
    }
    case '/counts':
      return { received: standIn.received, aborted: standIn.aborted, active: standIn.active };
    case '/until-active':
      return await standIn.waitFor(({ active }) => active > 0);
    case '/until-idle':
      return await standIn.waitFor(({ active }) => active === 0);
    case '/heard':
      return heard(standIn);
    case '/asked':
      return lastAsked(standIn)?.body;
    case '/faults':
      return faults.splice(0);
    default:
      throw new Error(`There is no ${path}`);
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

await main();
