import { expect, it } from 'vitest';
import { ask, never, startTestCore } from '../support/core.ts';

it('asks no more of Codex at once than it takes', { timeout: 60_000 }, async () => {
  const count = 250;
  const test = await startTestCore({ queue: { maxTurns: count, maxQueued: 0 } });
  try {
    const answers = await Promise.allSettled(
      Array.from({ length: count }, async () => {
        const completion = await test.core.run(ask('Say exactly: here'), never());
        return (await completion.result()).text;
      }),
    );
    expect(answers).toEqual(answers.map(() => ({ status: 'fulfilled', value: 'here' })));
  } finally {
    await test.close();
  }
});
