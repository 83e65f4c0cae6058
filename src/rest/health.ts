import type { RequestHandler } from 'express';
import { callerOf } from '../access/caller.ts';
import type { Account } from '../codex/account.ts';
import type { Identify } from '../codex/completion/client.ts';
import type { SessionCore } from '../codex/session-core.ts';
import { listedNames } from './models.ts';

/**
 * `GET /healthz`: 200 when the engine is ready, 503 when it is not, so that a probe needs no body.
 * A missing login is no failure of the gateway: it shows in `authenticated` and `message`. The
 * engine is not asked anything unless it is ready. A probe that is not let in gets `ok` alone.
 */
export function createHealthHandler(
  core: SessionCore,
  exposeReasoningModels: boolean,
  identify: Identify,
): RequestHandler {
  return async (req, res) => {
    if (identify(callerOf(req)) === null) {
      const isOk = core.engineHealth().state === 'ready';
      res.status(isOk ? 200 : 503).json({ ok: isOk });
      return;
    }
    const { state, version, source, path, skipped, activeTurns } = core.engineHealth();
    const { maxTurns, queuedTurns, longestWaitMs } = core.queueHealth();
    const isReady = state === 'ready';
    const account = isReady ? await core.account() : null;
    const models = isReady ? await core.models() : [];
    res.status(isReady ? 200 : 503).json({
      ok: isReady,
      authenticated: account?.isReady ?? false,
      message: account ? accountMessage(account) : `Codex engine is ${state}`,
      config: {
        expose_reasoning_models: exposeReasoningModels,
        models: listedNames(core, models, exposeReasoningModels),
      },
      engine: { state, version, source, path, skipped, active_turns: activeTurns },
      queue: {
        max_turns: maxTurns,
        queued_turns: queuedTurns,
        longest_wait_ms: longestWaitMs,
      },
    });
  };
}

function accountMessage({ isReady, isLoginRequired }: Account): string {
  if (!isLoginRequired) return 'Codex upstream needs no login';
  return isReady ? 'Codex auth detected' : 'Codex auth missing; run `codex login`';
}
