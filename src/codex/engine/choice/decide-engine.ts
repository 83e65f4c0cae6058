import type { Account } from '../account.ts';
import type { EngineName } from '../engine-health.ts';
import type { Upstream } from '../upstream.ts';

/** The values of `--engine`. */
export type EngineSetting = 'auto' | EngineName;

/** What decides which engine answers. */
export interface EngineFacts {
  readonly account: Account;
  readonly upstream: Upstream;
  /** Why the direct engine cannot serve this configuration or login; null where it can. */
  readonly reasonAgainstDirect: string | null;
}

/** The engine that answers new requests. */
export interface EngineChoice {
  readonly engine: EngineName;
  /** A sentence for people. */
  readonly reason: string;
  /** Whether `--engine direct` cannot be honored. */
  readonly isOverruled: boolean;
}

/** Codex's own provider, where OpenAI's service is asked. */
const ownProvider = 'openai';
/** The hosts where a ChatGPT login is served by interfaces that only Codex documents. */
const ownHosts = /(?:^|\.)(?:chatgpt|openai)\.com$/;

/**
 * Chooses the engine. `auto` takes the direct one where the interface to the service is public and
 * documented: with an API key, and at a custom provider. For a ChatGPT login the app-server is the
 * official integration.
 */
export function decideEngine(setting: EngineSetting, facts: EngineFacts): EngineChoice {
  const { reasonAgainstDirect: against } = facts;
  if (setting === 'app-server') return chosen('app-server', 'The setting --engine asks for it.');
  if (against !== null) {
    const reason = `The direct engine cannot serve here: ${against}.`;
    return { engine: 'app-server', reason, isOverruled: setting === 'direct' };
  }
  if (setting === 'direct') return chosen('direct', 'The setting --engine asks for it.');
  return decideByLogin(facts);
}

function decideByLogin({ account, upstream }: EngineFacts): EngineChoice {
  const isOwnHost = upstream.url !== null && ownHosts.test(upstream.url.hostname);
  const isLoginAtOpenAi = account.isLoginRequired && account.method !== null && isOwnHost;
  if (upstream.provider !== ownProvider && !isLoginAtOpenAi) {
    return chosen('direct', `The provider '${upstream.provider}' serves the Responses API.`);
  }
  switch (account.method) {
    case 'apikey':
      return chosen('direct', 'An API key may use the Responses API directly.');
    case null:
      return chosen('app-server', 'There is no login.');
    default:
      return chosen(
        'app-server',
        `With a login of the type '${account.method}', Codex is the official way to the service.`,
      );
  }
}

function chosen(engine: EngineName, reason: string): EngineChoice {
  return { engine, reason, isOverruled: false };
}
