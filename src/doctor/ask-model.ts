import type { Logger } from 'pino';
import type { Caller } from '../codex/completion/caller.ts';
import { createSessionCore } from '../codex/create-session-core.ts';
import type { Engine } from '../codex/engine/engine.ts';
import { EngineStartError } from '../codex/engine/start-error.ts';
import { CodexServeError } from '../errors/errors.ts';
import { failed, ok, type Outcome } from './kit/finding.ts';
import { sendTestRequest } from './test-request.ts';
import { textStart } from '../util/cut-text.ts';

/** How the model is asked. */
export interface AskOptions {
  /** Rejects with `EngineStartError`. */
  readonly start: () => Promise<Engine>;
  readonly logger: Logger;
  /** Ends it; the promise rejects with its reason. */
  readonly signal: AbortSignal;
}

/** How long the answer may take, in milliseconds. */
const answerMs = 60_000;

const caller: Caller = {
  id: 'doctor',
  name: null,
  userAgent: null,
  requestId: null,
  seesAll: false,
  mayAdminister: false,
};

/** One line of at most 40 characters: a model may say more than it was asked. */
function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 40 ? `${textStart(line, 39)}…` : line;
}

/** Sends a test request to an engine of its own. */
export async function askModel({ start, logger, signal }: AskOptions): Promise<Outcome> {
  try {
    const core = createSessionCore({ engine: await start(), logger, answerMs });
    try {
      signal.throwIfAborted();
      const from = { caller, surface: 'CHAT_COMPLETIONS' };
      const { model, text, firstTokenMs, usage } = await sendTestRequest(core, from, signal);
      const tokens = usage === null ? '' : ` It used ${usage.totalTokens} tokens.`;
      return ok(
        `${model} answers '${shortened(text)}'.`,
        `The first token came after ${firstTokenMs} ms.${tokens}`,
      );
    } finally {
      await core.close();
    }
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof CodexServeError || error instanceof EngineStartError)) throw error;
    return failed(
      'The test request got no answer.',
      error.message,
      'Fix what the other findings name. docs/errors.md explains every error.',
    );
  }
}
