import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { tryAll, type Answers } from './surfaces.ts';

const open: Answers = {
  models: '200',
  chat: '200',
  stream: '200',
  legacy: '200',
  stored: '200',
  ollama: '200',
  root: '200',
  query: '200',
  mutation: '200',
  sse: '200',
  socket: 'ack',
  page: '200',
  probe: '200 details',
  preflight: '204',
};

/** Refused whatever the way, but for the probe, which tells its status. */
const foreignHost: Answers = {
  models: '403',
  chat: '403',
  stream: '403',
  legacy: '403',
  stored: '403',
  ollama: '403',
  root: '403',
  query: '403',
  mutation: '403',
  sse: '403',
  socket: '403',
  page: '403',
  probe: '200 status',
  preflight: '403',
};

const foreignOrigin: Answers = { ...foreignHost, probe: '403 ' };

const noKey: Answers = {
  models: '401',
  chat: '401',
  stream: '401',
  legacy: '401',
  stored: '401',
  ollama: '401',
  root: '401',
  query: '401',
  mutation: '401',
  sse: '401',
  socket: '4401',
  page: '200',
  probe: '200 status',
  preflight: '204',
};

const outcomes = { open, foreignHost, foreignOrigin, noKey } as const;
type Outcome = keyof typeof outcomes | 'foreignPage' | 'foreignPageWithoutKey';

/** With keys a foreign page learns on a WebSocket first whether its key is right. */
const expected: Readonly<Record<Outcome, Answers>> = {
  ...outcomes,
  foreignPage: { ...foreignOrigin, socket: '4403' },
  foreignPageWithoutKey: { ...foreignOrigin, socket: '4401' },
};

const named = ['--cors-origin', 'https://app.example,app://obsidian.md,https://*.wild.example'];
const rules = [...named, '--allow-host', 'gate.lan,*.wild.lan'];

/** Replaces PORT with the gateway's own port. */
function headersOf(
  gateway: TestGateway,
  host: string,
  origin: string | undefined,
  credentials: Record<string, string>,
): Record<string, string> {
  const { port } = new URL(gateway.url);
  const token = gateway.admin.authorization.replace('Bearer ', '');
  const shown = Object.entries({ host, ...(origin && { origin }), ...credentials });
  return Object.fromEntries(
    shown.map(([name, value]) => [name, value.replace('PORT', port).replace('TOKEN', token)]),
  );
}

describe('without API keys', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway({ args: rules });
  });
  afterAll(async () => {
    await gateway.close();
  });

  const token = { authorization: 'Bearer TOKEN' };
  const wrong = { authorization: 'Bearer none', 'x-api-key': 'csa-' };

  it.each<[string, string | undefined, Record<string, string>, Outcome]>([
    ['127.0.0.1:PORT', undefined, {}, 'open'],
    ['localhost:PORT', undefined, {}, 'open'],
    ['localhost.:PORT', undefined, {}, 'open'],
    ['[::1]:PORT', undefined, {}, 'open'],
    ['gate.lan', undefined, {}, 'open'],
    ['a.wild.lan:9000', undefined, {}, 'open'],
    ['127.0.0.1:PORT', undefined, wrong, 'open'],
    ['127.0.0.1:PORT', undefined, token, 'open'],

    ['127.0.0.1:PORT', 'http://127.0.0.1:PORT', {}, 'open'],
    ['gate.lan:PORT', 'http://gate.lan:PORT', {}, 'open'],
    ['gate.lan', 'https://gate.lan', {}, 'open'],
    ['127.0.0.1:PORT', 'https://app.example', {}, 'open'],
    ['127.0.0.1:PORT', 'app://obsidian.md', {}, 'open'],
    ['127.0.0.1:PORT', 'https://a.wild.example', {}, 'open'],
    ['gate.lan', 'https://app.example', {}, 'open'],
    ['127.0.0.1:PORT', 'http://localhost:5173', {}, 'open'],
    ['127.0.0.1:PORT', 'https://[::1]', {}, 'open'],
    ['gate.lan', 'http://localhost:5173', {}, 'open'],

    ['evil.example:PORT', undefined, {}, 'foreignHost'],
    ['evil.example:PORT', undefined, wrong, 'foreignHost'],
    ['evil.example:PORT', 'http://localhost:5173', {}, 'foreignHost'],
    ['evil.example:PORT', 'https://app.example', {}, 'foreignHost'],
    ['gate.lan.evil.example', undefined, {}, 'foreignHost'],
    ['wild.lan', undefined, {}, 'foreignHost'],
    ['x@localhost', undefined, {}, 'foreignHost'],
    ['localhost#', undefined, {}, 'foreignHost'],
    ['0.0.0.0:PORT', undefined, {}, 'foreignHost'],
    ['evil.example:PORT', undefined, token, 'open'],
    ['evil.example:PORT', 'https://app.example', token, 'open'],

    ['evil.example:PORT', 'http://evil.example:PORT', {}, 'foreignOrigin'],
    ['evil.example:PORT', 'http://evil.example:PORT', token, 'foreignOrigin'],
    ['127.0.0.1:PORT', 'https://evil.example', {}, 'foreignOrigin'],
    ['127.0.0.1:PORT', 'https://evil.example', token, 'foreignOrigin'],
    ['127.0.0.1:PORT', 'null', {}, 'foreignOrigin'],
    ['127.0.0.1:PORT', 'null', token, 'foreignOrigin'],
    ['127.0.0.1:PORT', 'file://', {}, 'foreignOrigin'],
    ['127.0.0.1:PORT', 'app://localhost', {}, 'foreignOrigin'],
    ['127.0.0.1:PORT', 'http://localhost.evil.example', {}, 'foreignOrigin'],
    ['127.0.0.1:PORT', 'http://app.example', {}, 'foreignOrigin'],
    ['127.0.0.1:PORT', 'https://wild.example', {}, 'foreignOrigin'],
  ])('Host %s, Origin %s, %j: %s', async (host, origin, credentials, outcome) => {
    const headers = headersOf(gateway, host, origin, credentials);
    expect(await tryAll(gateway.url, headers)).toEqual(expected[outcome]);
  });
});

