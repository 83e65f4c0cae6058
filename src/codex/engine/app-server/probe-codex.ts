import type { Account, AccountDetails } from '../account.ts';
import type { CodexInUse } from '../engine-health.ts';
import type { Keeper } from '../keeper.ts';
import type { Model } from '../model.ts';
import type { Upstream } from '../upstream.ts';
import { readProfile } from './account/process-account.ts';
import { setUpEngine, type EngineSetupOptions } from './home/setup.ts';
import { createKeeper } from './login/keeper.ts';
import { startFirstThatPasses, type CodexStartOptions } from './process/start-codex.ts';

/** An app-server that answers questions and gives no answers of a model. */
export interface ProbedCodex {
  readonly codex: CodexInUse;
  /** Whether there is a login, as Codex knows it offline. */
  readonly account: Account;
  readonly models: readonly Model[];
  readonly upstream: Upstream;
  readonly keeper: Keeper;
  /** The e-mail address and the plan of a ChatGPT login; nulls where the service does not say in time. */
  profile(): Promise<Pick<AccountDetails, 'email' | 'plan'>>;
  /** Whether Codex itself gets an answer of the service, on the way that it asks for the quota. */
  reachesService(): Promise<boolean>;
  /** Ends it. Resolves when it is gone. */
  close(): Promise<void>;
}

/** What it is started with. */
export type ProbeOptions = EngineSetupOptions & Omit<CodexStartOptions, 'signal'>;

/** How long the service may take to say who is logged in, or how much quota is left, in milliseconds. */
const serviceMs = 3000;

/**
 * Starts the Codex that an engine with these options would start, tested as at each start, beside any
 * other one. Rejects with `EngineStartError` where none can serve, as the file system does, or with
 * the reason of the signal.
 */
export async function probeCodex(options: ProbeOptions): Promise<ProbedCodex> {
  const setup = await setUpEngine(options);
  const { child, codex, status, models } = await startFirstThatPasses(setup, options);
  const { rpc } = child;
  const lender = {
    acquire: async () => await Promise.resolve({ engine: { rpc }, release: () => {} }),
  };
  const { keeper } = createKeeper(lender, setup, {
    knownAccount: () => ({ ...status, email: null, plan: null, quota: null, credits: null }),
    models: () => models,
    noteQuota: () => {},
    loginRefused: () => {},
  });
  return {
    codex,
    account: status,
    models,
    upstream: setup.upstream,
    keeper,
    profile: async () =>
      await readProfile(rpc, serviceMs).catch(() => ({ email: null, plan: null })),
    reachesService: async () =>
      await rpc.call('account/rateLimits/read', undefined, { ms: serviceMs }).then(
        () => true,
        () => false,
      ),
    close: async () => await child.stop(),
  };
}
