import type { Logger } from 'pino';
import type { Caller } from '../codex/completion/caller.ts';
import type { Usage } from '../codex/completion/events.ts';
import type { Message } from '../codex/completion/request.ts';
import { createSessionCore } from '../codex/create-session-core.ts';
import type { EngineName } from '../codex/engine/engine-health.ts';
import type { Engine } from '../codex/engine/engine.ts';
import { EngineStartError } from '../codex/engine/start-error.ts';
import type { SessionCore } from '../codex/session-core.ts';
import { CodexServeError } from '../errors/errors.ts';
import { firstMessages, nextMessages } from './questions.ts';

/** One answer of an engine. */
export interface TriedAnswer {
  readonly text: string;
  /** Until the first piece of the answer, in milliseconds. */
  readonly firstTokenMs: number;
  /** Null where the service did not report it. */
  readonly usage: Usage | null;
}

/** What an engine made of a question and a follow-up. */
export interface EngineTrial {
  readonly engine: EngineName;
  /** Why it is no good: a sentence. Null where it gave both answers. */
  readonly failure: string | null;
  /** Both, or those before the failure. */
  readonly answers: readonly TriedAnswer[];
}

/** How an engine is tried. */
export interface TrialOptions {
  readonly engine: EngineName;
  /** Rejects with `EngineStartError`. */
  readonly start: () => Promise<Engine>;
  readonly logger: Logger;
  /** Ends the trial; the promise rejects with its reason. */
  readonly signal: AbortSignal;
}

/** A question that takes longer is a failure. */
const answerMs = 120_000;

const caller: Caller = {
  id: 'trial',
  name: null,
  userAgent: null,
  requestId: null,
  seesAll: false,
  mayAdminister: false,
};

/** Starts an engine, asks it, and closes it. A failure of the engine is part of the result. */
export async function tryEngine(options: TrialOptions): Promise<EngineTrial> {
  const { engine, start, logger, signal } = options;
  const answers: TriedAnswer[] = [];
  let core: SessionCore | undefined;
  try {
    core = createSessionCore({ engine: await start(), logger, answerMs });
    signal.throwIfAborted();
    const { engine: started, engineReason } = core.engineHealth();
    if (started !== engine) return { engine, failure: engineReason, answers };
    answers.push(await answerOf(core, firstMessages(), signal));
    answers.push(await answerOf(core, nextMessages(answers[0]?.text ?? ''), signal));
    // An answer of the other engine says nothing about this one.
    const [fallback] = core.engineHealth().fallbacks;
    return { engine, failure: fallback?.reason ?? null, answers: fallback ? [] : answers };
  } catch (error) {
    signal.throwIfAborted();
    return { engine, failure: reasonOf(error), answers };
  } finally {
    await core?.close();
  }
}

async function answerOf(
  core: SessionCore,
  messages: readonly Message[],
  signal: AbortSignal,
): Promise<TriedAnswer> {
  const model = (await core.models()).find(({ isDefault }) => isDefault)?.id ?? '';
  const request = { model, messages, caller, surface: 'CHAT_COMPLETIONS' } as const;
  const completion = await core.run(request, signal);
  const { text, usage } = await completion.result();
  const { createdAt, firstTokenAt } = completion;
  const firstTokenMs = (firstTokenAt ?? createdAt).getTime() - createdAt.getTime();
  return { text: text.trim(), firstTokenMs, usage };
}

function reasonOf(error: unknown): string {
  if (error instanceof CodexServeError || error instanceof EngineStartError) return error.message;
  throw error;
}
