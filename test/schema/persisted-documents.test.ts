import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  PersistedDocumentsError,
  readPersistedDocuments,
} from '../../src/schema/persisted/read-documents.ts';
import { buildSchema } from '../../src/schema/schema.ts';
import { CancelChatDocument, HealthDocument, StreamChatDocument } from '../generated/graphql.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { createTempFolder, type TempFolder } from '../support/temp-folder.ts';
import { ask } from './ask.ts';
import { post } from './clients.ts';
import { openSocket, type Message } from './raw-socket.ts';

const file = path.resolve('test/generated/persisted-documents.json');

/** As graphql-codegen computes it: with `sha256:` in front. */
function idOf({ __meta__ }: { readonly __meta__?: Record<string, unknown> | undefined }): string {
  return String(__meta__?.['hash']);
}

const health = idOf(HealthDocument);
const unknown = `sha256:${'0'.repeat(64)}`;
const refusals = {
  notFound: {
    message: 'PersistedQueryNotFound',
    extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' },
  },
  notSupported: {
    message: 'PersistedQueryNotSupported',
    extensions: { code: 'PERSISTED_QUERY_NOT_SUPPORTED' },
  },
  only: { message: 'PersistedQueryOnly', extensions: { code: 'PERSISTED_QUERY_ONLY' } },
};

let open: TestGateway;
let closed: TestGateway;
let bare: TestGateway;

beforeAll(async () => {
  bare = await startTestGateway();
  open = await startTestGateway({
    upstream: bare,
    beside: 'open',
    args: ['--persisted-documents', file],
  });
  closed = await startTestGateway({
    upstream: bare,
    beside: 'closed',
    args: ['--persisted-documents', file, '--only-persisted-documents'],
  });
});
afterAll(async () => {
  await Promise.all([open.close(), closed.close()]);
  await bare.close();
});

async function overWebSocket(url: string, payload: object): Promise<Message> {
  const { socket, send, next } = await openSocket(url);
  send({ type: 'subscribe', id: '1', payload });
  const message = await next();
  socket.close();
  return message;
}

const spec = { accept: 'application/graphql-response+json' };
const data = { data: { version: '0.0.0', health: expect.anything() } };

describe('a persisted document', () => {
  it.each<[string, object]>([
    ['documentId', { documentId: health }],
    ['documentId without its prefix', { documentId: health.replace('sha256:', '') }],
    [
      'extensions.persistedQuery',
      { extensions: { persistedQuery: { version: 1, sha256Hash: health } } },
    ],
  ])('is run by its hash in %s, over HTTP and over a WebSocket', async (_name, body) => {
    for (const { url } of [open, closed]) {
      const response = await post(url, body, spec);
      expect(response.status).toBe(200);
      expect(await response.json()).toEqual(data);
      // The protocol of WebSockets wants some text there.
      expect(await overWebSocket(url, { query: '', ...body })).toEqual({
        type: 'next',
        id: '1',
        payload: data,
      });
    }
  });

  it('is run by GET', async () => {
    const url = `${closed.url}/graphql?documentId=${encodeURIComponent(health)}`;
    expect(await (await fetch(url, { headers: spec })).json()).toEqual(data);
    const extensions = JSON.stringify({ persistedQuery: { version: 1, sha256Hash: health } });
    const apollo = `${closed.url}/graphql?extensions=${encodeURIComponent(extensions)}`;
    expect(await (await fetch(apollo, { headers: spec })).json()).toEqual(data);
  });

  it('is not run by GET when it is a mutation', async () => {
    const search = new URLSearchParams({
      documentId: idOf(CancelChatDocument),
      variables: '{"id":"x"}',
    });
    const response = await fetch(`${closed.url}/graphql?${search.toString()}`, { headers: spec });
    expect(response.status).toBe(405);
  });

  it('streams with its variables, over SSE', async () => {
    bare.standIn.behave(() => ({ kind: 'text', text: 'Persisted!' }));
    const body = { documentId: idOf(StreamChatDocument), variables: { input: ask('Hi') } };
    const response = await post(closed.url, body, { accept: 'text/event-stream' });
    expect(await response.text()).toContain('"text":"Persisted!"');
    bare.standIn.behave(undefined);
  });

  it('runs, no matter what text is sent with its hash', async () => {
    const body = { query: '{ __typename }', documentId: health };
    expect(await (await post(closed.url, body)).json()).toEqual(data);
  });
});

