import type { RequestHandler } from 'express';
import { knownCallerOf } from '../../http/access/caller-of.ts';
import type { ConversationStore } from '../../conversations/conversation-store.ts';
import type { Account } from '../../codex/engine/account.ts';
import type { EngineHealth, Fallback, OpenBreaker } from '../../codex/engine/engine-health.ts';
import type { SessionCore } from '../../codex/session-core.ts';
import { listedNames } from '../../codex/listed-names.ts';

/**
 * `GET /healthz`: 200 when the engine is ready, otherwise 503, so that a probe needs no body. A
 * service that cannot be reached is no failure of the gateway: it shows in `breaker` and `message`. A
 * missing login is none either: it shows in `authenticated` and `message`. A probe
 * that is not let in gets `ok` alone, at once. The details may take three seconds: one for the store, and
 * two for the models of a custom provider that has not listed them yet.
 */
export function createHealthHandler(
  core: SessionCore,
  conversations: ConversationStore,
  exposeReasoningModels: boolean,
): RequestHandler {
  return async (req, res) => {
    if (knownCallerOf(req) === null) {
      const isOk = isServing(core.engineHealth());
      res.status(isOk ? 200 : 503).json({ ok: isOk });
      return;
    }
    const engine = core.engineHealth();
    const { state, breaker } = engine;
    const { maxTurns, queuedTurns, longestWaitMs } = core.queueHealth();
    const isReady = isServing(engine);
    const account = state === 'ready' ? await core.account() : null;
    const models = state === 'stopped' ? [] : await core.models();
    const { mode, conversations: count, bytes } = await conversations.facts();
    res.status(isReady ? 200 : 503).json({
      ok: isReady,
      authenticated: account?.isReady ?? false,
      message: breaker?.reason ?? (account ? accountMessage(account) : `Codex engine is ${state}`),
      config: {
        expose_reasoning_models: exposeReasoningModels,
        models: listedNames(core, models, exposeReasoningModels),
      },
      engine: engineBody(engine),
      ...(breaker && { breaker: breakerBody(breaker) }),
      queue: {
        max_turns: maxTurns,
        queued_turns: queuedTurns,
        longest_wait_ms: longestWaitMs,
      },
      store: { mode, conversations: count, bytes },
    });
  };
}

function isServing({ state, breaker }: EngineHealth): boolean {
  return state === 'ready' && breaker?.kind !== 'engine';
}

function engineBody(engine: EngineHealth): object {
  const { engine: name, engineReason: reason, fallbacks } = engine;
  const { state, version, source, path, skipped, activeTurns } = engine;
  const codex = { version, source, path, skipped };
  const answers = { name, reason, fallbacks: fallbacks.map(fallbackBody) };
  return { ...answers, state, ...codex, active_turns: activeTurns };
}

function fallbackBody({ kind, subject, reason, since }: Fallback): object {
  return { kind, subject, reason, since };
}

function breakerBody({ kind, reason, openSince, retryAt }: OpenBreaker): object {
  return { kind, reason, open_since: openSince, retry_at: retryAt };
}

function accountMessage({ isReady, isLoginRequired }: Account): string {
  if (!isLoginRequired) return 'Codex upstream needs no login';
  return isReady ? 'Codex auth detected' : 'Codex auth missing; run `codex login`';
}
