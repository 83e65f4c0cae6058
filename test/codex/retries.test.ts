import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Behaviour } from '../../src/standin/index.ts';
import { ask, never, startTestCore, type TestCore } from '../support/core.ts';
import { whenAsked } from '../support/when-asked.ts';

const first = 'The kettle ran out of steam.';

describe.each(['websocket', 'sse'] as const)('retries in mid-answer, over %s', (transport) => {
  let test: TestCore;

  beforeAll(async () => {
    test = await startTestCore({ transport });
  });
  afterAll(async () => {
    await test.close();
  });

  /** Answers upstream attempts in order; the last behaviour stays. */
  function attempts(...behaviours: readonly Behaviour[]): void {
    test.standIn.behave(whenAsked('hello', ...behaviours));
  }

  it.each([
    ['in the text', 3],
    ['after the text', 'text'],
  ] as const)('gives the text once when the answer repeats after a cut %s', async (_, after) => {
    const cut = { kind: 'cut', after, text: first } as const;
    attempts(cut, cut, { kind: 'text', text: `${first} Twice.` });
    const completion = await test.core.run(ask('hello'), never());

    expect(await completion.result()).toMatchObject({
      text: `${first} Twice.`,
      finishReason: 'stop',
    });
  });

  it('ends in an error when the second answer differs from what was sent', async () => {
    attempts({ kind: 'cut', after: 3, text: first }, { kind: 'text', text: 'A pot of tea.' });
    const completion = await test.core.run(ask('hello'), never());

    await expect(completion.result()).rejects.toMatchObject({ code: 'answer_diverged' });
    expect(completion.text).toBe('The kettle ran');
  });

  it('emits nothing after that error, though the second answer then continues as the first did', async () => {
    attempts({ kind: 'cut', after: 3, text: first }, { kind: 'text', text: `"${first}"` });
    const completion = await test.core.run(ask('hello'), never());

    await expect(completion.result()).rejects.toMatchObject({ code: 'answer_diverged' });
    expect(completion.text).toBe('The kettle ran');
  });

  it('gives only the answer that worked when nothing was sent before', async () => {
    attempts({ kind: 'cut', after: 'headers' }, { kind: 'text', text: first });
    const completion = await test.core.run(ask('hello'), never());

    expect(await completion.result()).toMatchObject({ text: first });
  });
});
