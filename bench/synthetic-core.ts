import { pino } from 'pino';
import type { AnswerListener, AnswerOutcome, TurnListener } from '../src/codex/engine/turn.ts';
import { createSessionCore } from '../src/codex/create-session-core.ts';
import type { SessionCore } from '../src/codex/session-core.ts';
import { startTestCore } from '../test/support/core.ts';

/** A session core whose turns say what they are told to, at any pace. */
export interface SyntheticCore {
  readonly core: SessionCore;
  /** The turns under way, in the order in which they began. */
  readonly turns: readonly TurnListener[];
  /** Ends all of them well. */
  endTurns(): void;
  close(): Promise<void>;
}

/**
 * Starts one. All of it is the gateway's own but the turns: Codex and the stand-in together cannot
 * make so many tokens on two cores as are to be passed on here.
 */
export async function startSyntheticCore(): Promise<SyntheticCore> {
  const real = await startTestCore();
  const turns: TurnListener[] = [];
  const endings: (() => void)[] = [];
  const engine = {
    ...real.engine,
    async run(_request: unknown, listener: AnswerListener): Promise<AnswerOutcome> {
      turns.push(listener);
      await new Promise<void>((resolve) => endings.push(resolve));
      return { finishReason: 'stop', usage: null };
    },
  };
  return {
    core: createSessionCore({
      engine,
      logger: pino({ level: 'silent' }),
      queue: { maxTurns: 1000, maxQueued: 0 },
    }),
    turns,
    endTurns() {
      turns.length = 0;
      for (const end of endings.splice(0)) end();
    },
    close: async () => await real.close(),
  };
}
