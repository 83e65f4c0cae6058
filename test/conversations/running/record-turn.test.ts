import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordTurn } from '../../../src/conversations/running/record-turn.ts';
import type { TurnEvent } from '../../../src/conversations/running/running-turn.ts';
import { ask, never, startTestCore, type TestCore } from '../../support/core.ts';

let test: TestCore;

beforeAll(async () => {
  test = await startTestCore();
});
afterAll(async () => {
  await test.close();
});

describe('a turn that cannot be recorded to its end', () => {
  it('ends for its readers with a failure, which its owner hears of', async () => {
    const fault = new Error('Broken.');
    const faults: unknown[] = [];
    const completion = await test.core.run(ask('Count to 3'), never());
    const record = recordTurn(completion, {
      keepaliveMs: 60_000,
      atEnd: async () => await Promise.reject(fault),
      atFault: (each) => faults.push(each),
    });
    const events: TurnEvent[] = [];
    for await (const event of record.read()) events.push(event);

    expect(events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['started', 'text-delta', 'item-done', 'failed']),
    );
    expect(events.filter(({ type }) => type === 'done')).toEqual([]);
    expect(events.at(-1)).toMatchObject({ type: 'failed', error: { code: 'internal_error' } });
    expect(await record.ended).toMatchObject({ code: 'internal_error' });
    expect(faults).toEqual([fault]);
  });
});
