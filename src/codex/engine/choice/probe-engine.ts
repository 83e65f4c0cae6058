import { UpstreamError } from '../../../errors/errors.ts';
import type { AccountDetails } from '../account.ts';
import { probeCodex, type ProbedCodex, type ProbeOptions } from '../app-server/probe-codex.ts';
import {
  checkService,
  connectTo,
  type LoginCheck,
  type ServiceContact,
} from '../direct/check-service.ts';
import { usualUrl } from '../direct/provider/read-provider.ts';
import { openServiceAccess } from '../direct/login/service-access.ts';
import { readNetwork, type Network } from '../direct/transport/network.ts';
import type { CodexInUse } from '../engine-health.ts';
import type { Model } from '../model.ts';
import type { Upstream } from '../upstream.ts';
import { decideEngine, type EngineChoice, type EngineSetting } from './decide-engine.ts';

export type { LoginCheck, ServiceContact } from '../direct/check-service.ts';
export type { EngineChoice } from './decide-engine.ts';

/** What an engine would start on, tried without asking a model. */
export interface EngineProbe {
  readonly codex: CodexInUse;
  /** The login as Codex knows it. */
  readonly account: Pick<
    AccountDetails,
    'isReady' | 'method' | 'isLoginRequired' | 'email' | 'plan'
  >;
  readonly models: readonly Model[];
  readonly upstream: Upstream;
  readonly choice: EngineChoice;
  /** Whether the service takes the login. */
  readonly login: LoginCheck;
  /** What became of the connection to the service; null where only Codex knows the way. */
  readonly contact: ServiceContact | null;
  /** The proxy on the way to the service, without its credentials; null for none. */
  readonly proxy: string | null;
}

/** A probe whose Codex has started. */
export interface StartedProbe {
  readonly codex: CodexInUse;
  /** Asks the service. Rejects with the reason of the signal alone. */
  finish(): Promise<EngineProbe>;
  close(): Promise<void>;
}

/** What it takes to probe an engine. */
export interface EngineProbeOptions extends ProbeOptions {
  readonly engine: EngineSetting;
  /** Ends the probe, which rejects with its reason. */
  readonly signal: AbortSignal;
}

/**
 * Starts a Codex of its own, beside any gateway. Rejects with `EngineStartError` where none can
 * serve, as the file system does, or with the reason of the signal. Close it.
 */
export async function startProbe(options: EngineProbeOptions): Promise<StartedProbe> {
  const codex = await probeCodex(options);
  return {
    codex: codex.codex,
    finish: async () => await probe(codex, options),
    close: async () => await codex.close(),
  };
}

async function probe(codex: ProbedCodex, options: EngineProbeOptions): Promise<EngineProbe> {
  const { keeper, account, models, upstream } = codex;
  const { version, signal, engine: setting } = options;
  const network = readNetwork(keeper.env);
  const access = await openServiceAccess(keeper, version);
  try {
    const isChatGpt = account.isLoginRequired && account.method === 'chatgpt';
    const [checked, profile] = await Promise.all([
      access.reasonAgainst() === null
        ? checkService(access, network, signal).catch(
            async (error: unknown) => await withoutLogin(error, codex, network, signal),
          )
        : withoutLogin(null, codex, network, signal),
      isChatGpt ? codex.profile() : { email: null, plan: null },
    ]);
    const against = access.reasonAgainst();
    const choice = decideEngine(setting, { account, upstream, reasonAgainstDirect: against });
    const { contact, login } = await asCodexSeesIt(checked, choice, codex);
    const url = contact?.url;
    const proxy = url === undefined ? null : network.proxyFor(url);
    return {
      codex: codex.codex,
      account: { ...account, ...profile },
      models,
      upstream,
      choice,
      login,
      contact,
      proxy: proxy === null ? null : `${proxy.protocol}//${proxy.host}`,
    };
  } finally {
    access.close();
  }
}

/** What is left to check where the direct engine cannot ask the service, or Codex gives no login. */
async function withoutLogin(
  error: unknown,
  { account, upstream }: ProbedCodex,
  network: Network,
  signal: AbortSignal,
): Promise<{ readonly contact: ServiceContact | null; readonly login: LoginCheck }> {
  signal.throwIfAborted();
  if (error !== null && !(error instanceof UpstreamError)) throw error;
  const url = upstream.url ?? usualUrl(upstream.provider, account.method);
  return {
    contact: url === null ? null : await connectTo(url, network, signal),
    login: { kind: 'unproven' },
  };
}

/**
 * The service may refuse this program with a page and serve Codex, whose requests look different. Where
 * the app-server answers, only Codex's own outcome counts. What Codex asks for leads to the service's own
 * host, so it says nothing of an address that the configuration names.
 */
async function asCodexSeesIt(
  { contact, login }: { readonly contact: ServiceContact | null; readonly login: LoginCheck },
  { engine }: EngineChoice,
  codex: ProbedCodex,
): Promise<Pick<EngineProbe, 'contact' | 'login'>> {
  const isBlocked = contact?.kind === 'answered' && contact.status === 403 && contact.isPage;
  const isOwnHost = codex.upstream.url === null && codex.account.method === 'chatgpt';
  if (!isBlocked || engine !== 'app-server' || !isOwnHost) {
    return { contact, login };
  }
  if (!(await codex.reachesService())) return { contact, login };
  return { contact: { kind: 'connected', url: contact.url }, login: { kind: 'accepted' } };
}
