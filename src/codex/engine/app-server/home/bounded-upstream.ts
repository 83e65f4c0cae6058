import type { TomlTable } from 'smol-toml';

/** The inputs that bound how long and how often Codex asks the service for one answer. */
export interface UpstreamBounds {
  /** The longest silence of a turn, in milliseconds. */
  readonly silenceMs: number;
  /** Of the Codex that will read the configuration. */
  readonly codexVersion: string;
}

/**
 * Maximum number of retries, for at most six requests to the service. Codex makes all attempts over
 * WebSocket, and then as many over HTTP (measured on 0.171.0: 2 retries are 6 requests).
 */
const mostRetries = { websocket: 2, http: 5 };
/** The gateway must notice silence before Codex does, because Codex would retry. */
const marginMs = 30_000;

/** Replaces the provider `openai`, which Codex does not allow to be configured. */
const openaiCopy = 'codex-serve-openai';

/**
 * The user's upstream, with bounds on the selected provider. Lower values of the user are kept.
 * Codex's built-in providers other than `openai` are not changed.
 */
export function boundedUpstream(upstream: TomlTable, bounds: UpstreamBounds): TomlTable {
  const id = upstream['model_provider'] ?? 'openai';
  const providers = tableOf(upstream['model_providers']);
  const own = typeof id === 'string' ? providers[id] : undefined;
  if (id === 'openai' && own === undefined) {
    const copy = bounded(openaiProvider(upstream, bounds), bounds);
    const all = { ...providers, [openaiCopy]: copy };
    return { ...upstream, model_provider: openaiCopy, model_providers: all };
  }
  if (typeof id !== 'string' || !isTable(own)) return upstream;
  return { ...upstream, model_providers: { ...providers, [id]: bounded(own, bounds) } };
}

/**
 * Codex sends to the service what it sends with its own `openai`, but for a note that no MCP server
 * had a part in the request (measured on 0.171.0; see `test/codex/bounded-upstream.test.ts`).
 */
function openaiProvider(upstream: TomlTable, { codexVersion }: UpstreamBounds): TomlTable {
  const { openai_base_url: baseUrl } = upstream;
  return {
    name: 'OpenAI',
    ...(baseUrl !== undefined && { base_url: baseUrl }),
    wire_api: 'responses',
    requires_openai_auth: true,
    supports_websockets: true,
    http_headers: { version: codexVersion },
    env_http_headers: {
      'OpenAI-Organization': 'OPENAI_ORGANIZATION',
      'OpenAI-Project': 'OPENAI_PROJECT',
    },
  };
}

function bounded(provider: TomlTable, { silenceMs }: UpstreamBounds): TomlTable {
  const isWebSocket = provider['supports_websockets'] === true;
  const most = isWebSocket ? mostRetries.websocket : mostRetries.http;
  const retries = atMost(provider['stream_max_retries'], most);
  return {
    ...provider,
    // Each of these would multiply with the others.
    request_max_retries: retries === 0 ? atMost(provider['request_max_retries'] ?? 0, most) : 0,
    stream_max_retries: retries,
    stream_idle_timeout_ms: provider['stream_idle_timeout_ms'] ?? silenceMs + marginMs,
  };
}

function atMost(value: unknown, most: number): number {
  return typeof value === 'number' && value < most ? value : most;
}

function tableOf(value: unknown): TomlTable {
  return isTable(value) ? value : {};
}

function isTable(value: unknown): value is TomlTable {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
