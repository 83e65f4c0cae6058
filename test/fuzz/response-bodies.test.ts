// In a process of its own: it measures memory.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkOf } from '../support/answer-check.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { heapInUse } from '../support/heap.ts';
import { spoilt } from './bodies.ts';
import { createRandom } from './random.ts';
import { validResponseBody } from './valid-response-bodies.ts';

/** The long form is `npm run test:bodies`. */
const count = Number(process.env['CODEX_SERVE_TEST_BODIES'] ?? 250);
/** By then caches are warm, and what is kept on purpose is full. */
const warm = Math.floor(count * 0.55);
const validPercent = 65;
const atOnce = 8;
/** No body needs more than a small turn; this is for a machine on which ten programs want each core. */
const patienceMs = 120_000;
const timeoutMs = 60_000 + count * 500;

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(async () => {
  await gateway.close();
});

interface Sent {
  readonly bytes: Buffer;
  /** Whether it has to be answered. */
  readonly isValid: boolean;
}

function bodyOf(seed: number): Sent {
  const random = createRandom(seed);
  const body = validResponseBody(random);
  const isValid = random.chance(validPercent);
  if (isValid) return { bytes: Buffer.from(JSON.stringify(body)), isValid };
  return {
    bytes: spoilt(structuredClone(body), 1 + random.below(3), random.chance(30), random),
    isValid,
  };
}

/** What is wrong with the answer to a body; undefined for nothing. */
async function faultOf({ bytes, isValid }: Sent): Promise<string | undefined> {
  const url = `${gateway.url}/v1/responses`;
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: new Uint8Array(bytes),
    signal: AbortSignal.timeout(patienceMs),
  });
  const text = await response.text();
  const faults: string[] = [];
  const check = checkOf('POST', url, response, (fault) => faults.push(fault));
  check?.push(text);
  check?.end();
  if (response.status >= 500 || (isValid && response.status !== 200)) {
    faults.push(`${response.status} ${text}`);
  }
  return faults.length === 0 ? undefined : faults.join('; ');
}

/** What the gateway keeps, in bytes: the stand-in forgets the requests that it has recorded for tests. */
function heapOfGateway(): number {
  gateway.standIn.reset();
  return heapInUse();
}

/** Sends the bodies of these seeds; each fault with its seed and the beginning of its body. */
async function faultsOf(from: number, to: number): Promise<string[]> {
  const faults: string[] = [];
  let next = from;
  const send = async (): Promise<void> => {
    for (let seed = next++; seed < to; seed = next++) {
      const body = bodyOf(seed);
      const fault = await faultOf(body).catch(String);
      if (fault !== undefined) {
        faults.push(`${seed}: ${fault}\n${String(body.bytes.subarray(0, 3000))}`);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, send));
  return faults;
}

it(
  `${count} generated requests give no 5xx, no wrong answer, no crash and no growth`,
  async () => {
    const valid = Array.from({ length: count }, (_, seed) => bodyOf(seed)).filter(
      ({ isValid }) => isValid,
    );
    expect(valid.length).toBeGreaterThan(count * 0.6);

    const faults = await faultsOf(0, warm);
    let { received } = gateway.standIn;
    const before = heapOfGateway();
    faults.push(...(await faultsOf(warm, count)));
    received += gateway.standIn.received;
    const growth = heapOfGateway() - before;

    expect(faults).toEqual([]);
    expect(received).toBeGreaterThanOrEqual(valid.length);
    expect(growth).toBeLessThan(10_000_000);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(gateway.core.engineHealth().state).toBe('ready');
  },
  timeoutMs,
);
