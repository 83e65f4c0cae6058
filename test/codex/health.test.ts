import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask, never, startTestCore, type TestCore } from '../support/core.ts';

let test: TestCore;

beforeAll(async () => {
  test = await startTestCore({ tokensPerSecond: 100 });
});
afterAll(async () => {
  await test.close();
});

it('is current for a reader that follows one who left before its first value', async () => {
  const { core } = test;
  await core.healthChanges().return?.();
  // Asked after the one who left, and so answered after it.
  expect(await core.health()).toMatchObject({ engine: { activeTurns: 0 } });
  const completion = await core.run(ask('Count to 1000'), never());
  const events = completion.events(0);
  await events.next();

  const health = core.healthChanges();
  expect((await health.next()).value).toMatchObject({ engine: { activeTurns: 1 } });
  await health.return?.();
  completion.cancel();
});
