// In a process of its own: it measures memory.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkOf } from '../support/answer-check.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { heapInUse } from '../support/heap.ts';
import { createBody } from './bodies.ts';
import { createRandom } from './random.ts';

/** The long form is `npm run test:bodies`. */
const count = Number(process.env['CODEX_SERVE_TEST_BODIES'] ?? 1500);
/** By then caches are warm, and what is kept on purpose is full. */
const warm = Math.floor(count * 0.4);
const atOnce = 16;
/** No body needs more than a small turn; this is for a machine on which ten programs want each core. */
const patienceMs = 120_000;
/** All bodies together take 30 s of processor time. */
const timeoutMs = 900_000;

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(async () => {
  await gateway.close();
});

/** What is wrong with the answer to a body; undefined for nothing. */
async function faultOf(body: Buffer): Promise<string | undefined> {
  const url = `${gateway.url}/v1/chat/completions`;
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: new Uint8Array(body),
    signal: AbortSignal.timeout(patienceMs),
  });
  const text = await response.text();
  const faults: string[] = [];
  const check = checkOf('POST', url, response, (fault) => faults.push(fault));
  check?.push(text);
  check?.end();
  if (response.status >= 500) faults.push(`${response.status} ${text}`);
  return faults.length === 0 ? undefined : faults.join('; ');
}

/** Sends the bodies of these seeds; each fault with its seed and the beginning of its body. */
async function faultsOf(from: number, to: number): Promise<string[]> {
  const faults: string[] = [];
  let next = from;
  const send = async (): Promise<void> => {
    for (let seed = next++; seed < to; seed = next++) {
      const body = createBody(createRandom(seed));
      const fault = await faultOf(body).catch(String);
      if (fault !== undefined) faults.push(`${seed}: ${fault}\n${String(body.subarray(0, 1000))}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, send));
  return faults;
}

it(
  `${count} strange bodies give no 5xx, no wrong error, no crash and no growth`,
  async () => {
    const faults = await faultsOf(0, warm);
    const before = heapInUse();
    faults.push(...(await faultsOf(warm, count)));
    const growth = heapInUse() - before;

    expect(faults).toEqual([]);
    expect(growth).toBeLessThan(20_000_000);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(gateway.core.engineHealth().state).toBe('ready');
    await gateway.standIn.waitFor(({ active }) => active === 0, AbortSignal.timeout(patienceMs));
    expect(
      await faultOf(Buffer.from('{"model":"gpt-5.5","messages":[{"role":"user","content":"hi"}]}')),
    ).toBeUndefined();
  },
  timeoutMs,
);
