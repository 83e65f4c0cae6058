import { createServer, connect, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { post } from '../rest/client.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';

/** What becomes of connections to the service. */
let way: 'open' | 'reset' = 'open';
let door: Server;
/** Connections that are open now. */
const inside = new Set<Socket>();
let port: number;
let servicePort = 0;
let gateway: TestGateway;

beforeEach(async () => {
  way = 'open';
  door = createServer((socket) => {
    inside.add(socket);
    socket.on('error', () => {}).once('close', () => inside.delete(socket));
    if (way === 'reset') {
      socket.once('data', () => socket.resetAndDestroy());
      return;
    }
    const service = connect(servicePort, '127.0.0.1').on('error', () => socket.destroy());
    socket.pipe(service).pipe(socket);
  });
  await openDoor();
  gateway = await startTestGateway({
    transport: 'sse',
    userConfig: (baseUrl) => {
      servicePort = Number(new URL(baseUrl).port);
      const address = `http://127.0.0.1:${port}/v1`;
      return `model_provider = "x"\n[model_providers.x]\nname = "x"\nbase_url = "${address}"\nwire_api = "responses"\nrequires_openai_auth = false\n`;
    },
    args: ['--retry-seconds', '0', '--api-key', 'alice:key-of-alice,bob:key-of-bob'],
  });
});
afterEach(async () => {
  await gateway.close();
  door.close();
});

async function openDoor(): Promise<void> {
  door.listen(port ?? 0, '127.0.0.1');
  await once(door, 'listening');
  const address = door.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
}

/** What was connected before would be served as before. */
function endConnections(): void {
  for (const socket of inside) socket.destroy();
}

async function chat(
  by: 'alice' | 'bob',
  content: string,
  more: object = {},
): Promise<{ status: number; code: unknown; retryAfter: string | null }> {
  const body = { model: 'gpt-5.5', messages: [{ role: 'user', content }], ...more };
  const headers = { 'content-type': 'application/json', authorization: `Bearer key-of-${by}` };
  const response = await post(`${gateway.url}/v1/chat/completions`, body, { headers });
  const code = /"code":"?(\w+)/.exec(await response.text())?.[1];
  return { status: response.status, code, retryAfter: response.headers.get('retry-after') };
}

const refused = {
  status: 503,
  code: 'upstream_unavailable',
  retryAfter: expect.stringMatching(/^[1-9]\d?$/),
};

function reason(): string | undefined {
  return gateway.core.engineHealth().breaker?.reason;
}

describe('a service that refuses connections', () => {
  it('is not asked after five requests in a row, and again once a probe gets through', async () => {
    door.close();
    endConnections();
    for (let index = 0; index < 5; index += 1) {
      expect((await chat('alice', `Say exactly: ${index}`)).code).not.toBe('upstream_unavailable');
    }
    expect(await chat('bob', 'Say exactly: hello')).toEqual(refused);
    expect(reason()).toMatch(/^The service cannot be reached/);
    expect(await gateway.core.health()).toMatchObject({ isReady: false });

    await openDoor();
    await expect
      .poll(async () => (await chat('bob', 'Say exactly: hello')).status, {
        timeout: 15_000,
      })
      .toBe(200);
    expect(reason()).toBeUndefined();
    expect((await chat('alice', 'Say exactly: hello')).status).toBe(200);
  });
});

describe('a service that resets the connections of one client', () => {
  async function fiveResets(content: (index: number) => string): Promise<void> {
    way = 'reset';
    endConnections();
    for (let index = 0; index < 5; index += 1) await chat('alice', content(index));
    way = 'open';
  }

  it('refuses that client alone; an answer to another one closes the breaker', async () => {
    await fiveResets((index) => `Say exactly: ${index}`);
    expect(await chat('alice', 'Say exactly: hello')).toEqual(refused);
    expect((await chat('bob', 'Say exactly: hello')).status).toBe(200);
    expect((await chat('alice', 'Say exactly: hello')).status).toBe(200);
  });

  it('does not count the same request twice', async () => {
    await fiveResets(() => 'Say exactly: poison');
    expect(reason()).toBeUndefined();
  });
});

describe('errors that the service answers with', () => {
  it.each([400, 401, 429, 500, 503])(
    'never open the breaker: %s',
    async (status) => {
      gateway.standIn.behave(() => ({ kind: 'status', status }));
      for (let index = 0; index < 6; index += 1) await chat('alice', `Say exactly: ${index}`);
      expect(reason()).toBeUndefined();
    },
    60_000,
  );
});
