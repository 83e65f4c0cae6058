import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { onCatalogGateway } from '../support/catalog-gateway.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { all, textOf, transports, type Seen } from './transports.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
});
beforeEach(() => {
  gateway.standIn.behave(undefined);
});
afterAll(async () => {
  await gateway.close();
});

const types = (seen: readonly Seen[]): string[] => seen.map(({ type }) => type);

/** Sequences, where the transport has them, grow from 0. */
function expectInOrder(seen: readonly Seen[]): void {
  const sequences = seen.flatMap(({ sequence }) => (sequence === null ? [] : [sequence]));
  expect(sequences).toEqual([...new Set(sequences)].toSorted((a, b) => a - b));
  expect(sequences[0] ?? 0).toBe(0);
  expect([0, seen.length]).toContain(sequences.length);
}

describe.each(transports)('a completion over $name', ({ start }) => {
  it('begins, gives its pieces in order, and ends once', async () => {
    const words = Array.from({ length: 500 }, (_, index) => `word${index}`).join(' ');
    gateway.standIn.behave(() => ({ kind: 'text', text: words }));
    const seen = await all(start(gateway.url, 'Say something'));
    expectInOrder(seen);
    expect(seen[0]).toMatchObject({
      type: 'started',
      id: expect.stringMatching(/^chatcmpl-[0-9a-f]{32}$/),
    });
    expect(new Set(types(seen.slice(1, -1)))).toEqual(new Set(['text']));
    expect(textOf(seen)).toBe(words);
    expect(seen.at(-1)).toMatchObject({ type: 'done', reason: 'stop' });
  });

  it('gives each piece as it comes to a client that keeps up', async () => {
    gateway.standIn.behave(() => ({ kind: 'text', text: 'One two three.' }));
    const seen = await all(start(gateway.url, 'Say something'));
    const pieces = seen.flatMap((event) => (event.type === 'text' ? [event.text] : []));
    expect(pieces).toEqual(['One', ' two', ' three', '.']);
  });

  it('keeps many concurrent streams apart', async () => {
    const numbers = Array.from({ length: 8 }, (_, index) => index + 3);
    const answers = await Promise.all(
      numbers.map(async (n) => textOf(await all(start(gateway.url, `Count to ${n}`)))),
    );
    expect(answers).toEqual(
      numbers.map((n) => Array.from({ length: n }, (_, index) => index + 1).join(' ')),
    );
  });

  it('that fails in mid-answer keeps what was sent, and ends in the failure', async () => {
    gateway.standIn.behave(() => ({
      kind: 'failed',
      code: 'context_length_exceeded',
      message: 'Your input exceeds the context window of this model.',
      text: 'One two three four.',
      afterTokens: 2,
    }));
    const seen = await all(start(gateway.url, 'Say something'));
    expectInOrder(seen);
    expect(textOf(seen)).toBe('One two');
    expect(types(seen).filter((type) => type !== 'text')).toEqual(['started', 'failed']);
    expect(seen.at(-1)).toMatchObject({ type: 'failed', code: 'context_length_exceeded' });
  });

  it('that the service refuses ends in the failure, without text', async () => {
    gateway.standIn.behave(() => ({ kind: 'status', status: 429 }));
    const seen = await all(start(gateway.url, 'Say something'));
    expect(seen.filter(({ type }) => type !== 'started')).toMatchObject([
      { type: 'failed', code: 'rate_limit_exceeded' },
    ]);
  });

  it('that cannot be started is a failure and nothing else, and asks nothing of the service', async () => {
    const { seen, received } = await onCatalogGateway(async ({ url, standIn }) => ({
      seen: await all(start(url, 'Say something', 'gpt-0')),
      received: standIn.received,
    }));
    expect(seen).toMatchObject([{ type: 'failed', code: 'model_not_found' }]);
    expect(received).toBe(0);
  });
});
