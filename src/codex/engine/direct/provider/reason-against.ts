import type { KeptLogin, WorkspaceRouting } from '../../keeper.ts';
import type { ServiceSettings } from './settings.ts';

/** What decides whether the engine can speak to the service. */
export interface DirectFacts {
  readonly settings: ServiceSettings;
  readonly login: Omit<KeptLogin, 'token'>;
  /** Null where the login has none, or it is not known. */
  readonly routing: WorkspaceRouting | null;
}

/** The same with the token. */
export interface TokenFacts extends DirectFacts {
  readonly login: KeptLogin;
}

/** Codex's other ways to prove who asks; each needs more than a header. */
const otherProofs = {
  auth: 'gets its token from a command',
  aws: 'signs its requests for AWS',
  gateway_oauth: 'logs in at a gateway of its own',
} as const;

const knownLogins = new Set(['chatgpt', 'chatgptAuthTokens', 'apikey']);

/**
 * Why only Codex can reach this service; null where the engine can as well. It continues "The direct
 * engine cannot serve here:".
 */
export function reasonAgainstDirect(facts: DirectFacts): string | null {
  const { settings, login, routing } = facts;
  const { providerId: id, provider } = settings;
  if (provider === null) return `only Codex knows how to reach its built-in provider '${id}'`;
  const { wire_api: wireApi } = provider;
  if (wireApi && wireApi !== 'responses') {
    return `the provider '${id}' speaks '${wireApi}', not the Responses API`;
  }
  for (const [member, how] of Object.entries(otherProofs)) {
    if (provider[member] !== undefined && provider[member] !== null) {
      return `the provider '${id}' ${how}, as only Codex can`;
    }
  }
  const { base_url: url } = provider;
  if (url && !isHttp(url)) return `the base_url of the provider '${id}' is no HTTP URL`;
  if (settings.hasSystemProxy) {
    return 'Codex takes its proxies from the operating system, which only it can ask';
  }
  if (!login.isLoginRequired || login.method === null) return null;
  if (!knownLogins.has(login.method))
    return `only Codex knows a login of the kind '${login.method}'`;
  return reasonAgainstRouting(routing, url ?? null);
}

/** The service's own host, where requests go that no workspace has elsewhere. */
export const usualOrigin = 'https://chatgpt.com';

/**
 * Codex sends the requests of a workspace with a host of its own there, but where the configuration
 * names a URL (measured on 0.171.0).
 */
function reasonAgainstRouting(
  routing: WorkspaceRouting | null,
  baseUrl: string | null,
): string | null {
  if (routing === null || baseUrl !== null) return null;
  const { backendOrigin: origin } = routing;
  const isHttps = URL.canParse(origin) && new URL(origin).protocol === 'https:';
  return isHttps
    ? null
    : `the workspace has its requests sent to '${origin}', which is no HTTPS origin`;
}

function isHttp(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}