describe('an unknown hash', () => {
  it.each<[string, () => TestGateway, object, number]>([
    ['with documents set', () => open, refusals.notFound, 404],
    ['with only these allowed', () => closed, refusals.notFound, 404],
    ['with none set', () => bare, refusals.notSupported, 400],
  ])('is refused in the words that clients look for, %s', async (_when, gateway, error, status) => {
    const body = { documentId: unknown };
    const { url } = gateway();
    const response = await post(url, body, spec);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ errors: [error] });
    expect((await post(url, body, { accept: 'application/json' })).status).toBe(200);
    expect(await overWebSocket(url, { query: '', ...body })).toEqual({
      type: 'error',
      id: '1',
      payload: [error],
    });
  });

  it('with a text beside it lets the text run, and does not register it', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: unknown } };
    const body = { query: '{ version }', extensions };
    for (const { url } of [open, bare]) {
      expect(await (await post(url, body)).json()).toEqual({ data: { version: '0.0.0' } });
    }
    expect(await (await post(open.url, { extensions })).json()).toEqual({
      errors: [refusals.notFound],
    });
  });
});

describe('with only persisted documents', () => {
  it('no other is run', async () => {
    const text = HealthDocument.toString();
    for (const body of [
      { query: '{ version }' },
      { query: text },
      { query: text, documentId: unknown },
    ]) {
      const response = await post(closed.url, body, spec);
      expect(response.status).toBe(403);
      expect(await response.json()).toEqual({ errors: [refusals.only] });
      expect(await overWebSocket(closed.url, body)).toEqual({
        type: 'error',
        id: '1',
        payload: [refusals.only],
      });
    }
    const byGet = await fetch(`${closed.url}/graphql?query={version}`, { headers: spec });
    expect(await byGet.json()).toEqual({ errors: [refusals.only] });
  });

  it('nothing is started by one that is refused', async () => {
    const { received } = bare.standIn;
    const body = { query: StreamChatDocument.toString(), variables: { input: ask('Hi') } };
    await post(closed.url, body, { accept: 'text/event-stream' });
    await overWebSocket(closed.url, body);
    expect(bare.standIn.received).toBe(received);
  });

  it('a WebSocket stays open for the next operation', async () => {
    const { socket, send, next } = await openSocket(closed.url);
    send({ type: 'subscribe', id: '1', payload: { query: '{ version }' } });
    expect(await next()).toMatchObject({ type: 'error' });
    send({ type: 'subscribe', id: '1', payload: { query: '', documentId: health } });
    expect(await next()).toMatchObject({ type: 'next', payload: data });
    socket.close();
  });
});

describe('a file of persisted documents', () => {
  let folder: TempFolder;
  const schema = buildSchema();

  beforeEach(async () => {
    folder = await createTempFolder();
  });
  afterEach(async () => {
    await folder.remove();
  });

  const hashOf = (document: string): string => createHash('sha256').update(document).digest('hex');
  const withHash = (document: string): string =>
    JSON.stringify({ [`sha256:${hashOf(document)}`]: document });

  it.each<[string, string, string]>([
    ['is no JSON', '{', 'FILE cannot be read: it is not JSON'],
    ['is no map', '["{ version }"]', 'FILE is not a JSON object of hashes with documents'],
    ['has another kind of value', '{"a": 1}', 'FILE is not a JSON object of hashes with documents'],
    [
      'has a hash that is another',
      '{"sha256:abc": "{ version }"}',
      "FILE: 'sha256:abc' is not the SHA-256 of its document",
    ],
    [
      'has a document that is none',
      withHash('{'),
      `FILE: 'sha256:${hashOf('{')}': Syntax Error: Expected Name, found <EOF>.`,
    ],
    [
      'has a document for another schema',
      withHash('{ weather }'),
      `FILE: 'sha256:${hashOf('{ weather }')}': Cannot query field "weather" on type "Query".`,
    ],
    [
      'has a document over the limits',
      withHash(`{ version } #${'x'.repeat(100_000)}`),
      `FILE: 'sha256:${hashOf(`{ version } #${'x'.repeat(100_000)}`)}': longer than 100000 characters`,
    ],
  ])('that %s is refused with the reason', async (_what, content, message) => {
    const bad = path.join(folder.path, 'documents.json');
    await writeFile(bad, content);
    const expected = new PersistedDocumentsError(message.replace('FILE', bad));
    await expect(readPersistedDocuments(bad, schema)).rejects.toThrow(expected);
  });

  it('that is not there is refused with the reason', async () => {
    const missing = path.join(folder.path, 'missing.json');
    await expect(readPersistedDocuments(missing, schema)).rejects.toThrow(
      `${missing} cannot be read: ENOENT: no such file or directory, open '${missing}'`,
    );
  });
});
