import { expect, it } from 'vitest';
import type { Stage } from './stage.ts';

/** Callers that leave. */
export function aborts(stage: () => Stage): void {
  it('that leaves a stream stops the turn', async () => {
    const { client, gateway } = stage();
    const { standIn } = gateway;
    standIn.behave(() => ({ kind: 'stall', afterTokens: 3 }));
    const before = standIn.aborted;
    const leaving = new AbortController();
    let heard = '';
    const onText = (delta: string): void => {
      heard += delta;
      leaving.abort();
    };
    // Some libraries end the stream, others throw.
    await client.streamed({ prompt: 'hi', signal: leaving.signal, onText }).catch(() => {});
    await standIn.waitFor(({ active, aborted }) => active === 0 && aborted === before + 1);

    expect(heard).not.toBe('');
  });

  it('that leaves a whole answer stops the turn', async () => {
    const { client, gateway } = stage();
    const { standIn } = gateway;
    standIn.behave(() => ({ kind: 'stall', afterTokens: 3 }));
    const before = standIn.aborted;
    const leaving = new AbortController();
    const answer = client.whole({ prompt: 'hi', signal: leaving.signal });
    answer.catch(() => {});
    await standIn.waitFor(({ active }) => active === 1);
    leaving.abort();

    await expect(answer).rejects.toThrow(/abort|timed out/i);
    await standIn.waitFor(({ active, aborted }) => active === 0 && aborted === before + 1);
  });
}
