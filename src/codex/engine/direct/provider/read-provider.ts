import { isAzure } from './azure.ts';
import type { LoginKind, Provider } from './provider.ts';
import { usualOrigin, type DirectFacts } from './reason-against.ts';
import type { ProviderSettings, ServiceSettings } from './settings.ts';
import type { Keeper } from '../../keeper.ts';

/** What proves to a provider who asks. */
export type ProviderProof =
  /** The login that Codex keeps. */
  | { readonly kind: 'login' }
  /** A key of the provider's own; null for a provider that wants none. */
  | { readonly kind: 'key'; readonly key: string | null }
  /** A key in an environment variable that is not set. */
  | { readonly kind: 'missing'; readonly variable: string };

/** A provider, and what it wants. */
export interface ProviderReading {
  readonly provider: Provider;
  readonly proof: ProviderProof;
}

/** What a provider is read from, all of it from Codex. */
export interface ProviderFacts extends DirectFacts {
  readonly env: NodeJS.ProcessEnv;
  readonly codexVersion: string;
  /** Of the gateway. */
  readonly version: string;
}

const apiUrl = 'https://api.openai.com/v1';
/** Codex's usual limit on the silence of a stream, in milliseconds. */
const usualIdleMs = 300_000;
/** For at most six requests for one answer, as through the app-server. */
const mostRetries = 5;

/**
 * The selected provider, for which there must be no reason against the direct engine. URLs, headers
 * and the order in which a key is looked for are those of Codex 0.171.0.
 */
export function readProvider(facts: ProviderFacts): ProviderReading {
  const { settings, env, login } = facts;
  const { provider } = settings;
  if (provider === null) throw new Error(`no settings of the provider '${settings.providerId}'`);
  const proof = proofOf(provider, env);
  const kind = kindOfProof(proof, login.method);
  const baseUrl = baseUrlOf(provider, kind, facts);
  const url = (path: string): URL => join(baseUrl, path, provider.query_params ?? {});
  return {
    proof,
    provider: {
      id: settings.providerId,
      kind,
      responsesUrl: url('responses'),
      modelsUrl: kind === 'custom' ? url('models') : null,
      headers: headersOf(provider, kind, facts),
      hasWebSockets: provider.supports_websockets === true,
      storesAnswers: isAzure(provider),
      idleMs: provider.stream_idle_timeout_ms ?? usualIdleMs,
      maxRetries: maxRetriesOf(provider),
    },
  };
}

/**
 * Where a provider of Codex's own is asked, as far as that is known without its settings; null for a
 * provider that only Codex knows.
 */
export function usualUrl(provider: string, method: string | null): URL | null {
  if (provider !== 'openai') return null;
  return new URL(method === 'apikey' ? apiUrl : usualOrigin);
}

/** How the selected provider is paid for. A provider that only Codex knows counts as `custom`. */
export function kindOf(
  { provider }: ServiceSettings,
  keeper: Pick<Keeper, 'env' | 'account'>,
): LoginKind {
  if (provider === null) return 'custom';
  return kindOfProof(proofOf(provider, keeper.env), keeper.account().method);
}

/** Codex counts its retries per transport, and has two of them where it has WebSockets. */
function maxRetriesOf({ stream_max_retries: own, supports_websockets }: ProviderSettings): number {
  const most = supports_websockets === true ? 2 : mostRetries;
  return own === null || own === undefined || own >= most ? mostRetries : own;
}

/** A provider's own key comes before the login, also where it may take the login. */
function proofOf(settings: ProviderSettings, env: NodeJS.ProcessEnv): ProviderProof {
  const { env_key: variable, experimental_bearer_token: token } = settings;
  if (variable) {
    const key = env[variable]?.trim();
    return key ? { kind: 'key', key } : { kind: 'missing', variable };
  }
  if (token) return { kind: 'key', key: token };
  return settings.requires_openai_auth === true ? { kind: 'login' } : { kind: 'key', key: null };
}

function kindOfProof(proof: ProviderProof, method: string | null): LoginKind {
  if (proof.kind !== 'login') return 'custom';
  return method === 'apikey' ? 'api-key' : 'chatgpt';
}

function baseUrlOf(settings: ProviderSettings, kind: LoginKind, facts: ProviderFacts): string {
  if (settings.base_url) return settings.base_url;
  if (kind !== 'chatgpt') return apiUrl;
  return `${facts.routing?.backendOrigin ?? usualOrigin}/backend-api/codex`;
}

function join(base: string, path: string, query: Readonly<Record<string, string>>): URL {
  const url = new URL(base);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/${path}`;
  // Codex gives them in any order.
  const sorted = Object.entries(query).toSorted(([one], [other]) => (one < other ? -1 : 1));
  for (const [name, value] of sorted) url.searchParams.append(name, value);
  return url;
}

/** The gateway says who it is, and adds the version of Codex, by which the service gates its models. */
function headersOf(
  settings: ProviderSettings,
  kind: LoginKind,
  { codexVersion, version, env }: ProviderFacts,
): Readonly<Record<string, string>> {
  const headers = new Map([
    ['originator', 'codex-serve'],
    ['user-agent', `codex-serve/${version}`],
  ]);
  if (kind !== 'custom') headers.set('version', codexVersion);
  for (const [name, value] of Object.entries(settings.http_headers ?? {})) {
    headers.set(name.toLowerCase(), value);
  }
  for (const [name, variable] of Object.entries(settings.env_http_headers ?? {})) {
    const value = env[variable];
    if (value?.trim()) headers.set(name.toLowerCase(), value);
  }
  return Object.fromEntries(headers);
}
