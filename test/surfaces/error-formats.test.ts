import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
