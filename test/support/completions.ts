import { vi } from 'vitest';
import type { Completion } from '../../src/codex/completion/completion.ts';
import type { Engine } from '../../src/codex/engine/engine.ts';
import type { SessionCore } from '../../src/codex/session-core.ts';
import type { StandIn } from '../../src/standin/index.ts';

/**
 * Resolves with the first text. A test that stops Codex in mid-answer waits for it: an answer without
 * any text is asked for again.
 */
export async function hearsText(completion: Completion): Promise<void> {
  for await (const { type } of completion.events()) if (type === 'delta') return;
  throw new Error('the answer ended without a text');
}

/** How many answers an engine gives now. A parked turn of the app-server is active, and waits for no one. */
export function runningTurns(engine: Engine): number {
  const { engine: name, activeTurns } = engine.health();
  return name === 'app-server' ? activeTurns - engine.parkedTurns : activeTurns;
}

/**
 * Cancels every completion, gives the stand-in its normal behavior, and waits until nothing runs:
 * what `afterEach` does where tests share a core, so that one that fails leaves nothing to the next.
 * Turns that wait for tool results are left: nobody can end them, and they disturb no other.
 */
export async function endAll(test: {
  readonly core: SessionCore;
  readonly engine: Engine;
  readonly standIn: StandIn;
}): Promise<void> {
  const { core, engine, standIn } = test;
  standIn.behave(undefined);
  // The newest come first: those that wait end before the end of one that runs lets them start.
  for (const completion of await core.completions()) completion.cancel();
  await vi.waitUntil(() => runningTurns(engine) === 0 && core.queueHealth().queuedTurns === 0, {
    timeout: 60_000,
  });
  await standIn.waitFor(({ active }) => active === 0, AbortSignal.timeout(60_000));
}
