import type { Logger } from 'pino';
import type { AnswerEngine } from '../answer-engine.ts';
import { UpstreamBreaker } from '../service/contact/upstream-breaker.ts';
import type { ServiceDeps } from './answer/question.ts';
import { runAnswer } from './answer/run-answer.ts';
import type { Chains } from './chains/chains.ts';
import type { ServiceAccess } from './login/service-access.ts';
import type { ProviderModels } from './models/provider-models.ts';
import { directCapabilities } from './request/capabilities.ts';

/** What a direct engine is made of. */
export interface DirectEngineDeps extends Omit<ServiceDeps, 'credentials'> {
  readonly access: ServiceAccess;
  readonly chains: Chains;
  readonly models: ProviderModels;
  /** Whether the model may search the web where a request allows it. */
  readonly hasWebSearch: boolean;
  readonly logger: Logger;
}

/** A direct engine, and what it can do. */
export interface DirectEngine extends AnswerEngine {
  /** Why it cannot serve the configuration or the login; null where it can. `onChange` reports changes. */
  reasonAgainst(): string | null;
  /** The models of a provider of the user's; null where they are those of Codex's catalog. */
  models(): ProviderModels | null;
  /** The number of parked turns has changed. */
  parkedTurnsChanged(): void;
}

/** An engine that speaks the Responses API itself. It closes its transport and its access with itself. */
export function createDirectEngine(given: DirectEngineDeps): DirectEngine {
  const { access, chains, models, transport, hasWebSearch, logger } = given;
  let changed = (): void => {};
  let activeTurns = 0;
  const breaker = new UpstreamBreaker(logger, () => changed());
  const deps = { ...given, credentials: access, breaker };
  const count = (by: 1 | -1): void => {
    activeTurns += by;
    changed();
  };
  access.onChange(() => {
    chains.loginChanged();
    transport.loginChanged();
    changed();
  });
  const closed = new AbortController();
  const prepare = async (): Promise<void> => {
    const provider = await access.provider(closed.signal);
    await transport.prepare(provider, await access.current(closed.signal));
  };

  return {
    async run(request, listener, signal) {
      request.noteEngine?.('direct');
      count(1);
      try {
        return await runAnswer(deps, request, listener, signal);
      } finally {
        count(-1);
      }
    },
    waitingRequest: async (id) => await Promise.resolve(chains.waitingRequest(id)),
    forget: (id) => chains.forget(id),
    get parkedTurns() {
      return chains.parkedTurns;
    },
    assertAvailable: (subject) => breaker.assertAvailable(subject),
    capabilities: () => ({
      ...directCapabilities[access.kind()],
      hasHostedTools: hasWebSearch,
    }),
    reasonAgainst: () => access.reasonAgainst(),
    models: () => (access.kind() === 'custom' ? models : null),
    get activeTurns() {
      return activeTurns;
    },
    get breaker() {
      return breaker.open;
    },
    onChange(listener) {
      changed = listener;
    },
    parkedTurnsChanged: () => changed(),
    prepare() {
      // The first request says what is wrong.
      void prepare().catch(() => {});
    },
    async close() {
      closed.abort();
      access.close();
      models.close();
      chains.close();
      await transport.close();
    },
  };
}
