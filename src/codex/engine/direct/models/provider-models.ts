import type { Logger } from 'pino';
import { LazyRead } from '../../../../util/lazy-read.ts';
import { openAbortScope } from '../../../../util/abort-scope.ts';
import { unknownModel, type Model } from '../../model.ts';
import type { ServiceAccess } from '../login/service-access.ts';
import { get } from '../transport/get.ts';
import type { Network } from '../transport/network.ts';
import { readListing } from './listing.ts';

/** The models of a provider of the user's. */
export interface ProviderModels {
  /** From memory; waits for the first list, for two seconds at most. Never rejects. */
  all(): Promise<readonly Model[]>;
  /** Ends the question under way. */
  close(): void;
}

/** What the models of a provider are read from. */
export interface ProviderModelsOptions {
  readonly access: ServiceAccess;
  readonly network: Network;
  /** The models of Codex's catalog, which describe those of the same name. */
  readonly catalog: () => readonly Model[];
  readonly logger: Logger;
}

/** How long a list counts as current, in milliseconds. */
const freshMs = 60 * 60 * 1000;
/** How long to wait after a failure before the next question, in milliseconds. */
const restMs = 5 * 60 * 1000;
/** How long the provider may take over its list, in milliseconds. */
const answerMs = 10_000;
/** OpenRouter's list of some 400 models has half of a megabyte. */
const maxBytes = 8_000_000;

/**
 * The models of the provider that the configuration selects: those that it lists; else the configured
 * one; else, where neither is known, those of Codex's catalog.
 */
export function createProviderModels(options: ProviderModelsOptions): ProviderModels {
  const { access, network, catalog, logger } = options;
  const closed = new AbortController();
  let listed: readonly Model[] | null = null;
  const reading = new LazyRead<readonly Model[]>({
    read: async () => await readModels(access, network, closed.signal),
    onRead(models) {
      listed = models;
    },
    onFailure(error) {
      if (!closed.signal.aborted) logger.info({ err: error }, 'the provider lists no models');
    },
    freshMs,
    restMs,
  });
  let first: Promise<void> | null = null;

  return {
    async all() {
      const asked = reading.ask();
      first ??= asked;
      await first;
      return choose(listed, catalog(), access.configuredModel());
    },
    close: () => closed.abort(),
  };
}

/** Rejects where the provider does not list its models in a form that is known. */
async function readModels(
  access: ServiceAccess,
  network: Network,
  closed: AbortSignal,
): Promise<readonly Model[]> {
  const scope = openAbortScope({ signals: [closed], timeoutMs: answerMs });
  try {
    const provider = await access.provider(scope.signal);
    const credentials = await access.current(scope.signal);
    if (provider.modelsUrl === null) throw new Error('the models are those of the catalog');
    const headers = { ...provider.headers, ...credentials.headers };
    const limits = { signal: scope.signal, maxBytes };
    const { status, text } = await get(provider.modelsUrl, headers, network, limits);
    const models = status === 200 ? readListing(text) : null;
    if (models === null)
      throw new Error(`GET /models: status ${status}, ${text.length} characters`);
    return models;
  } finally {
    scope.release();
  }
}

function choose(
  listed: readonly Model[] | null,
  catalog: readonly Model[],
  configured: string | null,
): readonly Model[] {
  if (listed === null && configured === null) return catalog;
  const describe = (model: Model): Model => {
    const known = catalog.find(({ id }) => id === model.id);
    return model.isDescribed || known === undefined ? model : { ...known, isHidden: false };
  };
  const own = (listed ?? []).map(describe);
  const isMissing = configured !== null && own.every(({ id }) => id !== configured);
  const models = isMissing ? [describe(unknownModel(configured)), ...own] : own;
  const usual = catalog.find(({ isDefault }) => isDefault)?.id;
  const chosen = [configured, usual].find((id) => models.some((model) => model.id === id));
  const defaultId = chosen ?? models[0]?.id;
  return models.map((model) => ({ ...model, isDefault: model.id === defaultId }));
}
