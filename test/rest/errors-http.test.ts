import { once } from 'node:events';
import { gzipSync } from 'node:zlib';
import express from 'express';
import { pino } from 'pino';
import { pinoHttp } from 'pino-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CodexServeError, RateLimitedError } from '../../src/errors/errors.ts';
import { sendErrors } from '../../src/http/answer/error-answer.ts';
import { ownerIn } from '../../src/http/surface-list.ts';
import { openAiSurface } from '../../src/rest/openai/surface.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { chatBody, post } from './client.ts';
import { startRestApp } from './rest-app.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
});
afterAll(async () => {
  await gateway.close();
});

interface Answer {
  readonly status: number;
  readonly contentType: string | null;
  readonly requestId: string | null;
  readonly body: unknown;
}

async function answerOf(response: Response): Promise<Answer> {
  return {
    status: response.status,
    contentType: response.headers.get('content-type'),
    requestId: response.headers.get('x-request-id'),
    body: await response.json(),
  };
}

/** An answer that is OpenAI's error with these members. */
function errorAnswer(status: number, error: object): Answer {
  return {
    status,
    contentType: 'application/json; charset=utf-8',
    requestId: expect.stringMatching(/^req_/),
    body: { error: { type: 'invalid_request_error', param: null, ...error } },
  };
}

describe('a path', () => {
  it.each(['/v1/x', '/v1', '/chat', '/%E0%A4%A'])('the unknown route %s is a 404', async (path) => {
    const response = await fetch(`${gateway.url}${path}?key=secret`);

    expect(await answerOf(response)).toEqual(
      errorAnswer(404, { message: `Invalid URL (GET ${path})`, code: null }),
    );
  });

  it.each([
    ['POST', '/v1/v1/chat/completions', '/v1/chat/completions'],
    ['POST', '//v1/chat/completions', '/v1/chat/completions'],
    ['POST', '/v1//chat//completions', '/v1/chat/completions'],
    ['POST', '/v1/chat/completions/chat/completions', '/v1/chat/completions'],
    ['POST', '/v1/chat/completions/v1/chat/completions', '/v1/chat/completions'],
    ['POST', '/chat/completions/v1', '/v1/chat/completions'],
    ['POST', '/v1/chat/completions/v1', '/v1/chat/completions'],
    ['POST', '/openai/v1/chat/completions', '/v1/chat/completions'],
    ['POST', '/v1/chat/completion', '/v1/chat/completions'],
    ['POST', '/V1/V1/Chat/Completions', '/v1/chat/completions'],
    ['POST', '/v1/chat/completions.', '/v1/chat/completions'],
    ['POST', '/v1/chat/completions%20,', '/v1/chat/completions'],
    ['GET', '/v1/v1/models', '/v1/models'],
    ['GET', '/v1/chat/completions/models', '/v1/models'],
    ['GET', '/proxy/v1/models', '/v1/models'],
    ['GET', '/model', '/v1/models'],
    ['POST', '/v1/v1/completions', '/v1/completions'],
    ['POST', '/v1/graphql', '/graphql'],
    ['POST', '//graphql', '/graphql'],
    ['GET', '/v1/healthz', '/healthz'],
    ['GET', '/health', '/healthz'],
    ['GET', '/v1/api/tags', '/api/tags'],
  ])('%s %s names the route that was meant', async (method, path, route) => {
    const response = await fetch(gateway.url + path, { method });

    expect(await answerOf(response)).toEqual(
      errorAnswer(404, {
        message: `Invalid URL (${method} ${path}). Did you mean ${route}?`,
        code: null,
      }),
    );
  });

  it.each(['/V1/Chat/Completions', '/v1/chat/completions/'])(
    '%s is the chat route',
    async (path) => {
      expect((await post(`${gateway.url}${path}`, chatBody())).status).toBe(200);
    },
  );

  it('that cannot be decoded is a 400', async () => {
    const response = await fetch(`${gateway.url}/v1/models/%E0%A4%A`);

    expect(await answerOf(response)).toEqual(
      errorAnswer(400, {
        message: 'Invalid URL (GET /v1/models/%E0%A4%A): its percent-encoding is malformed.',
        code: null,
      }),
    );
  });

  it.each([
    ['PUT', '/v1/chat/completions', 'GET, HEAD, POST'],
    ['DELETE', '/chat/completions', 'GET, HEAD, POST'],
    ['GET', '/v1/completions', 'POST'],
    ['POST', '/v1/models', 'GET, HEAD'],
    ['DELETE', '/v1/models/gpt-5.5', 'GET, HEAD'],
    ['PUT', '/healthz', 'GET, HEAD'],
  ])('does not take %s %s, and says what it takes', async (method, path, allow) => {
    const response = await fetch(`${gateway.url}${path}`, { method });

    expect(response.headers.get('allow')).toBe(allow);
    expect(await answerOf(response)).toEqual(
      errorAnswer(405, {
        message: `Not allowed to ${method} on ${path}. Allowed: ${allow}.`,
        code: 'method_not_allowed',
      }),
    );
  });
});

