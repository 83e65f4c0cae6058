import type { Logger } from 'pino';
import type { QuotaReport } from '../account.ts';
import type { PoolLimits } from '../conversation/thread-limits.ts';
import type { Keeper } from '../keeper.ts';
import { createChains } from './chains/chains.ts';
import { createDirectEngine, type DirectEngine } from './create-direct-engine.ts';
import { openServiceAccess } from './login/service-access.ts';
import { createProviderModels } from './models/provider-models.ts';
import { createHttpTransport } from './transport/http-transport.ts';
import { readNetwork } from './transport/network.ts';
import { createWebSocketTransport } from './transport/websocket/websocket-transport.ts';

/** What it takes to start a direct engine. */
export interface DirectEngineOptions {
  /** Codex, which has the login and the configuration. */
  readonly keeper: Keeper;
  /** Of the gateway. */
  readonly version: string;
  /** Maximum time of retries without progress, in milliseconds. */
  readonly retryMs: number;
  /** The longest time without an event of an answer, in milliseconds. */
  readonly silenceMs: number;
  /** Whether the model may search the web where a request allows it. */
  readonly hasWebSearch: boolean;
  /** Bounds on what is kept of conversations. */
  readonly threads: PoolLimits;
  readonly logger: Logger;
  /** The service reports how much of the quota is used up. */
  readonly onQuota: (report: QuotaReport) => void;
}

/** Starts one. Rejects as the keeper does. */
export async function startDirectEngine(options: DirectEngineOptions): Promise<DirectEngine> {
  const { keeper, version, threads, retryMs, silenceMs, hasWebSearch, logger, onQuota } = options;
  const access = await openServiceAccess(keeper, version);
  const chains = createChains(threads, () => engine.parkedTurnsChanged());
  const network = readNetwork(keeper.env);
  const http = createHttpTransport({ network });
  const transport = createWebSocketTransport({ http, network, logger });
  const models = createProviderModels({
    access,
    network,
    catalog: () => keeper.catalog(),
    logger,
  });
  if (access.reasonAgainst() === null && access.kind() === 'custom') void models.all();
  const engine = createDirectEngine({
    access,
    chains,
    models,
    transport,
    retryMs,
    silenceMs,
    hasWebSearch,
    logger,
    onQuota,
  });
  return engine;
}
