import type { Engine } from '../../src/codex/engine/engine.ts';
import type { SessionCore } from '../../src/codex/session-core.ts';
import type { BehaviourHook, StandIn } from '../../src/standin/index.ts';
import { endAll } from './completions.ts';

interface LiveCore {
  readonly core: SessionCore;
  readonly engine: Engine;
  readonly standIn: StandIn;
}

const live = new Set<LiveCore>();

/** Notes a core that tests share, until the returned function is called. */
export function noteLive(core: LiveCore): () => void {
  live.add(core);
  return () => live.delete(core);
}

/** How each stand-in behaves now; the returned function gives all of them that behavior again. */
export function rememberBehaviour(): () => void {
  const remembered = new Map<StandIn, BehaviourHook | undefined>();
  for (const { standIn } of live) remembered.set(standIn, standIn.hook);
  return () => {
    for (const { standIn } of live) standIn.behave(remembered.get(standIn));
  };
}

/** Ends what runs in every noted core. */
export async function endAllLive(): Promise<void> {
  await Promise.all([...live].map(endAll));
}
