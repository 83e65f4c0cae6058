import { pino } from 'pino';
import { createSessionCore } from '../../src/codex/create-session-core.ts';
import type { AnswerListener, AnswerOutcome } from '../../src/codex/engine/turn.ts';
import type { SessionCore } from '../../src/codex/session-core.ts';
import { createMemoryEngine } from '../engine-contract/memory-engine.ts';

/** What an engine reports of one answer, and how it ends. */
export type Script = (listener: AnswerListener, signal: AbortSignal) => Promise<AnswerOutcome>;

/** A session core whose engine gives answers by script. */
export interface ScriptedCore {
  readonly core: SessionCore;
  /** All following requests are answered by this script. */
  answerBy(script: Script): void;
  close(): Promise<void>;
}

/** Starts one. All of it is the gateway's own but the engine. */
export function startScriptedCore(): ScriptedCore {
  let answer: Script = async () => await Promise.reject(new Error('There is no script.'));
  const engine = {
    ...createMemoryEngine(),
    run: async (_: unknown, listener: AnswerListener, signal: AbortSignal) =>
      await answer(listener, signal),
  };
  const core = createSessionCore({ engine, logger: pino({ level: 'silent' }) });
  return {
    core,
    answerBy(script) {
      answer = script;
    },
    close: async () => await core.close(),
  };
}
