import type { TomlTable, TomlValue } from 'smol-toml';
import { upstreamUrl } from '../../service/contact/check-upstream.ts';
import type { Upstream } from '../../upstream.ts';

/** Codex's provider where the configuration names none. */
const defaultProvider = 'openai';

/** The upstream that a `config.toml` selects. */
export function upstreamOf(config: TomlTable): Upstream {
  const { model_provider, model_providers } = config;
  const provider = typeof model_provider === 'string' ? model_provider : defaultProvider;
  const settings = isTable(model_providers) ? model_providers[provider] : undefined;
  const variable = isTable(settings) ? settings['env_key'] : undefined;
  return {
    provider,
    keyVariable: typeof variable === 'string' ? variable : null,
    url: upstreamUrl(config),
  };
}

function isTable(value: TomlValue | undefined): value is TomlTable {
  return typeof value === 'object' && !Array.isArray(value) && !(value instanceof Date);
}
