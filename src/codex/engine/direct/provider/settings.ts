import { z } from 'zod';

const strings = z.record(z.string(), z.string());

/** A model provider in Codex's configuration, as `config/read` gives it (measured on 0.171.0). */
const providerSettings = z.looseObject({
  name: z.string().nullish(),
  base_url: z.string().nullish(),
  wire_api: z.string().nullish(),
  env_key: z.string().nullish(),
  experimental_bearer_token: z.string().nullish(),
  auth: z.unknown().optional(),
  aws: z.unknown().optional(),
  gateway_oauth: z.unknown().optional(),
  query_params: strings.nullish(),
  http_headers: strings.nullish(),
  env_http_headers: strings.nullish(),
  stream_idle_timeout_ms: z.number().positive().nullish().catch(null),
  stream_max_retries: z.number().min(0).nullish().catch(null),
  requires_openai_auth: z.boolean().nullish(),
  supports_websockets: z.boolean().nullish(),
});

const settings = z.looseObject({
  model: z.string().nullish(),
  model_provider: z.string().nullish(),
  openai_base_url: z.string().nullish(),
  model_providers: z.record(z.string(), z.unknown()).nullish(),
  features: z.looseObject({ respect_system_proxy: z.boolean().nullish() }).nullish().catch(null),
});

/** A model provider in Codex's configuration. */
export type ProviderSettings = z.infer<typeof providerSettings>;

/** The part of Codex's configuration that says where answers come from. */
export interface ServiceSettings {
  /** The id of the selected provider: `openai`, or the user's own. */
  readonly providerId: string;
  /** Null for a provider that is built into Codex, other than `openai`. */
  readonly provider: ProviderSettings | null;
  /** The configured model; null for none. */
  readonly model: string | null;
  /** Whether Codex asks the operating system for proxies, which may name one by a program. */
  readonly hasSystemProxy: boolean;
}

/** Codex's own provider. */
const openai = 'openai';
/** What the app-server engine puts in place of it, so that it can bound its retries. */
const openaiCopy = 'codex-serve-openai';

/**
 * Reads Codex's configuration with its defaults. Throws `z.ZodError` where the selected provider has
 * another form than Codex 0.171.0 gives it.
 */
export function readSettings(value: unknown): ServiceSettings {
  const read = settings.parse(value);
  const selected = read.model_provider ?? openai;
  const own = read.model_providers?.[selected];
  const isCopy = selected === openaiCopy;
  const provider =
    own === undefined ? builtIn(selected, read.openai_base_url) : providerSettings.parse(own);
  return {
    providerId: isCopy ? openai : selected,
    // The only header of the copy is the version of the Codex that it was written for.
    provider: isCopy && provider !== null ? { ...provider, http_headers: null } : provider,
    model: read.model ?? null,
    hasSystemProxy: read.features?.respect_system_proxy === true,
  };
}

/** The settings of Codex's own provider (measured on 0.171.0); null for its other ones. */
function builtIn(id: string, baseUrl: string | null | undefined): ProviderSettings | null {
  if (id !== openai) return null;
  return {
    name: 'OpenAI',
    base_url: baseUrl,
    wire_api: 'responses',
    requires_openai_auth: true,
    supports_websockets: true,
    env_http_headers: {
      'OpenAI-Organization': 'OPENAI_ORGANIZATION',
      'OpenAI-Project': 'OPENAI_PROJECT',
    },
  };
}
