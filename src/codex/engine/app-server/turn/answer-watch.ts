import type { EngineProcess } from '../process/engine-process.ts';
import { LifeWatch } from './life-watch.ts';
import { silentError } from '../../service/errors/silence.ts';
import { hasThreadEnded } from './thread-state.ts';
import type { TurnAnswer } from './turn-answer.ts';

/** The turn whose answer is watched. */
export interface WatchedTurn {
  readonly engine: EngineProcess;
  readonly threadId: string;
  /** Whether Codex has started it. */
  readonly hasStarted: () => boolean;
  /** When it last showed a sign of life, as `performance.now()`. */
  readonly lastSign: () => number;
  /** The longest silence, in milliseconds. */
  readonly silenceMs: number;
}

/**
 * Watches an answer until the watch is stopped. Fails the answer after the longest silence. Ends it
 * if its thread is idle, because Codex's notification that the turn has ended may be lost.
 */
export function watchAnswer(answer: TurnAnswer, turn: WatchedTurn): LifeWatch {
  const { engine, threadId, hasStarted, lastSign, silenceMs } = turn;
  const endIfIdle = async (): Promise<void> => {
    if (await hasThreadEnded(engine.rpc, threadId)) answer.ending.idle();
  };
  return new LifeWatch({
    lastSign,
    silenceMs,
    onSilence: () => answer.fail(silentError(silenceMs)),
    onQuiet: () => {
      if (hasStarted()) void endIfIdle();
    },
  });
}
