import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Socket } from 'node:net';
import { getDefaultHighWaterMark } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSurface, type TestSurface } from '../schema/surface.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { stuckClients } from './stuck-clients.ts';
import { all, textOf, transports } from './transports.ts';

let gateway: TestGateway;
/** Drops no WebSocket that answers no pings, as a stuck one does, however long the test takes. */
let patient: TestSurface;
/** Every connection that a server of this process has taken. */
const accepted = new Set<Socket>();

const accept = (message: unknown): void => {
  const socket = typeof message === 'object' && message && 'socket' in message && message.socket;
  if (socket instanceof Socket) accepted.add(socket);
};

beforeAll(async () => {
  subscribe('net.server.socket', accept);
  gateway = await startTestGateway();
  patient = await startSurface(gateway.core, { limits: { keepAliveMs: 600_000 } });
});
afterAll(async () => {
  await patient.close();
  await gateway.close();
  unsubscribe('net.server.socket', accept);
});

/** The open connections of a gateway. */
function openSockets(url: string): Socket[] {
  const port = Number(new URL(url).port);
  return [...accepted].filter(({ localPort, destroyed }) => localPort === port && !destroyed);
}

/** Bytes that the gateway holds for its clients, whose kernel takes no more. */
function heldBytes(url: string): number {
  return openSockets(url).reduce((bytes, { writableLength }) => bytes + writableLength, 0);
}

// Far more than the kernel takes for a client that does not read, in few tokens.
const words = 4000;
const answer = Array.from({ length: words }, (_, index) => `${' '.repeat(4000)}${index}`).join('');

describe.each(stuckClients)('a client that stops reading %s', (name, stick) => {
  it('slows no other, costs no memory beside the log, and misses nothing when it reads on', async () => {
    gateway.standIn.behave(({ input }) => {
      const isLong = JSON.stringify(input).includes('at length');
      return { kind: 'text', text: isLong ? answer : 'Short.' };
    });
    const { url } = name === 'graphql-ws' ? patient : gateway;
    const stuck = await stick(url, 'Speak at length');
    await expect.poll(() => gateway.core.engineHealth().activeTurns).toBe(0);
    // Between two writes a socket may hold nothing: it is full once it holds the same as before.
    let held = 0;
    await expect
      .poll(() => {
        const before = held;
        held = heldBytes(url);
        const sockets = openSockets(url).map(({ bytesWritten }) => bytesWritten);
        return { isFull: held > 0 && held === before, held, sockets };
      })
      .toMatchObject({ isFull: true });
    // Some of the buffers that Node has for each connection: of 16 MB.
    expect(held).toBeLessThan(4 * getDefaultHighWaterMark(false));

    for (const { start } of transports) {
      expect(textOf(await all(start(gateway.url, 'Be brief')))).toBe('Short.');
    }
    expect(await stuck.readOn()).toBe(answer);
  });
});
