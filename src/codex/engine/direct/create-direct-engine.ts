import type { Logger } from 'pino';
import type { AnswerEngine } from '../answer-engine.ts';
import type { OpenBreaker } from '../engine-health.ts';
import { UpstreamBreaker } from '../service/contact/upstream-breaker.ts';
import { runAnswer } from './answer/run-answer.ts';
import type { ServiceDeps } from './answer/question.ts';
import type { Chains } from './chains/chains.ts';
import type { Provider } from './provider/provider.ts';
import { directCapabilities } from './request/capabilities.ts';

/** What a direct engine is made of. */
export interface DirectEngineOptions extends ServiceDeps {
  /** Where answers are asked for now. Throws a `CodexServeError` where nothing can be asked. */
  readonly provider: () => Provider;
  readonly chains: Chains;
  readonly logger: Logger;
}

/** An engine that speaks the Responses API itself. It closes its transport with itself. */
export function createDirectEngine(options: DirectEngineOptions): AnswerEngine {
  const { provider, chains, transport, logger } = options;
  let changed = (): void => {};
  let activeTurns = 0;
  const breaker = new UpstreamBreaker(logger, () => changed());
  const deps = { ...options, breaker };

  const count = (by: 1 | -1): void => {
    activeTurns += by;
    changed();
  };

  return {
    async run(request, listener, signal) {
      count(1);
      try {
        return await runAnswer(deps, provider(), request, listener, signal);
      } finally {
        count(-1);
      }
    },
    waitingRequest: async (completionId) =>
      await Promise.resolve(chains.waitingRequest(completionId)),
    forget: (completionId) => chains.forget(completionId),
    get parkedTurns() {
      return chains.parkedTurns;
    },
    assertAvailable: (subject) => breaker.assertAvailable(subject),
    capabilities: () => directCapabilities[provider().kind],
    get activeTurns() {
      return activeTurns;
    },
    get breaker(): OpenBreaker | null {
      return breaker.open;
    },
    onChange(listener) {
      changed = listener;
    },
    async close() {
      chains.close();
      await transport.close();
    },
  };
}