describe('a body', () => {
  const unparsable =
    'We could not parse the JSON body of your request. The API expects a JSON object, but what was sent is not valid JSON.';

  it.each(['{"model":', '{"a":1}}', 'hello', '"text"', 'null'])('of %s is a 400', async (body) => {
    const response = await post(`${gateway.url}/v1/chat/completions`, body);

    expect(await answerOf(response)).toEqual(errorAnswer(400, { message: unparsable, code: null }));
  });

  it('that is an array is a 400', async () => {
    expect(await answerOf(await post(`${gateway.url}/v1/chat/completions`, []))).toEqual(
      errorAnswer(400, {
        message: 'Invalid type for the request body: expected an object, but got an array instead.',
        code: 'invalid_type',
      }),
    );
  });

  it('that is missing lacks its first parameter', async () => {
    const response = await fetch(`${gateway.url}/v1/chat/completions`, { method: 'POST' });

    expect(await answerOf(response)).toEqual(
      errorAnswer(400, {
        message: "Missing required parameter: 'model'.",
        param: 'model',
        code: 'missing_required_parameter',
      }),
    );
  });

  it.each([
    [
      { 'content-type': 'text/plain' },
      'Unsupported Content-Type of the request body. Send JSON with Content-Type: application/json.',
    ],
    [
      { 'content-type': 'application/json; charset=klingon' },
      'Unsupported charset of the request body. Send UTF-8.',
    ],
    [
      { 'content-type': 'application/json', 'content-encoding': 'zip' },
      'Unsupported Content-Encoding of the request body. Send it plain, or as gzip, deflate or br.',
    ],
  ])('with %j is a 415', async (headers, message) => {
    const response = await post(`${gateway.url}/v1/chat/completions`, chatBody(), { headers });

    expect(await answerOf(response)).toEqual(
      errorAnswer(415, { message, code: 'unsupported_media_type' }),
    );
  });

  it('that is not as compressed as it says is a 400', async () => {
    const response = await post(`${gateway.url}/v1/chat/completions`, chatBody(), {
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    });

    expect(await answerOf(response)).toEqual(
      errorAnswer(400, {
        message: 'The request body could not be read.',
        code: null,
      }),
    );
  });

  it('that is compressed is read', async () => {
    const response = await post(`${gateway.url}/v1/chat/completions`, '', {
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: gzipSync(JSON.stringify(chatBody())),
    });

    expect(response.status).toBe(200);
  });

  it('that is too large, even if only once decompressed, is a 413', async () => {
    const silent = pino({ level: 'silent' });
    const app = await startRestApp({ core: gateway.core, maxBodyBytes: 1000 }, silent);
    const large = JSON.stringify(chatBody({ user: 'u'.repeat(1000) }));
    const plain = await post(`${app.url}/v1/chat/completions`, large);
    const zipped = await post(`${app.url}/v1/chat/completions`, '', {
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: gzipSync(large),
    });
    await app.close();

    const error = {
      message: 'The request body is too large. Expected at most 1000 bytes.',
      type: 'invalid_request_error',
      param: null,
      code: 'payload_too_large',
    };
    expect([plain.status, zipped.status]).toEqual([413, 413]);
    expect([await plain.json(), await zipped.json()]).toEqual([{ error }, { error }]);
  });
});

describe('the error handler', () => {
  async function answerTo(error: unknown): Promise<{ response: Response; log: string }> {
    let log = '';
    const logger = pino({ level: 'info' }, { write: (line: string) => void (log += line) });
    const app = express();
    app.use(pinoHttp({ logger, autoLogging: false }), (_req, _res, next) => next(error));
    app.use(sendErrors(ownerIn([openAiSurface])));
    const server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const response = await fetch(`http://127.0.0.1:${port}/`);
    server.close();
    server.closeAllConnections();
    return { response, log };
  }

  it('masks an error that is not ours, and logs it', async () => {
    const { response, log } = await answerTo(new Error('password is hunter2'));

    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({
      error: {
        message: 'The server had an error while processing your request.',
        type: 'server_error',
        param: null,
        code: 'internal_error',
      },
    });
    expect(log).toContain('hunter2');
  });

  it('says when trying again makes sense', async () => {
    const details = { retryAfterMs: 1234.5 };
    const { response, log } = await answerTo(
      new RateLimitedError('rate_limit_exceeded', 'Slow down.', details),
    );

    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('2');
    expect(response.headers.get('retry-after-ms')).toBe('1235');
    expect(response.headers.get('x-should-retry')).toBeNull();
    expect(log).toBe('');
  });

  it('says when it makes none', async () => {
    const { response } = await answerTo(new CodexServeError('insufficient_quota', 'Used up.'));

    expect(response.status).toBe(429);
    expect(response.headers.get('x-should-retry')).toBe('false');
    expect(response.headers.get('retry-after')).toBeNull();
  });
});

describe('the verbose log', () => {
  it('holds the request body', async () => {
    const lines: string[] = [];
    const logger = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
    const app = await startRestApp({ core: gateway.core, verbose: true }, logger);
    await post(`${app.url}/v1/chat/completions`, chatBody());
    await app.close();

    expect(lines.map((line): unknown => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ msg: 'request body', body: chatBody() }),
    );
  });
});
