import { once } from 'node:events';
import express from 'express';
import { pino } from 'pino';
import { pinoHttp } from 'pino-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RateLimitedError } from '../../src/errors/errors.ts';
import { sendErrors } from '../../src/http/answer/error-answer.ts';
import { ownerIn } from '../../src/http/surface-list.ts';
import type { SurfaceDoor } from '../../src/http/surface.ts';
import { createGeneralSurface } from '../../src/rest/general/surface.ts';
import { ollamaSurface } from '../../src/rest/ollama/surface.ts';
import { openAiSurface } from '../../src/rest/openai/surface.ts';
import { graphqlSurface } from '../../src/schema/http-surface.ts';
import { send, type Answer, type Headers } from '../server/surfaces.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';

let bare: TestGateway;
let keyed: TestGateway;

beforeAll(async () => {
  [bare, keyed] = await Promise.all([
    startTestGateway(),
    startTestGateway({ args: ['--api-key', 'key-of-the-test'] }),
  ]);
});
afterAll(async () => {
  await Promise.all([bare.close(), keyed.close()]);
});

/** One way in which a request is refused before a route sees it. */
interface Fault {
  readonly status: number;
  /** As OpenAI's format writes it, and, in capitals, GraphQL's. */
  readonly code: string;
  /** OpenAI writes some codes as null. */
  readonly wireCode?: null;
  readonly message: string;
  readonly headers?: Headers;
  readonly method?: string;
  readonly body?: string;
}

const json = { 'content-type': 'application/json' };
const faults = {
  'a foreign Host': {
    status: 403,
    code: 'host_not_allowed',
    message:
      'This host name is not one of the gateway: use a loopback address, name it in --allow-host, or set an API key.',
    headers: { host: 'evil.example' },
  },
  'a foreign Origin': {
    status: 403,
    code: 'origin_not_allowed',
    message: 'Pages of this origin may not call; allow it with --cors-origin.',
    headers: { origin: 'https://evil.example' },
  },
  'two Host headers': {
    status: 400,
    code: 'invalid_request',
    wireCode: null,
    message: 'The request has more than one Host header.',
    headers: { host: ['localhost', 'evil.example'] },
  },
  'no key': {
    status: 401,
    code: 'invalid_api_key',
    message: 'Incorrect API key provided. The API key is missing or wrong.',
  },
} satisfies Record<string, Fault>;

const notParsed =
  'We could not parse the JSON body of your request. The API expects a JSON object, but what was sent is not valid JSON.';
const bodyFaults = {
  'a broken body': {
    status: 400,
    code: 'invalid_request',
    wireCode: null,
    message: notParsed,
    headers: json,
    method: 'POST',
    body: '{"model":',
  },
  'a body in an unknown encoding': {
    status: 415,
    code: 'unsupported_media_type',
    message:
      'Unsupported Content-Encoding of the request body. Send it plain, or as gzip, deflate or br.',
    headers: { ...json, 'content-encoding': 'zip' },
    method: 'POST',
    body: '{}',
  },
} satisfies Record<string, Fault>;

type Format = (fault: Omit<Fault, 'status'>) => unknown;

const openAi: Format = ({ code, wireCode, message }) => ({
  error: {
    message,
    type: 'invalid_request_error',
    param: null,
    code: wireCode === null ? null : code,
  },
});
const ollama: Format = ({ message }) => ({ error: message });
const graphql: Format = ({ code, message }) => ({
  errors: [{ message, extensions: { code: code.toUpperCase() } }],
});

const surfaces: readonly [path: string, format: Format][] = [
  ['/v1/completions', openAi],
  ['/chat/completions', openAi],
  ['/v1/models/gpt-5.5', openAi],
  ['/api/show', ollama],
  ['/API/Show', ollama],
  ['/api/chat', ollama],
  ['/graphql', graphql],
  ['/graphql/none', graphql],
  ['/', openAi],
  ['/none', openAi],
  ['/apis', openAi],
  ['/graphqls', openAi],
];

async function answerOf(gateway: TestGateway, path: string, fault: Fault): Promise<Answer> {
  return await send(gateway.url + path, fault.headers ?? {}, fault.method ?? 'GET', fault.body);
}

describe.each(surfaces)('a refusal on %s has the format of its surface', (path, format) => {
  it.each(Object.entries(faults))('for %s', async (_name, fault: Fault) => {
    const gateway = fault.code === 'invalid_api_key' ? keyed : bare;
    const { status, headers, body } = await answerOf(gateway, path, fault);
    expect([status, headers['content-type'], JSON.parse(body)]).toEqual([
      fault.status,
      'application/json; charset=utf-8',
      format(fault),
    ]);
  });
});

