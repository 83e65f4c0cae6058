import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startStandIn } from '../../src/standin/index.ts';
import { createRandom, type Random } from '../fuzz/random.ts';
import { startDemoProgram, textOf, type DemoProgram } from '../support/program.ts';
import { createTempFolder, type TempFolder } from '../support/temp-folder.ts';

/** `RESET_SEED=17` repeats a run. */
const seed = Number(process.env['RESET_SEED'] ?? Date.now() % 1_000_000);

const upgrade = (path: string, host = '127.0.0.1', protocol = 'websocket'): string =>
  [
    `GET ${path} HTTP/1.1`,
    `Host: ${host}`,
    'Connection: Upgrade',
    `Upgrade: ${protocol}`,
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Protocol: graphql-transport-ws',
    '\r\n',
  ].join('\r\n');

const post = (path: string, body: object, accept = '*/*'): string => {
  const json = JSON.stringify(body);
  const head = `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: ${accept}`;
  return `${head}\r\nContent-Type: application/json\r\nContent-Length: ${json.length}\r\n\r\n${json}`;
};

const chat = {
  model: 'gpt-5.5',
  stream: true,
  messages: [{ role: 'user', content: 'Count to 50' }],
};

/** What a client says before it resets its connection. */
const openings: readonly string[] = [
  '',
  'GET /v1/mod',
  'GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n',
  'no HTTP at all\r\n\r\n',
  upgrade('/graphql'),
  upgrade('/graphql'),
  upgrade('/nowhere'),
  upgrade('/graphql', 'attacker.example'),
  upgrade('/healthz', '127.0.0.1', 'h2c'),
  upgrade('/v1/responses'),
  post('/v1/chat/completions', chat),
  post('/v1/chat/completions', chat).slice(0, -10),
  post('/graphql', { query: 'subscription { activity { __typename } }' }, 'text/event-stream'),
];

/** A masked text frame with `connection_init`. */
function initFrame(): Buffer {
  const payload = Buffer.from('{"type":"connection_init"}');
  return Buffer.concat([Buffer.from([0x81, 0x80 + payload.length, 0, 0, 0, 0]), payload]);
}

/** Connects, says something, and resets the connection a random while later. */
async function resetOnce(port: number, random: Random): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.on('error', () => {});
  socket.on('connect', () => {
    const opening = random.pick(openings);
    const cut = random.chance(25) ? random.below(opening.length + 1) : opening.length;
    socket.resume();
    socket.write(opening.slice(0, cut));
    if (random.chance(50)) socket.write(initFrame());
    void resetLater(socket, random);
  });
  await closed;
}

async function resetLater(socket: Socket, random: Random): Promise<void> {
  const moment = random.below(3);
  if (moment === 0) await sleep(random.below(60));
  if (moment === 1)
    await Promise.race([once(socket, 'data').catch(() => {}), sleep(random.below(300))]);
  socket.resetAndDestroy();
}

/** Resets connections, eight at a time, until told to stop. */
function keepResetting(port: number): { stop(): Promise<number> } {
  const random = createRandom(seed);
  const stopping = new AbortController();
  let count = 0;
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await resetOnce(port, random);
      count += 1;
    }
  };
  const all = Promise.all(Array.from({ length: 8 }, run));
  return {
    async stop() {
      stopping.abort();
      await all;
      return count;
    },
  };
}

describe(`connections that are reset at random moments (RESET_SEED=${seed})`, () => {
  let folder: TempFolder;
  let program: DemoProgram;

  beforeEach(async () => {
    folder = await createTempFolder();
  });
  afterEach(async () => {
    await program.kill();
    await folder.remove();
  });

  it('end no gateway, neither while it starts nor while it serves nor while it closes', async () => {
    program = await startDemoProgram({ home: folder.path, args: ['--log', 'error'] });
    const { child, url, ended } = program;
    const stderr = child.stderr ? textOf(child.stderr) : { text: () => '' };
    const port = Number(new URL(url).port);

    const resets = keepResetting(port);
    await program.ready();
    for (let round = 0; round < 100; round += 1) {
      expect((await fetch(`${url}/healthz`)).status).toBe(200);
    }
    child.kill('SIGTERM');
    expect(await ended).toBe('0');
    expect(await resets.stop()).toBeGreaterThan(50);
    expect(stderr.text()).not.toMatch(/uncaught|unhandled|ECONNRESET|EPIPE/i);
  });
});

describe(`the stand-in, under resets at random moments (RESET_SEED=${seed})`, () => {
  it.each([
    ['while it accepts upgrades', undefined],
    ['while it refuses them', 503],
  ])(
    'serves on %s',
    async (_when, status) => {
      const standIn = await startStandIn();
      if (status !== undefined) standIn.refuseUpgrades({ kind: 'status', status });
      const { port, origin } = new URL(standIn.baseUrl);
      const random = createRandom(seed);
      for (let round = 0; round < 30; round += 1) {
        await Promise.all(
          Array.from({ length: 8 }, async () => await resetOnce(Number(port), random)),
        );
      }
      expect((await fetch(`${origin}/codex/device`)).status).toBe(200);
      await standIn.close();
    },
    60_000,
  );
});
