import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSchema } from '../../src/schema/schema.ts';
import { createRandom } from '../fuzz/random.ts';
import { openSocket, type Message, type RawSocket } from '../schema/raw-socket.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { randomPayload } from './random-operation.ts';

const schema = buildSchema();
const firstSeed = Number(process.env['FUZZ_SEED'] ?? 1);
const seeds = Number(process.env['FUZZ_COUNT'] ?? 25);
const operationsOfSeed = 60;

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
});
afterAll(async () => {
  await gateway.close();
});

/** Every message up to the end of the operation of that id. Throws where the socket is closed. */
async function messagesUntil({ next, closed }: RawSocket, id: string): Promise<Message[]> {
  const messages: Message[] = [];
  const failed = closed.then(({ code }) => {
    throw new Error(`closed with ${code}`);
  });
  failed.catch(() => {});
  for (;;) {
    const message = await Promise.race([next(), failed]);
    messages.push(message);
    if (message.id === id && message.type !== 'next') return messages;
  }
}

/** Ids that a program may stumble over, and plain ones. */
function idOf(index: number): string {
  return ['__proto__', 'constructor', 'toString', '\u0000', '🫖'][index] ?? `op-${index}`;
}

/** Sends operations, and gives what came back, or the code that the socket was closed with. */
async function run(raw: RawSocket, payloads: readonly string[]): Promise<Message[]> {
  for (const [index, payload] of payloads.entries()) {
    const id = JSON.stringify(idOf(index));
    raw.send(`{"type":"subscribe","id":${id},"payload":${payload}}`);
  }
  raw.send({ type: 'subscribe', id: 'end', payload: { query: '{ version }' } });
  const messages = await messagesUntil(raw, 'end');
  for (const index of payloads.keys()) raw.send({ type: 'complete', id: idOf(index) });
  return messages;
}

const alive = [
  { id: 'end', type: 'next', payload: { data: { version: '0.0.0' } } },
  { id: 'end', type: 'complete' },
];

describe('an operation on a WebSocket', () => {
  it(`closes none, whatever it is: ${seeds} seeds from ${firstSeed}`, async () => {
    for (let seed = firstSeed; seed < firstSeed + seeds; seed += 1) {
      const random = createRandom(seed);
      const payloads = Array.from({ length: operationsOfSeed }, () =>
        randomPayload(random, schema),
      );
      const raw = await openSocket(gateway.url);
      const messages = await run(raw, payloads).catch((error: unknown) => String(error));
      expect(messages, `FUZZ_SEED=${seed} FUZZ_COUNT=1`).toEqual(expect.arrayContaining(alive));
      // Nor does the gateway report an internal error.
      const internal = JSON.stringify(messages).match(/.{200}INTERNAL_ERROR.{50}/);
      expect(internal, `FUZZ_SEED=${seed} FUZZ_COUNT=1`).toBe(null);
      // The running operations have been ended; the socket stays open.
      raw.send({ type: 'subscribe', id: 'end', payload: { query: '{ version }' } });
      expect(await messagesUntil(raw, 'end')).toEqual(expect.arrayContaining(alive));
      raw.socket.terminate();
    }
  }, 300_000);
});
