import { once } from 'node:events';
import { createServer } from 'node:http';
import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { createCompactions } from '../../src/conversations/compaction/compactions.ts';
import { noConversations } from '../../src/conversations/database/no-conversations.ts';
import { createTurns } from '../../src/conversations/running/create-turns.ts';
import { noRemoteImages } from '../../src/rest/openai/chat/remote-images.ts';
import {
  createResponsesSocket,
  type ResponsesSocketDeps,
} from '../../src/rest/openai/responses/socket/socket-surface.ts';
import { identifyByName } from '../support/callers.ts';
import { startTestCore } from '../support/core.ts';
import { lastResponse, openSocket } from './socket-client.ts';

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** The sockets alone, with other limits. */
async function start(more: Partial<ResponsesSocketDeps>): Promise<string> {
  const test = await startTestCore();
  closing.push(async () => await test.close());
  const logger = pino({ level: 'silent' });
  const conversations = noConversations();
  const socket = createResponsesSocket({
    options: {
      core: test.core,
      conversations,
      turns: createTurns({ core: test.core, store: conversations, logger }),
      compactions: createCompactions(Buffer.alloc(32)),
      images: noRemoteImages,
      timing: { keepaliveMs: 15_000, headerHoldMs: 45_000 },
      isStrict: false,
    },
    identify: identifyByName,
    logger,
    ...more,
  });
  const server = createServer();
  server.on('upgrade', (...upgrade) => socket.handleUpgrade(...upgrade));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(async () => {
    await socket.close(AbortSignal.timeout(1000));
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

describe('a WebSocket of the Responses API', () => {
  it('says that its time is over, and is closed', async () => {
    const client = await openSocket(await start({ lifetimeMs: 300 }));
    expect(await client.next()).toEqual({
      type: 'error',
      status: 400,
      error: {
        type: 'invalid_request_error',
        code: 'websocket_connection_limit_reached',
        message:
          'Responses websocket connection limit reached (60 minutes). Create a new websocket connection to continue.',
        param: null,
      },
    });
    expect(await client.closed).toBe(1000);
  });

  it('is refused where there are too many', async () => {
    const url = await start({ bounds: { maxSockets: 1 } });
    const client = await openSocket(url);
    await expect(openSocket(url)).rejects.toThrow('503');
    client.close();
  });

  it('is dropped when it answers no ping', async () => {
    const url = await start({ bounds: { keepAliveMs: 50 } });
    const client = await openSocket(url, { autoPong: false });
    expect(await client.closed).toBe(1006);
  });

  it('keeps answers with the connection alone where nothing is stored', async () => {
    const url = await start({});
    const client = await openSocket(url);
    client.create({ input: 'Remember the word rowan' });
    const first = lastResponse(await client.answer());
    expect(first).toMatchObject({ store: false });
    client.create({ previous_response_id: first.id });
    expect(lastResponse(await client.answer()).status).toBe('completed');
    client.create({ previous_response_id: 'resp_none' });
    expect(await client.answer()).toMatchObject([
      { status: 400, error: { code: 'previous_response_not_found' } },
    ]);
    client.close();
  });
});