describe.each<[string, Format]>([
  ['/v1/completions', openAi],
  ['/chat/completions', openAi],
  ['/api/show', ollama],
])('a body is refused on %s in the format of its surface', (path, format) => {
  it.each(Object.entries(bodyFaults))('for %s', async (_name, fault: Fault) => {
    const { status, body } = await answerOf(bare, path, fault);
    expect([status, JSON.parse(body)]).toEqual([fault.status, format(fault)]);
  });
});

it('GraphQL refuses a body in its format, with the codes of its specification', async () => {
  const [broken, encoded] = await Promise.all(
    Object.values(bodyFaults).map(async (fault) => await answerOf(bare, '/graphql', fault)),
  );
  expect([broken?.status, JSON.parse(broken?.body ?? '')]).toEqual([
    400,
    graphql({ ...bodyFaults['a broken body'], code: 'BAD_REQUEST' }),
  ]);
  expect([encoded?.status, JSON.parse(encoded?.body ?? '')]).toEqual([
    415,
    graphql(bodyFaults['a body in an unknown encoding']),
  ]);
});

describe('a path without a route is a 404 in the format of the surface that owns it:', () => {
  it.each<[string, string, Format, string]>([
    ['GET', '/v1/none', openAi, ''],
    ['POST', '/models/a/b', openAi, ''],
    ['GET', '/api', ollama, ''],
    ['POST', '/api/chat', ollama, ''],
    ['GET', '/api/v1/models', ollama, '. Did you mean /v1/models?'],
    ['POST', '/graphql/none', graphql, ''],
    ['GET', '/graphql/none', graphql, ''],
    ['PUT', '/graphql/none', graphql, ''],
    ['POST', '/GraphQL', graphql, '. Did you mean /graphql?'],
    ['GET', '/graphql/%E0%A4%A', graphql, ''],
    ['GET', '/healthz/none', openAi, ''],
    ['POST', '/none', openAi, ''],
  ])('%s %s', async (method, path, format, hint) => {
    const { status, body } = await send(bare.url + path, {}, method);
    const message = `Invalid URL (${method} ${path})${hint}`;
    expect([status, JSON.parse(body)]).toEqual([
      404,
      format({ code: 'route_not_found', wireCode: null, message }),
    ]);
  });
});

describe('an error that a surface throws', () => {
  const ownerOf = ownerIn<SurfaceDoor>([
    openAiSurface,
    ollamaSurface,
    graphqlSurface,
    createGeneralSurface(openAiSurface),
  ]);

  /** The answer to a request whose handler throws. */
  async function answerTo(path: string, error: Error): Promise<Answer> {
    const app = express();
    app.use(pinoHttp({ logger: pino({ level: 'silent' }) }), (_req, _res, next) => next(error));
    app.use(sendErrors(ownerOf));
    const server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const answer = await send(`http://127.0.0.1:${port}${path}`);
    server.close();
    server.closeAllConnections();
    return answer;
  }

  const message = 'The server had an error while processing your request.';
  const ofOpenAi = {
    error: { message, type: 'server_error', param: null, code: 'internal_error' },
  };

  it.each<[string, object]>([
    ['/v1/models', ofOpenAi],
    ['/none', ofOpenAi],
    ['/healthz', ofOpenAi],
    ['/api/tags', { error: message }],
    ['/graphql', { errors: [{ message, extensions: { code: 'INTERNAL_ERROR' } }] }],
  ])('says on %s no more than that it happened', async (path, body) => {
    const answered = await answerTo(path, new Error('password is hunter2'));
    expect([answered.status, JSON.parse(answered.body)]).toEqual([500, body]);
  });

  it.each<[string, string | undefined, string | undefined]>([
    ['/v1/models', '2', '1235'],
    ['/api/tags', '2', '1235'],
    ['/healthz', '2', '1235'],
    ['/graphql', undefined, undefined],
  ])('says on %s when to try again: %s s', async (path, seconds, milliseconds) => {
    const details = { retryAfterMs: 1234.5 };
    const limited = new RateLimitedError('rate_limit_exceeded', 'Slow down.', details);
    const { status, headers } = await answerTo(path, limited);
    expect([status, headers['retry-after'], headers['retry-after-ms']]).toEqual([
      429,
      seconds,
      milliseconds,
    ]);
  });
});