describe('with API keys', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    const keys = ['--api-key', 'alice:key-of-alice,bob:key-of-bob'];
    gateway = await startTestGateway({ args: [...named, ...keys] });
  });
  afterAll(async () => {
    await gateway.close();
  });

  const right = { authorization: 'Bearer key-of-alice' };
  const wrong = { authorization: 'Bearer key-of-carol' };

  it.each<[string, string | undefined, Record<string, string>, Outcome]>([
    ['127.0.0.1:PORT', undefined, right, 'open'],
    ['127.0.0.1:PORT', undefined, { 'x-api-key': 'key-of-bob' }, 'open'],
    ['127.0.0.1:PORT', undefined, { 'api-key': 'key-of-bob' }, 'open'],
    ['127.0.0.1:PORT', undefined, { authorization: 'Bearer TOKEN' }, 'open'],
    ['127.0.0.1:PORT', undefined, { 'x-api-key': 'TOKEN' }, 'open'],
    ['127.0.0.1:PORT', undefined, { 'api-key': 'TOKEN' }, 'open'],
    [
      '127.0.0.1:PORT',
      undefined,
      { authorization: 'Bearer none', 'x-api-key': 'key-of-bob' },
      'open',
    ],
    [
      '127.0.0.1:PORT',
      undefined,
      { authorization: 'Basic bWU6c2VjcmV0', 'api-key': 'key-of-bob' },
      'open',
    ],
    ['127.0.0.1:PORT', undefined, { ...right, 'x-api-key': 'none', 'api-key': 'no' }, 'open'],
    ['host.docker.internal:8000', undefined, right, 'open'],
    ['evil.example', undefined, { 'x-api-key': 'key-of-alice' }, 'open'],
    ['host.docker.internal:8000', 'http://host.docker.internal:8000', right, 'open'],
    ['gateway.example', 'https://gateway.example', right, 'open'],
    ['host.docker.internal:8000', 'https://app.example', right, 'open'],
    ['127.0.0.1:PORT', 'http://localhost:5173', right, 'open'],
    ['127.0.0.1:PORT', 'app://obsidian.md', right, 'open'],

    ['127.0.0.1:PORT', undefined, {}, 'noKey'],
    ['127.0.0.1:PORT', undefined, wrong, 'noKey'],
    ['127.0.0.1:PORT', undefined, { authorization: 'Bearer ' }, 'noKey'],
    ['127.0.0.1:PORT', undefined, { authorization: 'key-of-alice' }, 'noKey'],
    ['127.0.0.1:PORT', undefined, { authorization: 'Basic key-of-alice' }, 'noKey'],
    ['127.0.0.1:PORT', undefined, { 'x-api-key': 'Bearer key-of-alice' }, 'noKey'],
    ['127.0.0.1:PORT', undefined, { 'x-api-key': 'csa-TOKEN' }, 'noKey'],
    ['127.0.0.1:PORT', undefined, { cookie: 'api-key=key-of-alice' }, 'noKey'],
    ['host.docker.internal:8000', undefined, {}, 'noKey'],
    ['evil.example', undefined, wrong, 'noKey'],
    ['evil.example', 'http://evil.example', {}, 'noKey'],
    ['127.0.0.1:PORT', 'http://localhost:5173', {}, 'noKey'],
    ['127.0.0.1:PORT', 'https://app.example', wrong, 'noKey'],

    ['127.0.0.1:PORT', 'https://evil.example', right, 'foreignPage'],
    ['127.0.0.1:PORT', 'null', right, 'foreignPage'],
    ['127.0.0.1:PORT', 'https://evil.example', { 'x-api-key': 'TOKEN' }, 'foreignPage'],
    ['127.0.0.1:PORT', 'https://evil.example', wrong, 'foreignPageWithoutKey'],
    ['evil.example', 'http://other.example', {}, 'foreignPageWithoutKey'],
  ])('Host %s, Origin %s, %j: %s', async (host, origin, credentials, outcome) => {
    const headers = headersOf(gateway, host, origin, credentials);
    expect(await tryAll(gateway.url, headers)).toEqual(expected[outcome]);
  });
});
